"""``/term …`` through dispatch against the bare call of the library."""

import asyncio
import tempfile
from pathlib import Path

from benchmarks.generated import write_lessons
from benchmarks.measuring import in_turn, must
from bot.app import assembled
from bot.core.reply import Heading
from bot.core.request import Asker, Place
from bot.domain.finding import Found
from bot.settings import load

CALLS = 200


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        lessons = Path(folder) / "lessons"
        write_lessons(lessons / "made", 50)
        settings = load({"HOMEROOM_LESSONS_DIR": str(lessons), "HOMEROOM_DATA_DIR": folder})
        async with assembled(settings) as homeroom:
            names = [t.name for one in homeroom.library.lessons() for t in one.terms][:CALLS]
            place, asker = Place("bench", "bench"), Asker("bench")

            async def dispatched() -> None:
                for name in names:
                    reply = await homeroom.dispatcher.answer_line(f"/term {name}", place, asker)
                    must(
                        any(isinstance(b, Heading) for b in reply.blocks),
                        f"{name} was not explained",
                    )

            async def bare() -> None:
                for name in names:
                    must(
                        isinstance(homeroom.library.find_term(name), Found), f"{name} was not found"
                    )

            ours, alone = await in_turn(dispatched, bare, rounds=15)
    each = 1e6 / len(names)
    print(f"/term through dispatch {ours * each:8.1f} µs")
    print(f"bare library call      {alone * each:8.1f} µs")
    print(f"ratio                  {ours / alone:8.2f}")


if __name__ == "__main__":
    asyncio.run(main())
