"""Homeroom on Slack against a bare bolt app in Socket Mode, and a loop of chat_postMessage."""

import asyncio

from benchmarks.comparing import CHANNELS, compare
from benchmarks.slack_peers import peer

if __name__ == "__main__":
    asyncio.run(
        compare(
            peer("homeroom", channels=CHANNELS),
            peer("bare", channels=CHANNELS),
            bare="a constant answer, bare bolt app",
            loop="chat_postMessage in a loop, bare",
            asked=50,
        )
    )
