"""An issue's text to a draft of a lesson."""

from collections.abc import Iterator, Sequence

from bot.content.importing.blocks import cut
from bot.content.importing.bullets import with_bullets
from bot.content.importing.completeness import complete, distinct
from bot.content.importing.draft import HEADING, LEFTOVER, Draft, Placed
from bot.content.importing.fields import most_at
from bot.content.importing.fitting import fit
from bot.content.importing.greetings import is_greeting
from bot.content.importing.language import language_of
from bot.content.importing.lines import Line, read_lines
from bot.content.importing.opening_news import with_news
from bot.content.importing.outcomes import Leftover, Outcome, Path, Placement, Signpost, copied
from bot.content.importing.parts import PLACERS
from bot.content.importing.sentences import opening_words
from bot.content.importing.sifting import sift
from bot.content.importing.tree import lesson_of, place_names

_TITLE: Path = ("title",)


def read_issue(text: str) -> Draft:
    """Return the lesson in an issue's text, and where each line went. No text is refused.

    An issue of more than 128 KiB may make a file of more than a lesson file's 256 KiB.
    """
    lines = with_bullets(read_lines(text))
    fitting = distinct(complete(fit(_outcomes(lines, text))))
    outcomes = sorted(fitting, key=lambda outcome: outcome.line)
    placements = [outcome for outcome in outcomes if isinstance(outcome, Placement)]
    return Draft(
        lesson=lesson_of(placements),
        placed=tuple(
            _ledger(outcomes, dict(zip(placements, place_names(placements), strict=True)))
        ),
        leftovers=tuple(outcome for outcome in outcomes if isinstance(outcome, Leftover)),
        lines_read=len(lines),
    )


def _outcomes(lines: Sequence[Line], text: str) -> Iterator[Outcome]:
    if not lines:
        return
    sifted, issue = sift(lines)
    yield from sifted
    yield from _placed_by_part(issue, lines[0])
    yield copied(lines[0].number, ("language",), language_of(text))


def _placed_by_part(issue: Sequence[Line], first: Line) -> Iterator[Outcome]:
    titled = False
    for block in with_news(cut(issue)) if issue else ():
        for outcome in PLACERS[block.part](block):
            titled = titled or (isinstance(outcome, Placement) and outcome.path == _TITLE)
            yield outcome
    if not titled:
        titles = (line for line in issue if not is_greeting(line.text))
        words = next(titles, issue[0] if issue else first).words or first.text
        yield copied(first.number, _TITLE, opening_words(words, most_at(_TITLE)))


def _ledger(outcomes: Sequence[Outcome], names: dict[Placement, str]) -> Iterator[Placed]:
    for outcome in outcomes:
        match outcome:
            case Signpost(line=line):
                yield Placed(line, HEADING, "")
            case Leftover(line=line, text=text):
                yield Placed(line, LEFTOVER, text)
            case Placement(words=words) if words:
                yield Placed(outcome.line, names[outcome], words)
            case Placement():
                continue
