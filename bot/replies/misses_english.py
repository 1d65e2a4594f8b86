"""What the bot says in English of what it did not find."""

from bot.replies.misses_texts import MissesTexts


def _miss(times: int, unsure: int) -> str:
    found = {0: "", 1: "nothing found once"}.get(times, f"nothing found {times:,} times")
    offered = {0: "", 1: "unsure once"}.get(unsure, f"unsure {unsure:,} times")
    return ", ".join(filter(None, (found, offered)))


ENGLISH_MISSES = MissesTexts(
    title="What nobody could answer",
    intro="People asked for these, and I found nothing, or was not sure. Who asked is not kept.",
    none="Everything that was asked here was answered. Nothing to learn just now.",
    miss=_miss,
    last="last on {date}",
    pick="Link one to an entry, and I'll find it from then on:",
    link_it="Link it to an entry…",
    home=lambda count: f"What nobody could answer ({count:,})",
    which_entry="Which entry answers “{words}”?",
    no_entry=(
        "No entry comes near “{words}”. Write one in a lesson, or link it to any entry with"
        " homeroom teach."
    ),
    linked="Done. From now on “{words}” leads to “{entry}” here.",
    undo="Undo",
    unlinked="Undone. “{words}” leads nowhere again.",
    back="Back to the list",
)
