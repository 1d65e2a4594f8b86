"""What may be kept of words that somebody typed, and which words are the same."""

import pytest

from bot.domain.asked import MOST, asked_id, canonical, harmless


@pytest.mark.parametrize(
    "private",
    [
        "<@1234567890>",
        "<@!1234567890>",
        "<@&1234567890>",
        "<#C0123ABC|general>",
        "<!subteam^S0123|@team>",
        "<!here>",
        "<:party:1234567890>",
        "<a:party:1234567890>",
        "@everyone",
        "@ann.lee",
        "ann.lee+x@mail.example.org",
        "https://example.org/a?token=b#c",
        "<https://example.org/a|here>",
        "www.example.org/a",
        "example.org/secret/page",
        "postgresql://bot:pass@10.0.0.1/db",
        "192.168.0.12:8080",
        "fe80:0:0:0:1:2:3:4",
        "+82 10-1234-5678",
        "(02) 123-456-789",
        "xoxb-1234-abcdef",
        "sk-abcdef123456",
        "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs",
        "a1b2c3d4e5f6a7b8c9d0",
        "password: hunter2",
        "Authorization: Bearer abc",
    ],
)
def test_what_is_private_is_taken_out_and_the_question_stays(private: str) -> None:
    assert harmless(private) == ""
    assert harmless(f"what is {private} for") == "what is for"
    assert harmless(f"뜻 {private}") == "뜻"


@pytest.mark.parametrize(
    "words",
    [
        "AI 주권이 뭐예요?",
        "what is A/B testing, e.g. in 2026-01-16",
        "C++ and node.js",
        "GPT-4o vs. Llama-3.1-405B",
        "why is 3 < 5 and 7 > 2",
        "1,234,567 won",
        "10:30 or 12:45",
        "pneumonoultramicroscopicsilicovolcanoconiosis"[:39],
    ],
)
def test_what_is_harmless_stays_as_it_is(words: str) -> None:
    assert harmless(words) == words


def test_a_secret_at_the_end_of_what_is_kept_is_not_kept_by_half() -> None:
    assert "xoxb" not in harmless("a " * 97 + "xoxb-12345-abcdefgh")


def test_what_is_kept_is_short_and_on_one_line() -> None:
    assert len(harmless("word " * 500)) <= MOST
    assert harmless("a\nb\x00c\u200b\td") == "a b c d"
    assert harmless(" \n?! ") == ""


def test_case_and_blanks_make_no_difference() -> None:
    assert canonical("  Quantum \n TAX ") == "quantum tax"
    assert canonical("가") == canonical("\u1100\u1161")
    ids = {
        asked_id("discord", "1", "term", "Quantum Tax"),
        asked_id("discord", "1", "term", " quantum  tax"),
    }
    assert len(ids) == 1
    assert asked_id("discord", "12", "term", "x") != asked_id("discord", "1", "2term", "x")
