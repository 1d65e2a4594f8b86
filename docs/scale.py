"""Writes the tables and the picture of explanation/scale.md: a quarter of a minute of reckoning.

    python docs/scale.py

Not a part of docs/generate.py, which ``make check`` runs; a test plays some of the cases and
compares them with the page.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bot.cli.rehearse import LEARNERS, LIMITS_CHANNELS, LIMITS_START, WORKER_RATE
from bot.rehearsal.scale.cases import CASES, Question
from bot.rehearsal.scale.lateness import by_time, percentile
from bot.rehearsal.scale.playing import DISCORD, Outcome, play
from bot.rehearsal.scale.report import clock, figures, report, zones

PAGE = Path(__file__).parent / "explanation" / "scale.md"
PICTURE = PAGE.with_suffix(".svg")
QUESTION = Question(LIMITS_CHANNELS, 1, LIMITS_START, 1, WORKER_RATE, LEARNERS * LIMITS_CHANNELS)
"""What ``homeroom rehearse --limits`` asks by itself."""

SHOWN = {"world": "#1f4a3d", "world, moved by up to 15 min": "#c8553d"}
"""The cases of the picture, each in its colour."""
BUCKET = 900
WIDTH, HEIGHT = 860, 330
LEFT, RIGHT, TOP, BOTTOM = 62, 20, 56, 270
STEP, MOST = 30, 150
"""Seconds between two lines, and at the top."""
INK, PALE = "#14213d", "#555b6e"
HEAD = f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"\
 font-family="system-ui, sans-serif" font-size="13" role="img" aria-labelledby="t">
<title id="t">How late 99 of 100 posts are at most, over a day of 100,000 channels around the world\
 on Discord with one bot: up to two minutes at full hours; a few seconds all day if times are moved\
 by up to 15 minutes</title>"""


def main() -> None:
    """Play everything, and write it down."""
    outcomes = [play(case, QUESTION) for case in CASES]
    text = PAGE.read_text("utf-8")
    blocks = {
        "figures": figures(),
        "zones": zones(),
        "report": f"```text\n{report(QUESTION, outcomes)}\n```",
    }
    for name, block in blocks.items():
        text = filled(text, name, block)
    PAGE.write_text(text, "utf-8")
    shown = {one.case.name: one for one in outcomes if one.case.name in SHOWN}
    PICTURE.write_text(picture(shown), "utf-8")


def filled(text: str, name: str, block: str) -> str:
    """Put a block between its two marks. Raises ``ValueError`` if they are not there."""
    marks = rf"(<!-- {name}: made by docs/scale.py -->\n).*?(\n<!-- end -->)"
    text, many = re.subn(
        marks, lambda found: f"{found[1]}\n{block}\n{found[2]}", text, flags=re.DOTALL
    )
    if many != 1:
        message = f"{PAGE.name} has {many} places for {name}"
        raise ValueError(message)
    return text


def picture(shown: Mapping[str, Outcome]) -> str:
    """Draw how late the latest hundredth was, over the day (UTC)."""
    lines = [
        HEAD,
        # A ground of its own: it is read on a dark page, too.
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="10" fill="#ffffff"/>',
        _text(LEFT, 24, "99 of 100 posts are no later than this (min:s)", INK, "start"),
        *_grid(),
    ]
    for number, (name, outcome) in enumerate(shown.items()):
        x, colour = LEFT + number * 130, SHOWN[name]
        lines += _bars(outcome, colour, 0.8 if number == 0 else 0.4)
        lines.append(f'<rect x="{x}" y="33" width="12" height="12" fill="{colour}"/>')
        lines.append(_text(x + 18, 44, name, INK, "start"))
    return "\n".join([*lines, "</svg>\n"])


def _grid() -> Iterator[str]:
    for late in range(0, MOST + 1, STEP):
        yield f'<path d="M{LEFT} {_y(late):.1f}H{WIDTH - RIGHT}" stroke="#d9dce3"/>'
        yield _text(LEFT - 8, _y(late) + 4, clock(late), PALE, "end")
    for hour in range(0, 25, 2):
        yield _text(_x(hour * 3600), BOTTOM + 18, f"{hour:02}", PALE, "middle")
    yield _text(_x(43200), BOTTOM + 40, "the hour at which they are due, UTC", PALE, "middle")


def _text(x: float, y: float, text: str, colour: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{text}</text>'


def _bars(outcome: Outcome, colour: str, wide: float) -> Sequence[str]:
    """Bars of a quarter of an hour each. What comes second is narrower: it stands before them."""
    width = (_x(BUCKET) - _x(0)) * wide
    return [
        f'<rect x="{_x(when * BUCKET) + 0.5:.1f}" y="{_y(late):.1f}" width="{width:.1f}"'
        f' height="{BOTTOM - _y(late):.1f}" fill="{colour}"/>'
        for when, found in by_time(outcome.gone[DISCORD], BUCKET).items()
        for late in [percentile(found, 0.99)]
    ]


def _x(seconds: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * seconds / 86400


def _y(late: float) -> float:
    return BOTTOM - (BOTTOM - TOP - 4) * min(late, MOST) / MOST


if __name__ == "__main__":
    main()
