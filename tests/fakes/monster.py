"""A lesson that is as long and as hostile as one can be."""

from pathlib import Path

import yaml

NASTY = (
    "@everyone @here <!channel> <!subteam^S1> zero\u200bwidth\u2060d "
    "<@1> <@&2> <#3> <t:0:R> </x:1> [x](javascript:alert(1)) ```py ``` ~~no~~ "
    "||spoiler|| __u__ *i* # no heading \\ `code` \u202etfel ot thgir\u202c &amp; "
    "<script>alert(1)</script> 👩‍👩‍👧‍👦🏽 e\u0301 https://example.org/a_b_c"
)
FENCED = f"{NASTY}\n```py\nprint('x')\n```\n> quoted\n- a bullet\n# a heading"
WALL = ("대한민국의독자인공지능은처음부터끝까지우리손으로만든다" * 700)[:18_000]
"""Eighteen thousand characters without a single blank."""


def write_monster(folder: Path) -> None:
    """Write a track of one lesson whose parts have 18,000 characters and more."""
    prose = f"{FENCED}\n\n{FENCED}\n\n{'Plain words that go on. ' * 200}"
    lesson = {
        "title": f"Monster @everyone <@1> {'가' * 80}",
        "emoji": "👹",
        "date": "2026-01-17",
        "language": "ko",
        "news": {"headline": NASTY, "text": f"{prose}"},
        "key_points": [f"{n}. {NASTY} {'길다' * 350}"[:1_000] for n in range(12)],
        "definition": f"{WALL}\n\n{NASTY}",
        "why_it_matters": [f"{NASTY} {WALL[:1_200]}" for _ in range(3)],
        "sections": [
            {
                "title": "한 부분",
                "groups": [{"title": NASTY[:190], "points": [{"bullets": [WALL[:1_500]] * 2}]}],
            }
        ],
        "terms": [
            {
                "name": f"Term {n} @here",
                "short": f"{NASTY} {n}",
                "details": WALL[: 18_000 if n == 7 else 9],
            }
            for n in range(30)
        ],
        "faq": [
            {"question": f"질문 {n} {NASTY}?", "answer": NASTY, "details": prose} for n in range(12)
        ],
    }
    track = folder / "monsters"
    track.mkdir(parents=True)
    text = yaml.safe_dump(lesson, allow_unicode=True, sort_keys=False, width=10_000)
    (track / "01-monster.yaml").write_text(text, "utf-8")
