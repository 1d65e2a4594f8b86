"""What a command of the command line is made of."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class CliCommand:
    """Its options, and what it does; it returns the exit status.

    Unless ``whole``, it also works while settings that need each other are half there.
    """

    options: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, Settings], int]
    whole: bool = True
