"""Whether what people do on Slack reaches us."""

from dataclasses import dataclass, field

from bot.platforms.slack.socket import Socket


@dataclass(frozen=True, slots=True)
class Reach:
    """The connections of Socket Mode. Without any, Slack's requests come over HTTP."""

    sockets: list[Socket] = field(default_factory=list)

    async def look(self) -> tuple[bool, str]:
        """Tell whether at least one is up, and how many are; over HTTP whoever asks is heard."""
        if not self.sockets:
            return True, "over HTTP"
        up = [await socket.connected() for socket in self.sockets].count(True)
        return up > 0, f"{up} of {len(self.sockets)} connections are up"
