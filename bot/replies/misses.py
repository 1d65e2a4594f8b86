"""What nobody could answer, shown to those who can link it to an entry."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.core.ports import Miss
from bot.core.reply import Button, Buttons, Facts, Heading, Note, Reply, Style, Text, press, reply
from bot.domain.lesson import FaqHit, TermHit
from bot.replies.texts import Texts

TERM, QUESTION = "term", "faq"
_LABEL = 60
"""Characters of what was asked on a button; it stands above in full."""


def misses(found: Sequence[Miss], zone: ZoneInfo, texts: Texts) -> Reply:
    """List what nobody could answer, the most often first, each with a way to link it."""
    words = texts.misses
    if not found:
        return reply(Heading(words.title, 2), Text(words.none), private=True)
    return reply(
        Heading(words.title, 2),
        Text(words.intro),
        Facts(tuple((one.words, _how_often(one, zone, texts)) for one in found)),
        Note(words.pick),
        Buttons(tuple(Button(one.words[:_LABEL], press("link", one.id)) for one in found)),
        line=press("misses"),
        private=True,
    )


def which_entry(miss: Miss, near: Sequence[TermHit | FaqHit], texts: Texts) -> Reply:
    """Ask which entry answers what was asked."""
    words = texts.misses
    said = words.which_entry if near else words.no_entry
    return reply(
        Text(said.format(words=miss.words)),
        Buttons(tuple(_entry(miss, hit) for hit in near)),
        Buttons((Button(words.back, press("misses"), Style.PLAIN),)),
        private=True,
    )


def linked(words: str, hit: TermHit | FaqHit, taught_id: str, texts: Texts) -> Reply:
    """Say what words lead to from now on, and offer to undo it."""
    return reply(
        Text(texts.misses.linked.format(words=words, entry=name_of(hit))),
        Buttons(
            (
                Button(texts.misses.undo, press("unlink", taught_id), Style.PLAIN),
                Button(texts.misses.back, press("misses"), Style.PLAIN),
            )
        ),
        private=True,
    )


def unlinked(words: str, texts: Texts) -> Reply:
    """Say that words lead nowhere again."""
    return reply(
        Text(texts.misses.unlinked.format(words=words)),
        Buttons((Button(texts.misses.back, press("misses"), Style.PLAIN),)),
        private=True,
    )


def name_of(hit: TermHit | FaqHit) -> str:
    """Return what an entry is called."""
    return hit.term.name if isinstance(hit, TermHit) else hit.entry.question


def _entry(miss: Miss, hit: TermHit | FaqHit) -> Button:
    kind, entry_id = (TERM, hit.term.id) if isinstance(hit, TermHit) else (QUESTION, hit.entry.id)
    return Button(name_of(hit), press("link", miss.id, f"{kind}:{entry_id}"))


def _how_often(miss: Miss, zone: ZoneInfo, texts: Texts) -> str:
    last = texts.misses.last.format(date=texts.date(miss.last.astimezone(zone).date()))
    return f"{texts.misses.miss(miss.times, miss.unsure)}; {last}"
