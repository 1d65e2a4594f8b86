"""Where the parts are put together, and the only place.

async with assembled(settings) as homeroom:
    await run(homeroom, started, stop)

``run`` is in ``bot.app.running``: what serves, listens and rings takes a while to load, and most
commands of the command line do none of it.
"""

from bot.app.parts import Homeroom, assembled, restored

__all__ = ["Homeroom", "assembled", "restored"]
