"""Where the parts are put together, and the only place.

async with assembled(settings) as homeroom:
    await run(homeroom, started, stop)
"""

from bot.app.joining import slack_setup
from bot.app.parts import Homeroom, assembled, restored
from bot.app.running import GRACE, run

__all__ = ["GRACE", "Homeroom", "assembled", "restored", "run", "slack_setup"]
