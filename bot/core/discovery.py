"""Commands are found by walking a package: a new file in it is a new command."""

import importlib
import pkgutil
from types import ModuleType

from bot.core.command import Command


def discover(package: ModuleType) -> tuple[Command, ...]:
    """Import every module of a package and return the commands in them, by name.

    A folder in it is a family of commands. Raises ``TypeError`` if two have the same name or a
    module has none.
    """
    found: dict[str, Command] = {}
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if module.ispkg:
            continue
        commands = [
            value
            for value in vars(importlib.import_module(module.name)).values()
            if isinstance(value, Command)
        ]
        if not commands:
            message = f"{module.name} holds no command"
            raise TypeError(message)
        for command in commands:
            if found.setdefault(command.name, command) is not command:
                message = f"/{command.name} is defined twice, the second time in {module.name}"
                raise TypeError(message)
    return tuple(found[name] for name in sorted(found))
