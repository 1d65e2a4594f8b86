"""A lesson in parts, each as long as one likes to read at a sitting."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.reply import Block, Bullets, Button, Buttons, Facts, Heading, Note, Text, press
from bot.domain.lesson import Group, KeyIssue, Lesson
from bot.replies.texts import Texts


@dataclass(frozen=True, slots=True)
class Part:
    """One part: the name it has in links, its title, what it says."""

    name: str
    title: str
    blocks: tuple[Block, ...]


def parts_of(lesson: Lesson, texts: Texts) -> tuple[Part, ...]:
    """Return a lesson's parts in reading order. Nothing of the lesson is left out."""
    return tuple(_parts(lesson, texts))


def heading_of(lesson: Lesson, part: str, texts: Texts) -> str:
    """Return the heading over a part: the author's, or the usual one."""
    return lesson.headings.get(part, texts.headings[part])


def _parts(lesson: Lesson, texts: Texts) -> Iterator[Part]:
    beginning = _beginning(lesson, texts)
    if beginning:
        yield beginning
    for number, section in enumerate(lesson.sections, 1):
        blocks = tuple(block for group in section.groups for block in _group(group))
        yield Part(f"section-{number}", section.title, blocks)
    if lesson.key_issues:
        title = heading_of(lesson, "key_issues", texts)
        yield Part("issues", title, (_issues(lesson.key_issues),))
    if lesson.terms:
        terms = (Button(t.name, press("term", f"#{t.id}")) for t in lesson.terms)
        lines = Facts(tuple((t.name, t.short) for t in lesson.terms))
        title = heading_of(lesson, "terms", texts)
        yield Part("terms", title, (lines, Note(texts.pick_term), Buttons(tuple(terms))))
    if lesson.faq:
        entries = (Button(e.question, press("faq", f"#{e.id}")) for e in lesson.faq)
        title = heading_of(lesson, "faq", texts)
        yield Part("faq", title, (Note(texts.pick_question), Buttons(tuple(entries))))


def _beginning(lesson: Lesson, texts: Texts) -> Part | None:
    """The news, what the subject is, and why it matters; the first of them gives the title."""
    definition, why = (heading_of(lesson, part, texts) for part in ("definition", "why_it_matters"))
    groups: list[tuple[str, list[Block]]] = []
    if lesson.news:
        title = lesson.news.topic or texts.headings["news"]
        news = [Text(lesson.news.headline, strong=True), *map(Text, lesson.news.text)]
        groups.append((title, list(news)))
    if lesson.definition:
        groups.append((definition, [Text(text) for text in lesson.definition]))
    if lesson.why_it_matters:
        groups.append((why, [Bullets(lesson.why_it_matters)]))
    if not groups:
        return None
    (title, first), *others = groups
    later = [block for name, blocks in others for block in (Heading(name, 3), *blocks)]
    return Part("start", title, (*first, *later))


def _issues(issues: Sequence[KeyIssue]) -> Block:
    if all(issue.name for issue in issues):
        return Facts(tuple((issue.name, issue.text) for issue in issues))
    return Bullets(tuple(f"{i.name}: {i.text}" if i.name else i.text for i in issues))


def _group(group: Group) -> Iterator[Block]:
    yield Heading(group.title, 3, group.emoji)
    for points in group.points:
        yield Text(points.lead)
        if points.bullets:
            yield Bullets(points.bullets)
