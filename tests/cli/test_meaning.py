"""The command line with a sentence-embedding model."""

from pathlib import Path

from tests.conftest import Homeroom
from tests.fakes.meanings import write_model

ASKED = "/faq the portal got kicked"
QUESTION = "Why was Naver excluded, and what will it do now?"


def test_who_asks_in_other_words_is_offered_what_means_the_same(
    homeroom: Homeroom, tmp_path: Path
) -> None:
    folder = write_model(tmp_path / "model")
    by_words = homeroom("say", ASKED)
    assert "None of the lessons answers that." in by_words.stdout
    done = homeroom("say", ASKED, HOMEROOM_SEMANTIC_MODEL=str(folder))
    assert (done.returncode, done.stderr) == (0, "")
    asked, first, *_ = [line for line in done.stdout.splitlines() if line]
    assert asked.endswith("Is it one of these?")
    assert first.strip() == f"[1] {QUESTION}"


def test_a_folder_that_won_t_do_is_told_before_anything_else(homeroom: Homeroom) -> None:
    done = homeroom("say", ASKED, HOMEROOM_SEMANTIC_MODEL="no-model")
    assert (done.returncode, done.stdout) == (1, "")
    assert "The sentence-embedding model in no-model can't be used" in done.stderr


def test_a_language_that_is_none_of_them_is_told(homeroom: Homeroom) -> None:
    done = homeroom("say", ASKED, HOMEROOM_SEMANTIC_LANGUAGES="en, de")
    assert (done.returncode, done.stdout) == (1, "")
    assert "HOMEROOM_SEMANTIC_LANGUAGES: 'en, de' won't do: these are en and ko" in done.stderr
