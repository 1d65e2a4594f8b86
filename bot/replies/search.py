"""What a search found: each with the line that matched, and a button that opens it."""

from collections.abc import Iterator, Sequence

from bot.core.reply import Block, Button, Buttons, Heading, Note, Reply, Text, press, reply
from bot.domain.lesson import FaqHit, Lesson, TermHit
from bot.domain.search import Match, Matches
from bot.replies.excerpt import excerpt
from bot.replies.texts import Texts

_TERM, _QUESTION, _LESSON = "🔑", "💬", "📘"
_LABEL = 26
"""Characters of a title on a button: phones show little more, and it stands above in full."""
_QUOTES = "\"“”„「」' "


def found(words: str, matches: Matches, texts: Texts) -> Reply:
    """Show what a search found, best first."""
    more = matches.total - len(matches.best)
    return reply(
        Heading(texts.search.title.format(words=words), 2),
        None if matches.whole else Note(texts.search.not_all),
        [block for match in matches.best for block in _shown(match, texts)],
        Note(texts.search.more(more)) if more > 0 else None,
        Buttons(tuple(map(_opening, matches.best))),
    )


def nothing(
    words: str, terms: Sequence[TermHit], questions: Sequence[FaqHit], texts: Texts
) -> Reply:
    """Say that nothing was found, and offer what comes near."""
    near = [*map(Match, terms), *map(Match, questions)]
    return reply(
        Text(texts.search.nothing.format(words=f"“{words.strip(_QUOTES)}”")),
        Text(texts.search.nearest) if near else Note(texts.search.try_other),
        Buttons(tuple(map(_opening, near))),
    )


def _shown(match: Match, texts: Texts) -> Iterator[Block]:
    emoji, title, _ = _named(match)
    yield Heading(title, 3, emoji)
    yield excerpt(match.line, match.marks)
    yield Note(" · ".join(filter(None, _origin(match.hit, texts))))


def _named(match: Match) -> tuple[str, str, str]:
    """Return the sign and the title of what was found, and the line that opens it."""
    match match.hit:
        case TermHit(term):
            return _TERM, term.name, press("term", f"#{term.id}")
        case FaqHit(entry):
            return _QUESTION, entry.question, press("faq", f"#{entry.id}")
        case Lesson() as lesson:
            to_part = press("read", lesson.id, match.part) if match.part else ""
            return lesson.emoji or _LESSON, lesson.title, to_part or press("lesson", lesson.id)


def _origin(hit: Lesson | TermHit | FaqHit, texts: Texts) -> tuple[str, str, str]:
    """Return what was found, which lesson it is in, and that lesson's date."""
    match hit:
        case TermHit(_, lesson):
            return texts.search.term, lesson.title, _date(lesson, texts)
        case FaqHit(_, lesson):
            return texts.search.question, lesson.title, _date(lesson, texts)
        case Lesson() as lesson:
            return texts.search.lesson, lesson.series, _date(lesson, texts)


def _date(lesson: Lesson, texts: Texts) -> str:
    return texts.date(lesson.date) if lesson.date else ""


def _opening(match: Match) -> Button:
    emoji, title, line = _named(match)
    short = title if len(title) <= _LABEL else f"{excerpt(title, (), _LABEL).text}"
    return Button(f"{emoji} {short}", line)
