"""Which term or FAQ entry is meant by an id, a name or a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.content.finding.language.normal import canonical
from bot.core.ports import Library, Taught
from bot.domain.finding import Finding, Found, NotFound, Unsure
from bot.domain.lesson import FaqHit, TermHit
from bot.errors import EntryUnclear, NoSuchEntry

Hit = TypeVar("Hit")
NEAREST = 3
LOOK = "homeroom say /search WORDS finds what there is."


@dataclass(frozen=True, slots=True)
class Entry:
    """A term or an FAQ entry. ``command`` is the one that shows it; ``name`` may be a question."""

    command: str
    id: str
    name: str


def entry_of(taught: Taught, library: Library) -> Entry | None:
    """Return what taught words lead to, if it is still there."""
    if taught.command == "term":
        return _term(library.term(taught.entry_id))
    return _question(library.faq_entry(taught.entry_id))


def entry_meant(said: str, library: Library) -> Entry:
    """Return the entry with this id, else the one with exactly this name or question.

    Raises ``NoSuchEntry``, with the nearest ones, and ``EntryUnclear`` if there are several.
    """
    by_id = (_term(library.term(said)), _question(library.faq_entry(said)))
    named = [one for one in by_id if one] or _named(said, library)
    if len(named) == 1:
        return named[0]
    if named:
        raise EntryUnclear(entry=said, entries=_listed(named))
    close = _near(said, library)
    near = f"Did you mean one of these?\n{_listed(close)}" if close else LOOK
    raise NoSuchEntry(entry=said, near=near)


def _named(said: str, library: Library) -> Sequence[Entry]:
    """Return the entries with exactly this name or question, each once."""
    wanted, found = canonical(said), dict[tuple[str, str], Entry]()
    for lesson in library.lessons():
        terms = (Entry("term", term.id, term.name) for term in lesson.terms)
        questions = (Entry("faq", entry.id, entry.question) for entry in lesson.faq)
        for one in (*terms, *questions):
            if canonical(one.name) == wanted:
                found[one.command, one.id] = one
    return list(found.values())


def _near(said: str, library: Library) -> Sequence[Entry]:
    terms = _hits(library.find_term(said)) or library.complete_term(said, NEAREST)
    questions = _hits(library.find_answer(said))
    close = (*map(_term, terms[:NEAREST]), *map(_question, questions[:NEAREST]))
    return [one for one in close if one]


def _hits(finding: Finding[Hit]) -> Sequence[Hit]:
    match finding:
        case Found(hit):
            return (hit,)
        case Unsure(hits):
            return hits
        case NotFound():
            return ()


def _term(hit: TermHit | None) -> Entry | None:
    return Entry("term", hit.term.id, hit.term.name) if hit else None


def _question(hit: FaqHit | None) -> Entry | None:
    return Entry("faq", hit.entry.id, hit.entry.question) if hit else None


def _listed(entries: Sequence[Entry]) -> str:
    return "\n".join(f"  {one.id}  /{one.command} {one.name}" for one in entries)
