import pytest

from bot.core.reply import (
    Bullets,
    Button,
    Buttons,
    Facts,
    Heading,
    Note,
    Quote,
    Style,
    Text,
    reply,
)
from bot.platforms.web.render import render

LESSON = reply(
    Heading("Independent AI", emoji="🚨"),
    Text("Naver is out", strong=True),
    Text("It used parts made elsewhere."),
    Heading("Definition", 2),
    Heading("In short", 3),
    Bullets(("Made at home.", "From scratch.")),
    Facts((("Series", "News"), ("Day", "3"))),
    Quote("____ is control over AI."),
    Note("Day 3 of 20"),
    Buttons((Button("Read on", "/lesson l1", Style.MAIN), Button("Terms", "/term t-1"))),
)

PAGE = """\
<h2><span class="emoji" aria-hidden="true">🚨</span>&nbsp;Independent AI</h2>
<p class="lead">Naver is out</p>
<p>It used parts made elsewhere.</p>
<h3>Definition</h3>
<h4>In short</h4>
<ul><li>Made at home.</li><li>From scratch.</li></ul>
<dl><dt>Series</dt><dd>News</dd><dt>Day</dt><dd>3</dd></dl>
<blockquote><p>____ is control over AI.</p></blockquote>
<p class="note"><small>Day 3 of 20</small></p>
<div class="buttons" role="group" aria-label="What next">\
<button type="button" class="main" data-line="/lesson l1">Read on</button>\
<button type="button" data-line="/term t-1">Terms</button></div>"""

QUESTION = reply(Buttons((Button("Yes", "/answer ab12 c1"), Button("No", "/answer ab12 c2"))))

CHOICES = """\
<div class="choices" role="group" aria-label="보기">\
<button type="button" data-line="/answer ab12 c1">Yes</button>\
<button type="button" data-line="/answer ab12 c2">No</button></div>"""


def test_every_block_has_its_place() -> None:
    assert render(LESSON) == PAGE


def test_the_choices_of_a_question_are_named_in_the_readers_language() -> None:
    assert render(QUESTION, "ko") == CHOICES


def test_nothing_is_cut() -> None:
    words = tuple(f"Point {n}. " + "word " * 200 for n in range(300))
    html = render(reply(Bullets(words)))
    assert html == f"<ul>{''.join(f'<li>{word}</li>' for word in words)}</ul>"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ('" onclick="x', "&quot; onclick=&quot;x"),
        ("AT&T's", "AT&amp;T&#x27;s"),
        ("a\u202eb\u2066c\x00d\x1bef\ud800g", "abcdefg"),
        ("two\nlines\tand a tab", "two\nlines and a tab"),
        ("소버린 👩‍🏫 AI", "소버린 👩‍🏫 AI"),
    ],
)
def test_a_text_stays_a_text(written: str, shown: str) -> None:
    everything = reply(
        Heading(written, emoji=written),
        Text(written),
        Bullets((written,)),
        Facts(((written, written),)),
        Quote(written),
        Note(written),
        Buttons((Button(written, "/help"),)),
    )
    assert render(everything) == (
        f'<h2><span class="emoji" aria-hidden="true">{shown}</span>&nbsp;{shown}</h2>\n'
        f"<p>{shown}</p>\n"
        f"<ul><li>{shown}</li></ul>\n"
        f"<dl><dt>{shown}</dt><dd>{shown}</dd></dl>\n"
        f"<blockquote><p>{shown}</p></blockquote>\n"
        f'<p class="note"><small>{shown}</small></p>\n'
        '<div class="buttons" role="group" aria-label="What next">'
        f'<button type="button" data-line="/help">{shown}</button></div>'
    )


def test_marked_words_of_a_quote_stand_out_and_nothing_in_them_means_anything() -> None:
    quote = Quote("AI <is> here", ((0, 2), (3, 7)))
    assert render(reply(quote)) == (
        "<blockquote><p><mark>AI</mark> <mark>&lt;is&gt;</mark> here</p></blockquote>"
    )
