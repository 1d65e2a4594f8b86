from io import StringIO

import pytest
from rich.console import Console

from bot.core.reply import (
    Bullets,
    Button,
    Buttons,
    Facts,
    Heading,
    Note,
    Quote,
    Reply,
    Text,
    reply,
)
from bot.platforms.terminal.chat import _fitting
from bot.platforms.terminal.render import render


def shown(what: Reply, width: int = 40) -> str:
    console = Console(file=StringIO(), width=width, color_system=None)
    console.print(render(what, lambda button: button.label == "Quiz"))
    assert isinstance(console.file, StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines())


def test_every_block_has_its_form() -> None:
    everything = reply(
        Heading("Independent AI", 1, "🚨"),
        Text("A headline", strong=True),
        Bullets(("A point that is long enough to go on in a second line.", "둘")),
        Facts((("/term <word>", "Explain a term."),)),
        Quote("____ is a chip", ((10, 14),)),
        Note("16 January 2026"),
        Buttons((Button("Read on", "/read ai"), Button("Quiz", "/quiz ai"))),
        Buttons((Button("More", "/lesson"),)),
    )
    assert shown(everything) == (
        "🚨 Independent AI\n\nA headline\n\n"
        "• A point that is long enough to go on\n  in a second line.\n• 둘\n\n"
        "/term <word>\n  Explain a term.\n\n"
        "    ____ is a chip\n\n16 January 2026\n\n"
        "[1] Read on\n[2] Quiz    /quiz ai\n\n[3] More"
    )


def test_no_text_can_steer_the_terminal() -> None:
    nasty = "a\x1b[31mb\x07c\u202ed[bold]e[/bold]"
    harmless = "a[31mbcd[bold]e[/bold]"
    assert shown(reply(Text(nasty), Bullets((nasty,)))) == f"{harmless}\n\n• {harmless}"


@pytest.mark.parametrize(
    ("typed", "values", "fitting"),
    [
        ("/t", ["/term ", "/today"], ["/term ", "/today"]),
        ("/term so", ["/term AI Sovereignty"], ["/term AI Sovereignty"]),
        ("/term so", ["/term AI Sovereignty", "/term Open-Source AI"], []),
        ("/TERM ai s", ["/term AI Sovereignty", "/term X"], ["/term AI Sovereignty"]),
        ("hello", [], []),
    ],
)
def test_the_tab_key_never_takes_away_what_was_typed(
    typed: str, values: list[str], fitting: list[str]
) -> None:
    assert _fitting(typed, values) == fitting


def test_marked_words_of_a_quote_are_bold() -> None:
    console = Console(file=StringIO(), width=40, color_system="standard", force_terminal=True)
    console.print(render(reply(Quote("a chip is", ((2, 6),)))))
    assert isinstance(console.file, StringIO)
    shown = console.file.getvalue()
    assert "\x1b[3ma \x1b[0m\x1b[1;3mchip\x1b[0m\x1b[3m is" in shown
