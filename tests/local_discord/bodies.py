"""Checking the body of a message (docs.discord.com, resources/message)."""

from tests.local_discord import limits
from tests.local_discord.components import check_components
from tests.local_discord.refusals import Json, Problems, Refused, empty_message, units
from tests.local_discord.world import Flag

ON_CREATE = Flag.SUPPRESS_EMBEDS | Flag.SUPPRESS_NOTIFICATIONS | Flag.VOICE | Flag.COMPONENTS_V2
# resources/message, edit message
ON_EDIT = Flag.SUPPRESS_EMBEDS | Flag.COMPONENTS_V2
# interactions/receiving-and-responding, interaction callback data
ON_CALLBACK = ON_CREATE | Flag.EPHEMERAL
# resources/channel, forum thread message params: nothing else is documented, so nothing else.
ON_FORUM = Flag.SUPPRESS_EMBEDS | Flag.SUPPRESS_NOTIFICATIONS


def check_message(body: Json, *, flags: int = ON_CREATE, prefix: str = "") -> None:
    """Everything Discord asks of a message that is to stand as this body says."""
    problems = Problems()
    v2 = bool((body.get("flags") or 0) & Flag.COMPONENTS_V2)
    _flags(body, flags, problems)
    if body.get("content"):
        problems.length("content", body["content"], limits.CONTENT)
    _embeds(body.get("embeds") or [], problems)
    check_components(body.get("components") or [], problems, v2=v2)
    _mentions(body.get("allowed_mentions"), problems)
    _nonce(body.get("nonce"), problems)
    _attachments(body.get("attachments") or [], problems)
    _poll(body.get("poll"), problems)
    if v2:
        _without_the_old(body, problems)
    if prefix and problems.errors:
        problems.errors = {prefix: problems.errors}
    problems.settle()
    _not_empty(body)


def _not_empty(body: Json) -> None:
    text = str(body.get("content") or "").strip()
    parts = ("embeds", "components", "attachments", "poll", "sticker_ids")
    if not text and not any(body.get(part) for part in parts):
        raise empty_message()


def _flags(body: Json, allowed: int, problems: Problems) -> None:
    given = body.get("flags") or 0
    problems.check(
        not given & ~allowed, "flags", "BASE_TYPE_BAD_FLAGS", f"{given} has more than {allowed}"
    )


def _without_the_old(body: Json, problems: Problems) -> None:
    for key in ("content", "embeds", "poll", "sticker_ids"):
        problems.check(
            not body.get(key),
            key,
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
            f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
        )
    problems.check(body.get("components"), "components", "BASE_TYPE_REQUIRED", "no components")


def _embeds(embeds: list[Json], problems: Problems) -> None:
    problems.check(
        len(embeds) <= limits.EMBEDS, "embeds", "BASE_TYPE_MAX_LENGTH", "at most 10 embeds"
    )
    for index, embed in enumerate(embeds):
        _embed(embed, f"embeds.{index}", problems)
    total = sum(embed_size(embed) for embed in embeds)
    problems.check(
        total <= limits.EMBEDS_TOTAL,
        "embeds",
        "MAX_EMBED_SIZE_EXCEEDED",
        f"Embed size exceeds maximum size of 6000: {total}",
    )


def embed_size(embed: Json) -> int:
    """The characters of an embed that count towards the 6,000."""
    parts = [embed.get("title"), embed.get("description")]
    parts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    for row in embed.get("fields") or []:
        parts += [row.get("name"), row.get("value")]
    return sum(units(part.strip()) for part in parts if part)


def _embed(embed: Json, path: str, problems: Problems) -> None:
    shown = ("title", "description", "fields", "image", "thumbnail", "footer", "author")
    problems.check(
        any(embed.get(key) for key in shown), path, "BASE_TYPE_REQUIRED", "an empty embed"
    )
    places = [("title", limits.EMBED_TITLE), ("description", limits.EMBED_DESCRIPTION)]
    for key, most in places:
        if embed.get(key) is not None:
            problems.length(f"{path}.{key}", embed[key].strip(), most)
    if embed.get("footer"):
        text = embed["footer"].get("text") or ""
        problems.length(f"{path}.footer.text", text.strip(), limits.FOOTER, 1)
    if embed.get("author"):
        name = embed["author"].get("name") or ""
        problems.length(f"{path}.author.name", name.strip(), limits.AUTHOR, 1)
    if embed.get("color") is not None:
        problems.between(f"{path}.color", embed["color"], 0, 0xFFFFFF)
    _embed_urls(embed, path, problems)
    _fields(embed.get("fields") or [], path, problems)


def _embed_urls(embed: Json, path: str, problems: Problems) -> None:
    urls = {"url": embed.get("url")}
    for key in ("image", "thumbnail"):
        urls[f"{key}.url"] = (embed.get(key) or {}).get("url")
    for key, url in urls.items():
        fine = url is None or url.startswith(("http://", "https://", "attachment://"))
        problems.check(fine, f"{path}.{key}", "URL_TYPE_INVALID_SCHEME", f"no URL: {url}")


def _fields(fields: list[Json], path: str, problems: Problems) -> None:
    problems.check(
        len(fields) <= limits.EMBED_FIELDS, f"{path}.fields", "BASE_TYPE_MAX_LENGTH", "25 fields"
    )
    for index, row in enumerate(fields):
        place = f"{path}.fields.{index}"
        for key, most in (("name", limits.FIELD_NAME), ("value", limits.FIELD_VALUE)):
            problems.length(f"{place}.{key}", str(row.get(key) or "").strip(), most, 1)


def _mentions(allowed: Json | None, problems: Problems) -> None:
    if allowed is None:
        return
    parse = allowed.get("parse") or []
    problems.check(
        set(parse) <= {"roles", "users", "everyone"},
        "allowed_mentions.parse",
        "BASE_TYPE_CHOICES",
        f"{parse}",
    )
    for key in ("users", "roles"):
        ids = allowed.get(key) or []
        problems.check(
            len(ids) <= limits.MENTION_IDS,
            f"allowed_mentions.{key}",
            "BASE_TYPE_MAX_LENGTH",
            "100 at most",
        )
        problems.check(
            not (ids and key in parse),
            "allowed_mentions",
            "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
            f'parse:["{key}"] and {key}: [ids...] are mutually exclusive.',
        )


def _nonce(nonce: object, problems: Problems) -> None:
    if isinstance(nonce, str):
        problems.length("nonce", nonce, limits.NONCE)
    elif nonce is not None:
        problems.between("nonce", nonce, -(2**63), 2**63 - 1)


def _attachments(attachments: list[Json], problems: Problems) -> None:
    problems.check(
        len(attachments) <= limits.FILES, "attachments", "BASE_TYPE_MAX_LENGTH", "10 files"
    )
    for index, attachment in enumerate(attachments):
        if attachment.get("description") is not None:
            place = f"attachments.{index}.description"
            problems.length(place, attachment["description"], limits.ATTACHMENT_DESCRIPTION)


def _poll(poll: Json | None, problems: Problems) -> None:
    if poll is None:
        return
    question = (poll.get("question") or {}).get("text")
    problems.length("poll.question.text", question, limits.POLL_QUESTION, 1)
    answers = poll.get("answers") or []
    problems.between("poll.answers", len(answers), 1, limits.POLL_ANSWERS)
    for index, answer in enumerate(answers):
        text = (answer.get("poll_media") or {}).get("text")
        problems.length(f"poll.answers.{index}.poll_media.text", text, limits.POLL_ANSWER, 1)
    problems.between("poll.duration", poll.get("duration") or 24, 1, limits.POLL_HOURS)


def check_files(files: list[Json]) -> None:
    """No file above the upload limit."""
    if any(file["size"] > limits.FILE_BYTES for file in files):
        raise Refused(413, 40005, "Request entity too large")
