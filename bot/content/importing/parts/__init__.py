"""What each part of an issue is made of: one module per part, which places its lines."""

from collections.abc import Callable, Iterator, Mapping

from bot.content.importing.blocks import Block
from bot.content.importing.headings import Part
from bot.content.importing.outcomes import Outcome
from bot.content.importing.parts import (
    faq,
    key_issues,
    news,
    opening,
    paragraphs,
    sections,
    terms,
)

Placer = Callable[[Block], Iterator[Outcome]]

PLACERS: Mapping[Part, Placer] = {
    Part.OPENING: opening.place,
    Part.NO_NEWSLETTER: opening.place_no_newsletter,
    Part.NEWS: news.place,
    Part.KEY_POINTS: paragraphs.place,
    Part.DEFINITION: paragraphs.place,
    Part.WHY_IT_MATTERS: paragraphs.place,
    Part.SECTIONS: sections.place,
    Part.KEY_ISSUES: key_issues.place,
    Part.TERMS: terms.place,
    Part.FAQ: faq.place,
}
