"""Lessons made up for measuring: the same every time, about 14 KB each."""

import random
from pathlib import Path

SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "qui", "ro")


class Words:
    """An endless supply of words that look like words."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 -- repeatable, not secret

    def word(self) -> str:
        """Return one."""
        return "".join(self._random.choices(SYLLABLES, k=self._random.randint(1, 4)))

    def words(self, count: int) -> str:
        """Return some with spaces between them."""
        return " ".join(self.word() for _ in range(count))

    def sentence(self, count: int = 14) -> str:
        """Return some as a sentence."""
        return self.words(count).capitalize() + "."


def lesson_text(number: int) -> str:
    """Return the text of one lesson file."""
    make = Words(number)
    lines = [
        f"title: {make.words(3).title()} {number}",
        "date: 2026-01-16",
        "news:",
        f"  headline: {make.sentence()}",
        f"  text: {make.sentence(60)}",
        "key_points:",
        *(f"  - {make.sentence()}" for _ in range(3)),
        f"definition: {make.sentence(80)}",
        "sections:",
        *(line for _ in range(3) for line in _section(make)),
        "terms:",
        *(line for _ in range(4) for line in _term(make)),
        "faq:",
        *(line for _ in range(3) for line in _entry(make)),
    ]
    return "\n".join(lines) + "\n"


def write_lessons(folder: Path, count: int) -> None:
    """Write that many lesson files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:05}.yaml").write_text(lesson_text(number), "utf-8")


def _section(make: Words) -> list[str]:
    bullets = [f"              - {make.sentence(16)}" for _ in range(5)]
    return [
        f"  - title: {make.words(4).title()}",
        "    groups:",
        f"      - title: {make.words(4).title()}",
        "        points:",
        f"          - lead: {make.sentence(8)}",
        "            bullets:",
        *bullets,
    ]


def _term(make: Words) -> list[str]:
    return [
        f"  - name: {make.words(2).title()}",
        f"    aliases: [{make.word()}, {make.word()}]",
        f"    short: {make.sentence(16)}",
        "    details: |",
        f"      {make.sentence(70)}",
        "",
        f"      {make.sentence(70)}",
    ]


def _entry(make: Words) -> list[str]:
    return [
        f"  - question: Why {make.words(6)}?",
        f"    answer: {make.sentence(14)}",
        "    details: |",
        f"      {make.sentence(80)}",
    ]
