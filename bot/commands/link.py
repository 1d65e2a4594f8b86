"""/link: lead words that nobody could answer to an entry; what the buttons of /misses press."""

from collections.abc import Iterable, Sequence
from typing import Annotated

from bot.core.command import About, command
from bot.core.context import Context
from bot.core.ports import Miss, Taught
from bot.core.reply import Reply
from bot.core.request import Rank
from bot.core.teaching import taught_in
from bot.domain.asked import asked_id
from bot.domain.finding import Finding, Found, Unsure
from bot.domain.lesson import FaqHit, TermHit
from bot.errors import ButtonExpired
from bot.replies import misses as replies
from bot.replies.languages import texts_in

OFFERED = 5


@command(listed=False, least=Rank.MANAGER, turns=True)
async def link(
    context: Context,
    miss: Annotated[str, About("The id of what was asked.")],
    entry: Annotated[str, About("The kind and id of an entry. Without one: the nearest.")] = "",
) -> Reply:
    """Lead words that nobody could answer to an entry."""
    asked = await context.misses.miss(miss)
    place = context.place
    # An id that was seen on another server leads nowhere here.
    if asked is None or (asked.platform, asked.server) != (place.platform, place.server):
        raise ButtonExpired(help="/misses")
    texts = texts_in(context.language)
    if not entry:
        return replies.which_entry(asked, _nearest(context, asked), texts)
    kind, _, entry_id = entry.partition(":")
    hit = _entry(context, kind, entry_id)
    where = taught_in(place)
    taught = Taught(asked_id(*where, kind, asked.words), kind, asked.words, entry_id, *where)
    await context.misses.teach(taught, context.clock.now())
    return replies.linked(asked.words, hit, taught.id, texts)


def _entry(context: Context, kind: str, entry_id: str) -> TermHit | FaqHit:
    hit: TermHit | FaqHit | None = None
    if kind == replies.TERM:
        hit = context.library.term(entry_id)
    elif kind == replies.QUESTION:
        hit = context.library.faq_entry(entry_id)
    if hit is None:
        raise ButtonExpired(help="/misses")
    return hit


def _nearest(context: Context, asked: Miss) -> Sequence[TermHit | FaqHit]:
    """Return the entries that come nearest, those of the kind that was asked for first."""
    library, words = context.library, asked.words
    terms = _once((*_hits(library.find_term(words)), *library.complete_term(words, OFFERED)))
    entries = _once(
        (*_hits(library.find_answer(words)), *library.complete_question(words, OFFERED))
    )
    first, then = (terms, entries) if asked.command == replies.TERM else (entries, terms)
    few = OFFERED - min(len(then), OFFERED // 2)
    return (*first[:few], *then)[:OFFERED]


def _hits(finding: Finding[TermHit] | Finding[FaqHit]) -> Sequence[TermHit | FaqHit]:
    if isinstance(finding, Found):
        return (finding.hit,)
    return finding.hits if isinstance(finding, Unsure) else ()


def _once(hits: Iterable[TermHit | FaqHit]) -> Sequence[TermHit | FaqHit]:
    return tuple({replies.name_of(hit): hit for hit in reversed([*hits])}.values())[::-1]
