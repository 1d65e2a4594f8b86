"""Which entry answers a miss: the nearest ones, and the one that somebody chose."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from bot.core.ports import Library, Miss, Taught
from bot.core.request import Place
from bot.domain.asked import asked_id
from bot.domain.finding import Finding, Found, NotFound, Unsure
from bot.domain.lesson import FaqHit, TermHit

Entry = TermHit | FaqHit
Hit = TypeVar("Hit")
MOST = 5
"""Entries to choose from."""
OTHERS = 2
"""How many of them are of the other kind than what was asked for, if so many are near."""


def nearest(miss: Miss, library: Library) -> Sequence[Entry]:
    """Return the entries that may answer a miss, its own kind first; none if none is near."""
    words = miss.words
    terms = [*_hits(library.find_term(words)), *library.complete_term(words, MOST)]
    questions = [*_hits(library.find_answer(words)), *library.complete_question(words, MOST)]
    own, other = (questions, terms) if miss.command == "faq" else (terms, questions)
    first, second = _each_once(own), _each_once(other)
    near = [*first[: MOST - len(second[:OTHERS])], *second, *first]
    # What only speaks of the words comes last.
    told = [one.hit for one in library.search(words, MOST).best]
    return _each_once([*near, *(one for one in told if isinstance(one, Entry))])[:MOST]


def key_of(entry: Entry) -> str:
    """Return what an entry is called in a button's line, such as ``term:1a2b3c4d``."""
    return f"{command_of(entry)}:{id_of(entry)}"


def entry_of(key: str, library: Library) -> Entry | None:
    """Return the entry that is called so, if it is still there."""
    command, _, entry_id = key.partition(":")
    match command:
        case "term":
            return library.term(entry_id)
        case "faq":
            return library.faq_entry(entry_id)
        case _:
            return None


def link(miss: Miss, entry: Entry) -> Taught:
    """Return that the words of a miss lead to an entry: where they were missed.

    Where there are no servers, everywhere: that is what is taught without one.
    """
    platform = miss.platform if miss.server else ""
    command = command_of(entry)
    id_ = asked_id(platform, miss.server, command, miss.words)
    return Taught(id_, command, miss.words, id_of(entry), platform, miss.server)


def seen_from(place: Place) -> tuple[str | None, str | None]:
    """Return the platform and server whose misses those who manage a place see.

    Where there are no servers, as on the page of the machine itself, it is who runs the bot: all.
    """
    return (place.platform, place.server) if place.server else (None, None)


def is_of(one: Miss | Taught, place: Place) -> bool:
    """Tell whether something was missed or taught on the server of a place, or is seen there."""
    return not place.server or (one.platform, one.server) == (place.platform, place.server)


def command_of(entry: Entry) -> str:
    """Return the command that shows an entry: ``term`` or ``faq``."""
    return "term" if isinstance(entry, TermHit) else "faq"


def id_of(entry: Entry) -> str:
    """Return the id of an entry."""
    return entry.term.id if isinstance(entry, TermHit) else entry.entry.id


def _hits(finding: Finding[Hit]) -> Iterator[Hit]:
    match finding:
        case Found(hit):
            yield hit
        case Unsure(hits):
            yield from hits
        case NotFound():
            return


def _each_once(entries: Iterable[Entry]) -> list[Entry]:
    return list({key_of(entry): entry for entry in entries}.values())
