"""What the bot says in English of what nobody could answer."""

from bot.replies.misses_texts import MissesTexts


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")


def _missed(times: int, unsure: int, last: str) -> str:
    nothing = f"nothing found {_times(times)}" if times else ""
    offered = f"only suggestions {_times(unsure)}" if unsure else ""
    return ", ".join(filter(None, (nothing, offered, f"last on {last}")))


ENGLISH_MISSES = MissesTexts(
    title="What nobody could answer",
    intro="This was asked here and found nothing, or nothing for sure. Who asked is not kept.",
    missed=_missed,
    pick="Pick one to say which term or question answers it.",
    none="Everything that was asked here lately was answered. When something isn't, it shows up"
    " here.",
    which="Which entry answers “{words}”?",
    none_near="No term and no question comes near “{words}”.",
    other_ways="If nothing here fits, it may be something for a new lesson.",
    linked_here="“{words}” leads to “{entry}” on this server from now on.",
    linked_everywhere="“{words}” leads to “{entry}” everywhere from now on.",
    undo="Undo",
    unlinked="“{words}” leads nowhere again. When somebody asks it, it comes back to the list.",
    back="Back to the list",
    link_it="Link it to an entry…",
    home="What nobody could answer ({count})",
)
