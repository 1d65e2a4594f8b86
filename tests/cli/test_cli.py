import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import COMMANDS
from tests.conftest import Homeroom
from tests.fakes.paths import ROOT

ISSUE = """\
🚨 Heat pumps
Home Energy for Beginners | 2026.02.03
💡 Summary
- A heat pump moves heat.
4️⃣ Related Terms
🔎 Heat pump
- A machine that moves heat.
5️⃣ Frequently Asked Questions (FAQ)
Q: Is it loud?
A: Not very.
View Table of Contents
"""


def test_say_answers_in_the_terminal(homeroom: Homeroom) -> None:
    done = homeroom("say", "/term AI sovereignty")
    assert done.returncode == 0
    assert done.stdout.startswith("AI Sovereignty\n\nWhat a country has when it can build")
    assert done.stderr == ""


def test_say_takes_words_without_quotes(homeroom: Homeroom) -> None:
    assert homeroom("say", "/term", "AI", "sovereignty").stdout.startswith("AI Sovereignty")


def test_say_speaks_the_language_of_the_terminal(homeroom: Homeroom) -> None:
    done = homeroom("say", "/term 소버린 AI", LANG="ko_KR.UTF-8")
    assert "다른 이름:" in done.stdout


def test_a_chat_presses_buttons_by_number(homeroom: Homeroom) -> None:
    done = homeroom("chat", stdin="/term sovereignity\n1\n/quit\n/term never read\n")
    assert done.returncode == 0
    assert "Is it one of these?" in done.stdout
    assert "What a country has when it can build" in done.stdout
    assert "never read" not in done.stdout


def test_a_chat_ends_with_its_input(homeroom: Homeroom) -> None:
    assert homeroom("chat", stdin="").returncode == 0


def test_check_praises_the_lessons_that_ship(homeroom: Homeroom) -> None:
    done = homeroom("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("no faults.\n")


def test_check_lists_ten_faults_in_ten_files_with_their_places(
    homeroom: Homeroom, tmp_path: Path
) -> None:
    good = "key_points: [a]\n"
    faulty = {
        "01": ("titel: a\n" + good, "1:1: lesson has no title"),
        "02": ("title: a: b\n" + good, "1:9: has a colon"),
        "03": ("title: a\ntitle: b\n" + good, "2:1: 'title' stands on line 1 already"),
        "04": ("title: &a b\n" + good, "1:8: &a names a part"),
        "05": ("title: a\ndate: 2026-13-01\n" + good, "2:7: date 2026-13-01 is no day"),
        "06": ("title: a\nkey_points: b\n", "2:13: key_points must be a list"),
        "07": ('title: "a\n' + good, "1:8: opens a quote"),
        "08": ("title: a\n" + "x: " + "[" * 30 + "\n", "2:23: is nested more than 20 deep"),
        "09": ("title: a\nlanguage: no\n" + good, "2:11: language 'no' is unknown"),
        "10": ("title: a\n", "1:1: lesson has nothing to post"),
        "11": ("title: good\n" + good, ""),
    }
    for name, (text, _) in faulty.items():
        (tmp_path / f"{name}.yaml").write_text(text)
    done = homeroom("check", str(tmp_path))
    assert done.returncode == 1
    for name, (_, fault) in faulty.items():
        assert not fault or f"{name}.yaml:{fault}" in done.stdout
    assert "11.yaml" not in done.stdout
    assert done.stdout.endswith("in 10 files, of 11 checked.\n")


def test_import_writes_a_lesson_that_check_accepts(homeroom: Homeroom, tmp_path: Path) -> None:
    (tmp_path / "issue.txt").write_text(ISSUE, "utf-8")
    done = homeroom("import", "issue.txt", "--out", "heat.yaml")
    assert (done.returncode, done.stderr) == (0, "")
    assert "line 11" in done.stdout
    assert "View Table of Contents" in done.stdout
    assert homeroom("check", "heat.yaml").returncode == 0
    assert "$schema=" in (tmp_path / "heat.yaml").read_text("utf-8").splitlines()[0]


def test_import_prints_the_lesson_where_no_file_is_named(
    homeroom: Homeroom, tmp_path: Path
) -> None:
    (tmp_path / "issue.txt").write_text(ISSUE, "utf-8")
    done = homeroom("import", "issue.txt")
    (tmp_path / "piped.yaml").write_text(done.stdout, "utf-8")
    assert homeroom("check", "piped.yaml").returncode == 0
    assert "terms" in done.stderr


def test_import_writes_over_nothing_unless_told_to(homeroom: Homeroom, tmp_path: Path) -> None:
    (tmp_path / "issue.txt").write_text(ISSUE, "utf-8")
    (tmp_path / "heat.yaml").write_text("mine")
    done = homeroom("import", "issue.txt", "--out", "heat.yaml")
    assert done.returncode == 1
    assert done.stderr == (
        "homeroom: heat.yaml can't be written: it is there already."
        " Choose another name, or say --force to write over it.\n"
    )
    assert (tmp_path / "heat.yaml").read_text() == "mine"
    assert homeroom("import", "issue.txt", "--out", "heat.yaml", "--force").returncode == 0


def test_import_says_what_is_left_to_mend(homeroom: Homeroom, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    done = homeroom("import", "empty.txt", "--out", "empty.yaml")
    assert done.returncode == 1
    assert "What is left for you to mend:\nempty.yaml:1:1: is empty." in done.stdout


def test_import_of_what_is_no_text_says_so(homeroom: Homeroom, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe\x81")
    done = homeroom("import", "picture.png")
    assert done.returncode == 1
    assert done.stderr.startswith("homeroom: This can't be read as text:")


def test_import_of_a_file_that_is_not_there_says_so(homeroom: Homeroom) -> None:
    done = homeroom("import", "nothing.txt")
    assert done.returncode == 1
    assert done.stderr.startswith("homeroom: nothing.txt can't be read: No such file")


def test_a_new_lesson_is_one_that_check_accepts(homeroom: Homeroom, tmp_path: Path) -> None:
    folder = {"HOMEROOM_LESSONS_DIR": str(tmp_path)}
    done = homeroom("new", "Heat pumps", "--track", "energy", **folder)
    assert done.returncode == 0
    assert (tmp_path / "energy" / "heat-pumps.yaml").exists()
    assert homeroom("check", **folder).stdout == "1 lesson, no faults.\n"
    assert homeroom("new", "Heat pumps", **folder).returncode == 1
    assert homeroom("new", "Heat pumps", "--force", **folder).returncode == 0


@pytest.mark.parametrize("title", ["", "x" * 121])
def test_a_title_that_will_not_do_is_refused(
    homeroom: Homeroom, tmp_path: Path, title: str
) -> None:
    done = homeroom("new", title, HOMEROOM_LESSONS_DIR=str(tmp_path))
    assert done.returncode == 1
    assert "won't do as a title" in done.stderr
    assert list(tmp_path.rglob("*.yaml")) == []


def test_a_new_lesson_stays_in_the_lessons_folder(homeroom: Homeroom, tmp_path: Path) -> None:
    done = homeroom("new", "X", "--track", "../out", HOMEROOM_LESSONS_DIR=str(tmp_path / "in"))
    assert done.returncode == 1
    assert "“../out” won't do as a track" in done.stderr
    assert list(tmp_path.rglob("*.yaml")) == []


def test_output_that_nobody_reads_on_is_no_fault(homeroom: Homeroom, tmp_path: Path) -> None:
    for number in range(200):
        (tmp_path / f"{number}.yaml").write_text("titel: a\n" * 50)
    command = f"{sys.executable} -m bot check {tmp_path} | head -1"
    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


def test_a_terminal_without_korean_shows_the_rest(homeroom: Homeroom) -> None:
    done = homeroom("say", "/term AI sovereignty", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "Also: sovereign AI" in done.stdout


def test_a_number_that_is_no_button_is_said_to_be_none(homeroom: Homeroom) -> None:
    done = homeroom("chat", stdin=f"99\n{'9' * 5000}\n")
    assert done.returncode == 0
    assert "There is no button 99 here. Type a command, such as /help." in done.stdout


def test_preview_shows_the_post_and_every_part(homeroom: Homeroom, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("title: Chips\nkey_points: [Small.]\ndefinition: Sand.\n")
    done = homeroom("preview", "a.yaml")
    assert done.returncode == 0
    for text in ("the post", "Chips", "Small.", "Sand."):
        assert text in done.stdout


@pytest.mark.parametrize("arguments", [(), ("fly",), ("say",), ("check", "--fly")])
def test_misuse_gets_the_usage(homeroom: Homeroom, arguments: tuple[str, ...]) -> None:
    done = homeroom(*arguments)
    assert done.returncode == 2
    assert "usage: homeroom" in done.stderr


def test_a_bad_setting_is_named(homeroom: Homeroom) -> None:
    done = homeroom("check", HOMEROOM_PORT="eighty", HOMEROOM_CLASSROOM_TIME="8 o'clock")
    assert done.returncode == 1
    assert done.stderr == (
        "homeroom: These settings can't be used:\n"
        "  HOMEROOM_PORT: 'eighty' won't do: a port is a number from 0 to 65535\n"
        "  HOMEROOM_CLASSROOM_TIME: '8 o'clock' won't do: a time is written like 08:00\n"
    )


def test_help_lists_every_command(homeroom: Homeroom) -> None:
    shown = homeroom("--help").stdout
    assert all(purpose in shown for _, purpose in COMMANDS.values())


def test_a_file_of_settings_may_have_the_name_of_a_command(homeroom: Homeroom) -> None:
    shown = homeroom("--config", "misses", "check", "--help").stdout
    assert shown.startswith("usage: homeroom check ")
