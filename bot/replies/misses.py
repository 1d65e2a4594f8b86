"""What nobody could answer: the list, what comes near, and what leads where from now on."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.core.linking import Entry, key_of
from bot.core.ports import Miss, Taught
from bot.core.reply import Button, Buttons, Facts, Heading, Note, Reply, Text, press, reply
from bot.domain.calendar import local_date
from bot.domain.lesson import TermHit
from bot.replies.excerpt import excerpt
from bot.replies.texts import Texts

TERM, QUESTION = "🔑", "💬"
_LABEL = 26
"""Characters of words on a button: phones show little more, and they stand above in full."""


def listed(found: Sequence[Miss], zone: ZoneInfo, texts: Texts) -> Reply:
    """Show what was missed, each with a button to say what answers it."""
    words = texts.misses
    if not found:
        return reply(Heading(words.title, 2), Text(words.none))
    return reply(
        Heading(words.title, 2),
        Text(words.intro),
        Facts(tuple(_missed(miss, zone, texts) for miss in found)),
        Text(words.pick),
        Buttons(tuple(Button(_short(miss.words), press("link", miss.id)) for miss in found)),
        line=press("misses"),
    )


def which(miss: Miss, near: Sequence[Entry], texts: Texts) -> Reply:
    """Ask which entry answers what was missed."""
    words = texts.misses
    question = words.which if near else words.none_near
    choices = (Button(_labelled(one), press("link", miss.id, key_of(one))) for one in near)
    return reply(
        Text(question.format(words=miss.words), strong=True),
        Buttons(tuple(choices)),
        Note(words.other_ways),
        Buttons((_back(texts),)),
    )


def linked(taught: Taught, entry: Entry, texts: Texts) -> Reply:
    """Say what leads where from now on."""
    words = texts.misses
    said = words.linked_here if taught.server else words.linked_everywhere
    undo = Button(words.undo, press("unlink", taught.id))
    return reply(
        Text(said.format(words=taught.words, entry=_name(entry))),
        Buttons((undo, _back(texts))),
    )


def unlinked(taught: Taught, texts: Texts) -> Reply:
    """Say that words lead nowhere again."""
    said = texts.misses.unlinked.format(words=taught.words)
    return reply(Text(said), Buttons((_back(texts),)))


def _missed(miss: Miss, zone: ZoneInfo, texts: Texts) -> tuple[str, str]:
    last = texts.date(local_date(miss.last, zone))
    return f"/{miss.command} {miss.words}", texts.misses.missed(miss.times, miss.unsure, last)


def _short(words: str) -> str:
    return words if len(words) <= _LABEL else excerpt(words, (), _LABEL).text


def _name(entry: Entry) -> str:
    return entry.term.name if isinstance(entry, TermHit) else entry.entry.question


def _labelled(entry: Entry) -> str:
    return f"{TERM if isinstance(entry, TermHit) else QUESTION} {_name(entry)}"


def _back(texts: Texts) -> Button:
    return Button(texts.misses.back, press("misses"))
