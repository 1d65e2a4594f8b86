"""What the documents say is tried."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from bot.cli import COMMANDS
from tests.conftest import Homeroom
from tests.fakes.paths import LESSONS, ROOT

README = (ROOT / "README.md").read_text("utf-8")
PROGRAM = ".venv/bin/homeroom "


def lines_for(program: str, text: str) -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    lines = [line.split("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line.removeprefix(program) for line in lines if line.startswith(program)]


@pytest.fixture
def lessons(tmp_path: Path) -> dict[str, str]:
    shutil.copytree(LESSONS, tmp_path / "lessons")
    return {"HOMEROOM_LESSONS_DIR": "lessons"}


def test_every_command_of_the_readme_works_when_pasted_in_order(
    homeroom: Homeroom, lessons: dict[str, str]
) -> None:
    tried = lines_for(PROGRAM, README)
    assert len(tried) >= 6
    for line in tried:
        done = homeroom(*shlex.split(line), **lessons)
        assert done.returncode == 0, (line, done.stderr)


def test_the_faults_the_readme_shows_are_the_ones_check_prints(
    homeroom: Homeroom, lessons: dict[str, str], tmp_path: Path
) -> None:
    homeroom("new", "Heat pumps", **lessons)
    path = tmp_path / "lessons" / "korea-news" / "heat-pumps.yaml"
    text = path.read_text("utf-8").replace("language: en", "language: german")
    path.write_text(re.sub(r"    short: .*\n", "", text), "utf-8")
    printed = homeroom("check", "lessons", **lessons).stdout
    (shown,) = re.findall(r"```text\n(lessons/.*?)```", README, re.DOTALL)
    assert printed.startswith(shown)


def test_make_has_every_target_the_documents_name() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "docs" / "tutorial.md"]
    texts = [page.read_text("utf-8") for page in pages]
    named = {t for text in texts for t in re.findall(r"(?m)(?:^|`)make ([a-z-]+)", text)}
    assert named >= {"run", "test", "check"}
    assert [target for target in named if f"\n{target}:" not in makefile] == []


def test_the_command_line_reference_names_every_command() -> None:
    reference = (ROOT / "docs" / "reference" / "command-line.md").read_text("utf-8")
    assert [*COMMANDS] == re.findall(r"^## homeroom (\w+)", reference, re.MULTILINE)


def test_the_example_in_contributing_is_a_command(tmp_path: Path) -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    scope: dict[str, object] = {"__name__": "hello"}
    exec(compile(code, "hello.py", "exec"), scope)  # noqa: S102 -- it is our own page
    assert getattr(scope["hello"], "usage", "") == "/hello [name]"


def test_the_example_in_the_guide_to_lessons_is_one(tmp_path: Path, homeroom: Homeroom) -> None:
    (code,) = re.findall(
        r"```yaml\n(.*?)```", (LESSONS / "README.md").read_text("utf-8"), re.DOTALL
    )
    (tmp_path / "tides.yaml").write_text(code, "utf-8")
    assert homeroom("check", "tides.yaml").stdout == "1 lesson, no faults.\n"
