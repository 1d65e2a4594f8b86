"""``python -m bot`` is ``homeroom``."""

import sys

from bot.cli import main

sys.exit(main())
