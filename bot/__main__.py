"""``python -m bot`` and ``homeroom``: the way in."""

import sys


def main() -> int:
    """Run the command line. Ctrl-C while it is still being loaded ends it without a word."""
    try:
        from bot.cli import main as run
    except KeyboardInterrupt:
        return 130
    return run()


if __name__ == "__main__":
    sys.exit(main())
