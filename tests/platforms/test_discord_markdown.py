import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.plain import visible
from bot.layout.splitting import units
from bot.platforms.discord.markdown import ESCAPABLE, escape, unescaped

FRAGMENTS = [
    *"\\*_~`|[]()<>@:#+-.!?/ \n1a한é🇰🇷",
    "**",
    "||",
    "```",
    "@everyone",
    "@here",
    "<@1>",
    ":smile:",
    "1. ",
    "12) ",
    "-# ",
    "https://",
    "https://a.kr/b_c(d)",
    "http://a.b:80/?x=*y*",
    "steam://run",
    "\u202e",
    "\u200d",
]

texts = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=30).map("".join)

ESCAPED = {
    "plain, words. 한국어! 3.5 - 2 #1": "plain, words. 한국어! 3.5 - 2 #1",
    "*a* _b_ ~~c~~ `d` ||e||": r"\*a\* \_b\_ \~\~c\~\~ \`d\` \|\|e\|\|",
    "# a\n## b\n-# c\n - d\n+ e\n> f\n3. g\n4) h": (
        "\\# a\n\\## b\n\\-# c\n \\- d\n\\+ e\n\\> f\n3\\. g\n4\\) h"
    ),
    "<@1> <#2> <t:3:R> </a:4> <:e:5> <id:guide>": (
        r"\<\@1\> \<#2\> \<t\:3:R\> \</a:4\> \<\:e:5\> \<id:guide\>"
    ),
    "@everyone @here a@b.kr": r"\@everyone \@here a\@b.kr",
    ":smile: at 12:30": r"\:smile: at 12:30",
    "[x](javascript:alert)": r"\[x\]\(javascript:alert\)",
    "[x](https://a.kr)": r"\[x\]\(https://a.kr)",
    "see https://a.kr/b_c?d=e#f, now": "see https://a.kr/b_c?d=e#f, now",
    "https://medium.com/@a/b": "https://medium.com/@a/b",
    "https://a.kr/@everyone": r"https\://a.kr/\@everyone",
    "https://a.kr/*b*": r"https\://a.kr/\*b\*",
    "https:// steam://x": r"https\:// steam\://x",
    "back\\slash ¯\\_(ツ)_/¯": r"back\\slash ¯\\\_\(ツ\)\_/¯",
    "a\u202eb": "ab",
}


@pytest.mark.parametrize("text", ESCAPED)
def test_it_shows_as_it_is(text: str) -> None:
    assert escape(text) == ESCAPED[text]


@given(texts)
@example("https://a.kr/b\\")
@example("1.\n-")
def test_without_its_escapes_it_is_the_text(text: str) -> None:
    assert unescaped(escape(text)) == visible(text)


@given(texts)
def test_nothing_in_it_means_anything_to_discord(text: str) -> None:
    left = re.sub(r"\\[^0-9A-Za-z\s]", "·", escape(text))
    left = re.sub(r"https?://[^\s<]+", "·", left)
    assert not re.search(r"[\\*_~`|\[\]()<>@]", left)
    assert not re.search(r"(?m)^ *([#+-]|\d+\.(?=\s|\Z))", left)
    assert not re.search(r"://|:[\w+-]+:", left)


@given(texts)
@example("https://a.kr<@1>")
@example("<https://a.kr>")
def test_links_hold_nothing_that_means_something_else(text: str) -> None:
    for link in re.findall(r"https?://[^\s<]+", escape(text)):
        assert not re.search(r"[\\*`|<>\[]|~~|@everyone|@here", link)


@given(texts)
def test_only_what_is_escapable_takes_more_room(text: str) -> None:
    seen = visible(text)
    most = units(seen) + sum(character in ESCAPABLE for character in seen)
    assert units(escape(text)) <= most
