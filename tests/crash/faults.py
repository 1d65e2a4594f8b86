"""What goes wrong: each kind has the lessons of a day fall due, and disturbs that.

When it returns, the bot runs; what is yet to be answered wrongly runs out by itself.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from tests.crash.rooms import OnDiscord
from tests.crash.world import Room, World
from tests.local_discord.faults import Fault

Chance = random.Random
Kind = Callable[[World, Chance], Awaitable[None]]

POST = r"^/channels/\d+/messages$"
SLACK_POST, SLACK_LOOK = "chat.postMessage", "conversations.history"
PATIENCE = 31.0
"""Seconds, a little more than the bot waits for an answer, and than a post takes to settle."""
DEAD = 1200.0
"""Seconds for which it may stay dead after a kill."""
LOCKED = ("database is locked",)
NO_ROOM = ("disk I/O error", "disk is full")
HELD = 8.0
"""Seconds that the database is locked, or full, at most: the bot waits five for a lock."""


@dataclass(frozen=True)
class Answer:
    """How posts are answered wrongly, on Discord and on Slack.

    ``slow``: not at all, as long as one waits; ``late``: and yet they appear after that.
    """

    discord: Fault
    slack: str
    slow: bool = False
    late: bool = False


LOST = Answer(Fault.DROP_AFTER, "drop after")


async def nothing(world: World, chance: Chance) -> None:
    """Nothing goes wrong."""
    world.tomorrow()


async def _some_instant(world: World, chance: Chance) -> None:
    """Wait until some instant of planning, sending and recording.

    Planning takes hardly a tenth of that; a quarter of the instants lies there.
    """
    part = 0.1 if chance.random() < 1 / 4 else 1.0
    await asyncio.sleep(chance.uniform(0, part * world.burst))


def _be_dead(world: World, chance: Chance) -> None:
    """Half of the time it stays dead for a while: Discord does not know its nonces for long."""
    if chance.random() < 1 / 2:
        world.clock.pass_by(chance.uniform(0, DEAD))


async def killed(world: World, chance: Chance) -> None:
    """It is killed at some instant after the lessons are due."""
    world.tomorrow()
    await _some_instant(world, chance)
    await world.kill()
    _be_dead(world, chance)
    await world.open()


async def killed_starting(world: World, chance: Chance) -> None:
    """It is killed at some instant after it was started with lessons due already."""
    await world.bot.stop()
    world.tomorrow()
    await world.start()
    await asyncio.sleep(chance.uniform(0, world.starting + world.burst))
    await world.kill()
    _be_dead(world, chance)
    await world.open()


async def killed_again(world: World, chance: Chance) -> None:
    """It is killed, and then once or twice while it recovers from that."""
    world.tomorrow()
    await _some_instant(world, chance)
    await world.kill()
    await _killed_recovering(world, chance)
    if chance.random() < 1 / 2:
        await _killed_recovering(world, chance)
    _be_dead(world, chance)
    await world.open()


async def _killed_recovering(world: World, chance: Chance) -> None:
    """Kill it while it starts, or while it looks for what is in doubt."""
    await world.start()
    if chance.random() < 1 / 2:
        await asyncio.sleep(chance.uniform(0, world.starting))
    else:
        await world.until(lambda: world.connected, "the bot to be there")
        world.clock.advance(PATIENCE)
        await asyncio.sleep(chance.uniform(0, world.burst / 2))
    await world.kill()


def answered(answer: Answer, *, kill: bool = False) -> Kind:
    """Some posts, at random, are answered wrongly; with ``kill``, and the bot is killed."""

    async def kind(world: World, chance: Chance) -> None:
        _spoil(world, chance, answer)
        world.tomorrow()
        if answer.slow:
            await world.until(lambda: _unanswered(world), "posts to be left without an answer")
        if kill:
            await asyncio.sleep(chance.uniform(0, world.burst))
            await world.kill()
        elif answer.slow:
            world.clock.advance(PATIENCE)
            await world.until(lambda: world.records.doubted(world.date), "posts to be in doubt")
        if answer.late:
            # Not at once: who looks for a post before it can have settled does not find it.
            await asyncio.sleep(chance.uniform(0, world.burst))
            world.let_late_through()
        if kill:
            _be_dead(world, chance)
            await world.open()

    return kind


def _spoil(world: World, chance: Chance, answer: Answer) -> None:
    """Choose some posts that are to be answered wrongly."""
    world.discord.faults.next(
        "POST", POST, answer.discord, times=chance.randint(3, 6), skip=chance.randint(0, 4)
    )
    world.slack.faults.add(SLACK_POST, "", chance.randint(0, 4))
    world.slack.faults.add(SLACK_POST, answer.slack, chance.randint(3, 6))


def _unanswered(world: World) -> bool:
    """Whether posts on both platforms wait for an answer, and everything else was tried."""
    rows = world.records.deliveries(world.date)
    tried = {
        room.place.platform
        for room in world.rooms
        if room.id in rows and rows[room.id].state in {"sending", "in doubt"}
    }
    return tried == {"discord", "slack"} and all(row.state != "planned" for row in rows.values())


async def unsearchable(world: World, chance: Chance) -> None:
    """Answers are lost, and the first looks for these posts come to nothing either."""
    _spoil(world, chance, LOST)
    world.discord.faults.next("GET", POST, Fault.ERROR_503_BEFORE, times=3)
    world.discord.faults.next("GET", POST, Fault.DROP_AFTER, times=3)
    world.slack.faults.add(SLACK_LOOK, "503", 3)
    world.slack.faults.add(SLACK_LOOK, "drop after", 3)
    world.tomorrow()


async def forbidden(world: World, chance: Chance) -> None:
    """Answers are lost, the bot is killed, and then it may not read back any more."""
    some = chance.sample([room for room in world.rooms if isinstance(room.place, OnDiscord)], 3)
    for room in some:
        path = rf"^/channels/{room.place.channel}/messages$"
        world.discord.faults.next("POST", path, chance.choice([LOST.discord, Fault.DROP_BEFORE]))
    world.slack.faults.add(SLACK_POST, LOST.slack, 4)
    world.tomorrow()
    await world.until(lambda: _all_tried(world, some), "posts to be tried")
    await world.kill()
    for room in some:
        if isinstance(room.place, OnDiscord):
            room.place.deafen(deaf=True)
    await world.open()


def _all_tried(world: World, rooms: Sequence[Room]) -> bool:
    rows = world.records.deliveries(world.date)
    tried = all(room.id in rows and rows[room.id].attempts for room in rooms)
    return tried and world.records.doubted(world.date) >= len(rooms)


def gateway(disturb: Callable[[World], Awaitable[None]]) -> Kind:
    """At some instant the connections on which the bot hears of things break."""

    async def kind(world: World, chance: Chance) -> None:
        world.tomorrow()
        await asyncio.sleep(chance.uniform(0, world.burst))
        await disturb(world)

    return kind


async def dropped(world: World) -> None:
    """Break them without a word."""
    world.troubles += len(world.discord.gateway.connected()) + world.slack.connections
    world.discord.gateway.drop()
    await world.slack.told.close()


async def invalidated(world: World) -> None:
    """Discord forgets the session; Slack asks for a new connection."""
    world.troubles += len(world.discord.gateway.connected())
    world.discord.gateway.invalidate()
    if world.slack.connections:
        await world.slack.told.refresh()


async def unreachable(world: World) -> None:
    """Nobody can connect for a while."""
    gate = world.discord.gateway
    before, gate.accepting = gate.refused_connections, False
    world.slack.refused_handshakes = 2
    await dropped(world)
    await world.until(lambda: gate.refused_connections > before, "the bot to try to connect")
    gate.accepting = True


async def locked(world: World, chance: Chance) -> None:
    """Another program holds the database for longer than the bot waits."""
    world.tomorrow()
    await asyncio.sleep(chance.uniform(0, world.burst / 2))
    line = world.bots.logged
    with world.records.locked():
        await _until_heard(world, line, LOCKED)


def full(*, kill: bool) -> Kind:
    """The disk is full, as the system says; with ``kill``, and the bot is killed meanwhile."""

    async def kind(world: World, chance: Chance) -> None:
        world.tomorrow()
        await asyncio.sleep(chance.uniform(0, world.burst / 2))
        line = world.bots.logged
        world.bot.no_room()
        await _until_heard(world, line, NO_ROOM)
        await asyncio.sleep(chance.uniform(0, world.burst / 2))
        if kill:
            await world.kill()
            await world.open()
        else:
            world.bot.room_again()

    return kind


async def _until_heard(world: World, line: int, words: tuple[str, ...]) -> None:
    """Wait until the bot complains of it; if there was nothing more to write, not for ever."""
    loop = asyncio.get_running_loop()
    end = loop.time() + HELD
    while loop.time() < end:
        if world.bots.heard_since(line, *words):
            world.troubles += 1
            return
        await asyncio.sleep(0.02)


KILLS: Mapping[str, Kind] = {
    "killed": killed,
    "killed, lessons due at start": killed_starting,
    "killed, and again recovering": killed_again,
    "answers lost, and killed": answered(LOST, kill=True),
    "timeouts, and killed": answered(Answer(Fault.HANG_AFTER, "hang", slow=True), kill=True),
    "500s, and killed": answered(Answer(Fault.ERROR_500_AFTER, "500 after"), kill=True),
    "429s, and killed": answered(Answer(Fault.RATE_LIMIT_ROUTE, "429"), kill=True),
    "disk full, and killed": full(kill=True),
    "killed, then history forbidden": forbidden,
}
OTHERS: Mapping[str, Kind] = {
    "nothing": nothing,
    "answer lost after acceptance": answered(LOST),
    "reset before acceptance": answered(Answer(Fault.DROP_BEFORE, "reset before")),
    "500 after acceptance": answered(Answer(Fault.ERROR_500_AFTER, "500 after")),
    "500, fatal_error before": answered(Answer(Fault.ERROR_500_BEFORE, "error:fatal_error")),
    "502, internal_error after": answered(
        Answer(Fault.ERROR_502_AFTER, "error after:internal_error")
    ),
    "503 before acceptance": answered(Answer(Fault.ERROR_503_BEFORE, "503")),
    "429 for a route": answered(Answer(Fault.RATE_LIMIT_ROUTE, "429")),
    "429 for everything": answered(Answer(Fault.RATE_LIMIT_GLOBAL, "429")),
    "timeout after acceptance": answered(Answer(Fault.HANG_AFTER, "hang", slow=True)),
    "timeout before acceptance": answered(Answer(Fault.HANG_BEFORE, "hang before", slow=True)),
    "accepted after the timeout": answered(Answer(Fault.LATE, "late", slow=True, late=True)),
    "answer lost, looks fail": unsearchable,
    "gateways dropped": gateway(dropped),
    "sessions invalidated": gateway(invalidated),
    "gateways not to be reached": gateway(unreachable),
    "database locked": locked,
    "disk full": full(kill=False),
}
