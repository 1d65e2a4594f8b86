import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from bot.content.lessons import read_lesson
from bot.content.schema import lesson_schema
from tests.content.test_lessons import WHOLE
from tests.fakes.paths import LESSONS

SCHEMA = json.loads(lesson_schema())
SHIPPED = sorted(LESSONS.glob("*/*.yaml"))


def errors(text: str) -> list[str]:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    return [error.message for error in validator.iter_errors(yaml.load(text, yaml.BaseLoader))]


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_the_schema_and_the_reader_accept_the_lessons_that_ship(path: Path) -> None:
    assert errors(path.read_text("utf-8")) == []
    assert read_lesson(path, path.read_bytes(), "x")[1] == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_a_lesson_that_ships_tells_editors_where_its_schema_is(path: Path) -> None:
    first = path.read_text("utf-8").splitlines()[0]
    named = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / named).resolve() == LESSONS / "lesson.schema.json"
    assert (LESSONS / "lesson.schema.json").read_text("utf-8") == lesson_schema()


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        "title: a",
        "key_points: [a]",
        "title: a\nkey_points: []",
        "title: a\nkey_points: [a]\ntitel: b",
        "title: a\nkey_points: [a]\nlanguage: de",
        "title: a\nkey_points: [a]\ndate: yesterday",
        "title: a\nkey_points: [a]\nterms: [{name: b}]",
        f"title: {'x' * 121}\nkey_points: [a]",
    ],
)
def test_the_schema_and_the_reader_agree(text: str) -> None:
    faults = read_lesson(Path("x.yaml"), text.encode(), "x")[1]
    assert bool(errors(text)) == bool(faults)
