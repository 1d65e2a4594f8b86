"""The gateway: one websocket per shard (docs.discord.com, events/gateway)."""

import asyncio
import json
import re
import secrets
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from tests.local_discord import limits
from tests.local_discord.payloads import guild_create_json, user_json
from tests.local_discord.permissions import May, in_channel
from tests.local_discord.refusals import Json
from tests.local_discord.state import State
from tests.local_discord.world import Guild

GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES = 1 << 0, 1 << 9, 1 << 12
# Members, presences and message content have to be switched on by Discord.
PRIVILEGED = 1 << 1 | 1 << 8 | 1 << 15
ALL_INTENTS = (1 << 26) - 1

# The events that the intent for guilds holds back; others are always sent.
NEEDS = re.compile(r"(GUILD_(CREATE|UPDATE|DELETE|ROLE_\w+)|(CHANNEL|THREAD)_\w+)$")


class Line:
    """One open websocket, with its queue of what is to be sent."""

    def __init__(self, request: web.Request, socket: web.WebSocketResponse) -> None:
        self.request = request
        self.socket = socket
        self.session: Session | None = None
        self.received = 0
        self._queue: asyncio.Queue[str] = asyncio.Queue()
        # The client tells in the address how it wants to be written to.
        self._zlib = (
            zlib.compressobj(level=1) if request.query.get("compress") == "zlib-stream" else None
        )

    def send(self, op: int, data: object = None, **more: object) -> None:
        """Queue one payload."""
        self._queue.put_nowait(json.dumps({"op": op, "d": data, "s": None, "t": None, **more}))

    async def write(self) -> None:
        """Send what is queued, in order."""
        while True:
            text = await self._queue.get()
            with suppress(ConnectionError):
                if self._zlib is None:
                    await self.socket.send_str(text)
                    continue
                packed = self._zlib.compress(text.encode())
                await self.socket.send_bytes(packed + self._zlib.flush(zlib.Z_SYNC_FLUSH))

    def abort(self) -> None:
        """Break the connection without a word."""
        if self.request.transport is not None:
            self.request.transport.abort()


@dataclass(eq=False)
class Session:
    """What the gateway remembers of a client, also while it is away."""

    shard: int
    count: int
    intents: int
    line: Line | None
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    events: list[tuple[str, Json]] = field(default_factory=list)

    def tell(self, event: str, data: Json) -> None:
        """Send an event now, or when the client comes back."""
        self.events.append((event, data))
        if self.line:
            self.line.send(0, data, s=len(self.events), t=event)

    def replay(self, after: int) -> None:
        """Send again what came after a sequence number."""
        assert self.line is not None
        for number, (event, data) in enumerate(self.events[after:], after + 1):
            self.line.send(0, data, s=number, t=event)


class Gateway:
    """All shards' connections and sessions."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._hand: dict[int, Callable[[Line, Any], None]] = {
            1: self._heartbeat,
            2: self._identify,
            6: self._resume,
        }
        self.sessions: dict[str, Session] = {}
        self.lines: set[Line] = set()
        self.heartbeat_seconds = 41.25
        # Heartbeats are answered; False makes the connection a zombie.
        self.answers_heartbeats = True
        self.accepting = True
        self.identified: list[tuple[int, int]] = []
        self.resumed = 0
        self.refused_connections = 0
        self.privileged = 0
        self._closing: set[asyncio.Future[bool]] = set()

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """A client comes in."""
        if not self.accepting:
            self.refused_connections += 1
            return web.Response(status=503)
        socket = web.WebSocketResponse(max_msg_size=1 << 20)
        await socket.prepare(request)
        line = Line(request, socket)
        self.lines.add(line)
        writer = asyncio.create_task(line.write())
        line.send(10, {"heartbeat_interval": int(self.heartbeat_seconds * 1000)})
        try:
            await self._listen(line)
        finally:
            writer.cancel()
            self.lines.discard(line)
            self._left(line)
        return socket

    async def _listen(self, line: Line) -> None:
        async for message in line.socket:
            if message.type is not WSMsgType.TEXT:
                continue
            line.received += 1
            if len(message.data) > limits.SEND_BYTES:
                await line.socket.close(code=4002, message=b"Decode error")
            if line.received > limits.SENDS_PER_MINUTE:
                await line.socket.close(code=4008, message=b"Rate limited")
            payload = json.loads(message.data)
            hand = self._hand.get(payload["op"])
            if hand:
                hand(line, payload["d"])

    def _left(self, line: Line) -> None:
        session = line.session
        if session is None or session.line is not line:
            return
        session.line = None
        # A client that says goodbye ends its session; one that breaks off may come back.
        if line.socket.close_code in (WSCloseCode.OK, WSCloseCode.GOING_AWAY):
            self.sessions.pop(session.id, None)

    def _heartbeat(self, line: Line, _data: object) -> None:
        if self.answers_heartbeats:
            line.send(11)

    def _identify(self, line: Line, data: Json) -> None:
        if line.session:
            return self._close(line, 4005)
        shard, count = data.get("shard") or (0, 1)
        if bad := self._objection(data, shard, count):
            return self._close(line, bad)
        session = Session(shard, count, data["intents"], line)
        line.session = session
        self.sessions[session.id] = session
        self.identified.append((shard, count))
        guilds = self._guilds_of(session)
        session.tell("READY", self._ready(session, guilds))
        for guild in guilds:
            if not guild.unavailable:
                self._tell(session, "GUILD_CREATE", self.guild_create(guild))
        return None

    def _objection(self, data: Json, shard: int, count: int) -> int:
        if data["token"] != self._state.token:
            return 4004
        if not 0 <= shard < count:
            return 4010
        if len(self._state.bot_guilds) > limits.GUILDS_PER_SHARD * count:
            return 4011
        if data["intents"] & ~ALL_INTENTS:
            return 4013
        return 4014 if data["intents"] & PRIVILEGED & ~self.privileged else 0

    def _ready(self, session: Session, guilds: list[Guild]) -> Json:
        return {
            "v": 10,
            "user": user_json(self._state.bot) | {"verified": True, "mfa_enabled": True},
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": f"{self._state.url}/resume".replace("http", "ws", 1),
            "shard": [session.shard, session.count],
            "application": {"id": str(self._state.application_id), "flags": 0},
            "private_channels": [],
        }

    def _resume(self, line: Line, data: Json) -> None:
        session = self.sessions.get(data.get("session_id") or "")
        if data["token"] != self._state.token:
            return self._close(line, 4004)
        if session is None:
            return line.send(9, data=False)
        if data["seq"] > len(session.events):
            return self._close(line, 4007)
        session.line, line.session = line, session
        session.replay(data["seq"])
        session.tell("RESUMED", {})
        self.resumed += 1
        return None

    def _close(self, line: Line, code: int) -> None:
        closing = asyncio.ensure_future(line.socket.close(code=code))
        self._closing.add(closing)
        closing.add_done_callback(self._closing.discard)

    def guild_create(self, guild: Guild) -> Json:
        """GUILD_CREATE with the channels that the bot may see."""
        bot = self._state.bot
        seen = [c for c in guild.channels.values() if in_channel(c, bot) & May.VIEW_CHANNEL]
        return guild_create_json(guild, bot, seen)

    def _guilds_of(self, session: Session) -> list[Guild]:
        guilds = self._state.bot_guilds
        return [g for g in guilds if (g.id >> 22) % session.count == session.shard]

    def tell(self, event: str, data: Json, guild: Guild | None) -> None:
        """Send an event to the shard it belongs to; direct messages belong to the first."""
        for session in list(self.sessions.values()):
            shard = (guild.id >> 22) % session.count if guild else 0
            if session.shard == shard:
                self._tell(session, event, data)

    def _tell(self, session: Session, event: str, data: Json) -> None:
        needed = GUILDS if NEEDS.match(event) else 0
        if event.startswith("MESSAGE_"):
            needed = GUILD_MESSAGES if "guild_id" in data else DIRECT_MESSAGES
        if session.intents & needed == needed:
            session.tell(event, data)

    def connected(self, shard: int | None = None) -> list[Session]:
        """The sessions whose client is there."""
        wanted = [s for s in self.sessions.values() if s.line]
        return [s for s in wanted if shard is None or s.shard == shard]

    def drop(self, shard: int | None = None, code: int | None = None) -> None:
        """Break connections: without a word, or with a close code."""
        for session in self.connected(shard):
            assert session.line is not None
            line, session.line = session.line, None
            if code is None:
                line.abort()
            else:
                self._close(line, code)

    def ask_to_reconnect(self, shard: int | None = None) -> None:
        """RECONNECT, as before Discord's own restarts."""
        for session in self.connected(shard):
            assert session.line is not None
            session.line.send(7)

    def invalidate(self, shard: int | None = None, *, resumable: bool = False) -> None:
        """INVALID_SESSION; not resumable, the session is forgotten."""
        for session in self.connected(shard):
            assert session.line is not None
            session.line.send(9, data=resumable)
            if not resumable:
                self.sessions.pop(session.id, None)

    def forget(self) -> None:
        """Lose the sessions of clients that are away, as after a few minutes."""
        self.sessions = {s.id: s for s in self.sessions.values() if s.line}
