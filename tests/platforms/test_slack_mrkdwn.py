import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.plain import visible
from bot.layout.paragraphs import Kind
from bot.layout.parts import Piece
from bot.layout.splitting import units
from bot.platforms.slack.drawing.limits import LINK, MOST_LINKS
from bot.platforms.slack.drawing.mrkdwn import escaped, measured, unescaped, width
from bot.platforms.slack.drawing.rich import elements_of

FRAGMENTS = [
    *"*_~`<>&|@#:!()[]./ \n1a한é🇰🇷",
    "<!channel>",
    "<@U1|Ann>",
    "&amp;",
    "&lt;",
    "```",
    ":smile:",
    "https://",
    "https://a.kr/b_c?d=(e)&f",
    "http://a.b:80/",
    "mailto:a@b.kr",
    "\u202e",
    "\u200b",
    "\u200d",
]
texts = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=30).map("".join)


@given(texts)
def test_without_its_entities_it_is_the_text(text: str) -> None:
    assert unescaped(escaped(text)) == visible(text)


@given(texts)
def test_nothing_in_it_means_anything_to_slack(text: str) -> None:
    made = escaped(text)
    assert "<" not in made
    assert ">" not in made
    assert made.count("&") == sum(made.count(one) for one in ("&amp;", "&lt;", "&gt;"))


@given(texts)
def test_it_is_measured_as_it_is_sent(text: str) -> None:
    seen = visible(text)
    assert measured(seen) == units(escaped(text)) == sum(map(width, seen))


SHOWN = {
    "Tom &amp; Ann &lt;3": "Tom & Ann <3",
    "&amp;lt;": "&lt;",
    "see <https://a.kr/?b=1&amp;c|the page> or <https://b.kr>": "see the page or https://b.kr",
    "<https://a.kr/?b=1&amp;c>": "https://a.kr/?b=1&c",
    "<mailto:a@b.kr|a@b.kr> <mailto:c@d.kr>": "a@b.kr c@d.kr",
    "<@U12|ann> <@U12> <#C1|general> <#C1|>": "@ann  #general ",
    "<!here> <!channel|channel> <!subteam^S1|@team>": "@here channel @team",
    "<!date^1392734382^{date}|Feb 18>": "Feb 18",
    "a < b > c": "a < b > c",
}


@pytest.mark.parametrize("mrkdwn", SHOWN)
def test_what_slack_sends_is_read_as_it_is_shown(mrkdwn: str) -> None:
    assert unescaped(mrkdwn) == SHOWN[mrkdwn]


def inline(text: str) -> list[tuple[str, str]]:
    (section,) = elements_of([Piece(Kind.TEXT, text)])
    return [(one["type"], one.get("text") or one["url"]) for one in section["elements"]]


LINKS = {
    "see https://a.kr/b_c?d=e#f, now": [
        ("text", "see "),
        ("link", "https://a.kr/b_c?d=e#f"),
        ("text", ", now"),
    ],
    "(http://a.kr/b_(c))": [("text", "("), ("link", "http://a.kr/b_(c)"), ("text", ")")],
    "https://a.kr": [("link", "https://a.kr")],
    "*https://a.kr/b*": [("text", "*https://a.kr/b*")],
    "xhttps://a.kr https:// http://a http://1.2.3.4 ftp://a.kr javascript:alert(1)": [
        ("text", "xhttps://a.kr https:// http://a http://1.2.3.4 ftp://a.kr javascript:alert(1)")
    ],
    "https://a..kr https://-a.kr": [("text", "https://a..kr https://-a.kr")],
    "<https://a.kr|b>": [("text", "<"), ("link", "https://a.kr"), ("text", "|b>")],
    "*a* _b_ ~c~ `d` :smile: @here <!channel> &amp;": [
        ("text", "*a* _b_ ~c~ `d` :smile: @here <!channel> &amp;")
    ],
    "https://a.kr/" + "b" * LINK: [("text", "https://a.kr/" + "b" * LINK)],
}


@pytest.mark.parametrize("text", LINKS)
def test_links_can_be_clicked_and_all_else_is_as_it_is_written(text: str) -> None:
    assert inline(text) == LINKS[text]


@given(texts.filter(str.strip))
def test_rich_text_says_exactly_what_is_said(text: str) -> None:
    assert "".join(said for _, said in inline(text)) == text


def test_not_more_links_than_a_message_can_hold() -> None:
    kinds = [kind for kind, _ in inline("http://a.kr " * 100)]
    assert kinds.count("link") == MOST_LINKS
