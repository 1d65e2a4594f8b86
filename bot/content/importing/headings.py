"""The headings newsletters use, in a table per language: add a language or a heading here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.content.importing.characters import letters_of
from bot.content.importing.signs import without_emoji


class Part(StrEnum):
    """The parts of an issue. Where a lesson has a field for one, it has the same name."""

    OPENING = "opening"
    NO_NEWSLETTER = "no newsletter"
    NEWS = "news"
    KEY_POINTS = "key_points"
    DEFINITION = "definition"
    WHY_IT_MATTERS = "why_it_matters"
    SECTIONS = "sections"
    KEY_ISSUES = "key_issues"
    TERMS = "terms"
    FAQ = "faq"


@dataclass(frozen=True, slots=True)
class Words:
    """The words over a part. Standard ones say no more than the lesson's own heading would."""

    standard: tuple[str, ...]
    others: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    """Regular expressions for whole headings with words of the issue's own in them."""
    questions: tuple[str, ...] = ()
    """The same for headings that ask: elsewhere they are questions like any other."""


@dataclass(frozen=True, slots=True)
class Known:
    """A heading that was recognised: the part it opens, and how sure that is."""

    part: Part
    standard: bool
    exact: bool
    asks: bool = False


# What a heading may ask for that is not what the subject is: how its words begin, how they end.
_NO_SUBJECT = (
    r"(?:next|new|now|left|ahead|at|happening|changing|going|being|different|wrong|known|it|this|"
    r"that|these|those|your|you|we|they|our|behind|in|on)\b"
)
_NO_SUBJECTS = (
    r".*\b(?:problems?|issues?|points?|matter|impacts?|effects?|reasons?|causes?|risks?|outlook|"
    r"latest|news|plans?|solutions?|situation|status|benefits?|challenges?|options?|differences?|"
    r"costs?|alternatives?|results?|concerns?|criticisms?|positions?|used for|doing|saying)\??$"
)

ENGLISH: Mapping[Part, Words] = {
    Part.NEWS: Words(("News", "Today's News", "The News"), ("News of the Day", "In the News")),
    Part.KEY_POINTS: Words(
        ("Summary", "Key Points"),
        ("Key Takeaways", "Takeaways", "Key Summary", "At a Glance", "In Brief", "TL;DR"),
        (r"(?:summary|key points|key takeaways) (?:of|from|on) .+",),
    ),
    Part.DEFINITION: Words(
        ("Definition",), ("Definitions", "What It Is"), (r"definition of .+",),
        (r"what(?: is|['’]s) an? [^.!?:]{1,80}\??",
         rf"what(?: is| are|['’]s) (?!{_NO_SUBJECT}|{_NO_SUBJECTS})[^.!?:]{{1,80}}\??",
         r"what (?:does|do) .{1,80} mean\??"),
    ),
    Part.WHY_IT_MATTERS: Words(
        ("Why This Matters", "Why It Matters"),
        ("Why Does This Matter?", "Why Does It Matter?", "Why Is This Important?",
         "Why Is It Important?"),
        (r"why .{1,80} matters?(?: .{1,60})?",),
    ),
    Part.KEY_ISSUES: Words(
        ("Key Issues",),
        ("Main Issues", "Core Issues", "Open Questions"),
        (r"(?:key|main|core) issues (?:of|in|with|on|for|about|around|surrounding) .+",),
    ),
    Part.TERMS: Words(
        ("Related Terms",),
        ("Key Terms", "Terms", "Glossary", "Terms Explained", "Terminology", "Key Concepts"),
        (r"(?:related|key) terms (?:of|in|for|on|about) .+",),
    ),
    Part.FAQ: Words(
        ("Frequently Asked Questions (FAQ)", "Frequently Asked Questions", "FAQ", "FAQs",
         "FAQ (Frequently Asked Questions)"),
        ("Questions and Answers", "Q&A", "Common Questions"),
        (r"(?:frequently asked questions|faqs?) (?:about|on|for) .+",),
    ),
}  # fmt: skip

KOREAN: Mapping[Part, Words] = {
    Part.NEWS: Words(("뉴스", "오늘의 뉴스"), ("오늘의 이슈", "오늘의 기사")),
    Part.KEY_POINTS: Words(
        ("요약", "핵심 요약"),
        ("한 줄 요약", "세 줄 요약", "3줄 요약", "오늘의 요약", "핵심 내용", "한눈에 보기", "요점"),
        (r".+ (?:핵심|[세한3] ?줄) ?요약",),
    ),
    Part.DEFINITION: Words(
        ("정의",), ("개념", "개념 정의"), (r".+의 정의",),
        # Not 논란, 혼란, 반란, 대란, which end in the same syllable.
        (r".*[^논혼반대\s]['\"’”」』)]?란\s*[?？]", r".+란,? (?:무엇|뭘까|뭔가|뭐).*"),
    ),
    Part.WHY_IT_MATTERS: Words(
        ("왜 중요한가", "왜 중요한가요"),
        ("왜 중요할까", "왜 중요할까요", "중요한 이유", "왜 알아야 하나", "중요성"),
        (r".+왜 중요.+", r".+ 중요한 이유"),
    ),
    Part.KEY_ISSUES: Words(
        ("핵심 쟁점",),
        ("주요 쟁점", "쟁점", "핵심 이슈", "주요 이슈"),
        (r".+(?:핵심|주요) ?(?:쟁점|이슈)",),
    ),
    Part.TERMS: Words(
        ("관련 용어",),
        ("용어 설명", "용어 정리", "관련 용어 설명", "관련 용어 정리", "핵심 용어",
         "주요 용어", "용어"),
        (r".+(?:관련|핵심|주요) ?용어",),
    ),
    Part.FAQ: Words(
        ("자주 묻는 질문", "자주 묻는 질문 (FAQ)", "FAQ (자주 묻는 질문)"),
        ("자주 하는 질문", "궁금해요", "질문과 답변", "묻고 답하기"),
        (r".+자주 묻는 질문",),
    ),
}  # fmt: skip

LANGUAGES = (ENGLISH, KOREAN)

STANDARD = {
    letters_of(w): part for table in LANGUAGES for part in table for w in table[part].standard
}
_OTHERS = {letters_of(w): part for table in LANGUAGES for part in table for w in table[part].others}
_PATTERNS = tuple(
    (re.compile(pattern, re.IGNORECASE), Known(part, standard=False, exact=False, asks=asks))
    for table in LANGUAGES
    for part, words in table.items()
    for asks, patterns in ((False, words.patterns), (True, words.questions))
    for pattern in patterns
)


def known(words: str) -> Known | None:
    """Return what is known of a heading, by its words alone; nothing if it is not in the tables."""
    words = without_emoji(words)
    letters = letters_of(words)
    if part := STANDARD.get(letters):
        return Known(part, standard=True, exact=True)
    if part := _OTHERS.get(letters):
        return Known(part, standard=False, exact=True)
    words = words.rstrip(":： ")
    return next((found for pattern, found in _PATTERNS if pattern.fullmatch(words)), None)
