import re
import sys
from collections.abc import Iterator
from importlib import import_module, invalidate_caches
from pathlib import Path
from types import ModuleType

import pytest

from bot import commands
from bot.core.command import HELP_MAX, Command
from bot.core.discovery import discover

COMMAND = '''
from bot.core.command import command

@command()
async def {name}(context):
    """Say hello."""
'''


@pytest.fixture
def package(tmp_path: Path) -> Iterator[ModuleType]:
    folder = tmp_path / "found_commands"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    sys.path.insert(0, str(tmp_path))
    invalidate_caches()
    yield import_module("found_commands")
    sys.path.remove(str(tmp_path))
    for name in [name for name in sys.modules if name.startswith("found_commands")]:
        del sys.modules[name]


def write(package: ModuleType, file: str, text: str) -> None:
    (Path(package.__path__[0]) / file).write_text(text)


def test_a_new_file_is_a_new_command(package: ModuleType) -> None:
    write(package, "hello.py", COMMAND.format(name="hello"))
    assert [command.name for command in discover(package)] == ["hello"]


def test_two_commands_of_one_name_are_refused(package: ModuleType) -> None:
    write(package, "hello.py", COMMAND.format(name="hello"))
    write(package, "hi.py", COMMAND.format(name="hello"))
    with pytest.raises(TypeError, match=r"/hello is defined twice, the second time in .*\.hi"):
        discover(package)


def test_a_file_without_a_command_is_refused(package: ModuleType) -> None:
    write(package, "notes.py", "")
    with pytest.raises(TypeError, match="holds no command"):
        discover(package)


@pytest.mark.parametrize("command", discover(commands), ids=lambda command: command.name)
def test_every_command_says_what_it_is(command: Command) -> None:
    module = import_module(command.handler.__module__)
    assert (module.__doc__ or "").startswith(f"/{command.name}: ")
    assert command.help.endswith(".")
    if command.listed:
        assert "ko" in command.translations
        assert all("ko" in option.about.translations for option in command.options)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(
    "command", [c for c in discover(commands) if c.family and c.listed], ids=lambda one: one.name
)
def test_a_familys_commands_fit_every_platform(command: Command, language: str) -> None:
    """Names in small letters, each once, and descriptions that are not cut."""
    assert command.family is not None
    names = [one.about.names.get(language, one.name) for one in command.options]
    assert len(names) == len(set(names))
    own = command.names.get(language, command.name.split()[-1])
    family = command.family.names.get(language, command.family.name)
    for name in (*names, own, family):
        assert re.fullmatch(r"[\w-]{1,32}", name)
        assert name == name.lower()
        assert name.isascii() == (language == "en")
    helps = [command.help, command.translations["ko"]]
    for one in command.options:
        helps += [one.about.help, one.about.translations["ko"]]
    assert max(map(len, helps)) <= HELP_MAX
