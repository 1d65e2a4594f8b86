"""What one can ask."""

from collections.abc import Iterator, Sequence

from bot.core.command import Command, Family
from bot.core.reply import Button, Buttons, Facts, Heading, Note, Reply, Text, press, reply
from bot.replies.texts import Texts


def help_on(listed: Sequence[Command], example: str, texts: Texts) -> Reply:
    """List the commands that somebody may use, with what each does; a family in a line.

    ``example`` shows one as it would be typed.
    """
    alone = [command for command in listed if command.family is None]
    bare = [c for c in alone if c.name != "help" and not any(o.required for o in c.options)]
    return reply(
        Heading(texts.help_title, 2),
        Text(texts.help_intro),
        Facts(tuple((c.usage, c.describe(texts.language)) for c in alone)),
        Facts(tuple(_families(listed, texts))),
        Note(texts.help_example.format(example=example)) if example else None,
        Buttons(tuple(Button(f"/{c.name}", press(c.name)) for c in bare)),
    )


def _families(listed: Sequence[Command], texts: Texts) -> Iterator[tuple[str, str]]:
    families: dict[str, Family] = {c.family.name: c.family for c in listed if c.family}
    for name, family in families.items():
        words = " | ".join(c.name.split()[-1] for c in listed if c.family == family)
        yield f"/{name} {words}", family.translations.get(texts.language, family.help)
