"""Each platform there is a token for joins, for what this process does there."""

import hashlib
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.app.parts import Homeroom
from bot.core import readiness
from bot.core.ports import Channels, Messenger
from bot.core.readiness import Check
from bot.settings import Settings
from bot.settings.roles import Role
from bot.storage.budgets import SqlBudget

if TYPE_CHECKING:
    from bot.platforms import discord, slack

POSTING = frozenset({Role.WORKER, Role.SCHEDULER})
"""Who posts, and who has to know whether it can be posted and whether a server was left."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What posts to each platform, and what is known of its channels."""

    homeroom: Homeroom
    roles: frozenset[Role]
    stack: AsyncExitStack
    messengers: dict[str, Messenger] = field(default_factory=dict)
    channels: dict[str, Channels] = field(default_factory=dict)
    everywhere: dict[str, Channels] = field(default_factory=dict)
    """What is known of all servers, also of those that other gateways listen to."""

    @property
    def _posts(self) -> bool:
        return bool(self.roles & POSTING)

    @property
    def _listens(self) -> bool:
        return Role.GATEWAY in self.roles

    async def join_discord(self) -> None:
        """Be on Discord too, if there is a token; without one its library is not even loaded."""
        if not self.homeroom.settings.discord_token or not (self._listens or self._posts):
            return
        from bot.platforms import discord

        pace = await self._pace()
        if self._listens:
            messenger = await self._listen_to_discord(pace)
            self._checked(discord.PLATFORM, messenger)
            # Lessons are for all servers, and others may listen to some of them.
            if self._posts and not self.homeroom.settings.discord_shards:
                self.messengers[discord.PLATFORM] = messenger
                self.everywhere[discord.PLATFORM] = self.channels[discord.PLATFORM]
        if self._posts and discord.PLATFORM not in self.messengers:
            await self._post_to_discord(pace)

    async def _listen_to_discord(self, pace: "discord.Pace") -> Messenger:
        from bot.platforms import discord

        homeroom = self.homeroom
        return await self.stack.enter_async_context(
            discord.listening(
                homeroom.settings.discord_token,
                homeroom.limited,
                homeroom.notes,
                homeroom.clock,
                self.channels,
                pace=pace,
                shards=homeroom.settings.discord_shards,
            )
        )

    async def _post_to_discord(self, pace: "discord.Pace") -> None:
        from bot.platforms import discord

        homeroom = self.homeroom
        there = await self.stack.enter_async_context(
            discord.posting(
                homeroom.settings.discord_token,
                homeroom.clock,
                pace,
                meter=homeroom.telemetry.meter,
            )
        )
        self.messengers[discord.PLATFORM] = there.messenger
        self.channels.setdefault(discord.PLATFORM, there.channels)
        self.everywhere[discord.PLATFORM] = there.channels
        if not self._listens:
            self._checked(discord.PLATFORM, there.messenger)

    async def _pace(self) -> "discord.Pace":
        """Return the pace of the token: one that all processes keep together, if there are more."""
        from bot.platforms import discord

        settings = self.homeroom.settings
        if settings.queue_address is None:
            return discord.Pace()
        # Not the token itself: it would stand in the database.
        token = hashlib.sha256(settings.discord_token.encode()).hexdigest()[:16]
        budget = SqlBudget(self.homeroom.engine, f"discord {token}", discord.PER_SECOND)
        pace = discord.Pace(budget=budget)
        await self.stack.enter_async_context(budget.hearing(pace.rest))
        return pace

    async def join_slack(self) -> None:
        """Be on Slack too, if there is a token, or an app that workspaces install."""
        homeroom, settings = self.homeroom, self.homeroom.settings
        there = settings.slack_bot_token or settings.slack_client_id
        if not there or not (self._listens or self._posts):
            return
        from bot.platforms import slack

        setup, dispatcher = slack_setup(settings), homeroom.limited
        spelling = slack.Spelling(
            dispatcher.commands,
            settings.slack_commands,
            settings.slack_prefix,
            settings.slack_umbrella,
        )
        common = (homeroom.engine, homeroom.clock)
        heard, pace = None if settings.queue_address is None else homeroom.notes, self._slack_pace()
        if self._listens and self._posts:
            on_slack = slack.on_slack(
                setup,
                spelling,
                dispatcher,
                *common,
                self.messengers,
                self.channels,
                pace=pace,
                heard=heard,
            )
            reach = await self.stack.enter_async_context(on_slack)
            homeroom.telemetry.readiness.checks.append(Check(slack.PLATFORM, reach.look))
        elif self._listens:
            listening = slack.listening(
                setup, spelling, dispatcher, *common, self.channels, heard=heard
            )
            reach = await self.stack.enter_async_context(listening)
            homeroom.telemetry.readiness.checks.append(Check(slack.PLATFORM, reach.look))
        else:
            posting = slack.posting(
                setup,
                spelling,
                homeroom.store,
                *common,
                holidays=dispatcher.holidays,
                pace=pace,
                meter=homeroom.telemetry.meter,
            )
            made = await self.stack.enter_async_context(posting)
            self.messengers[slack.PLATFORM] = made.messenger
            self.channels[slack.PLATFORM] = made.channels
        self.everywhere[slack.PLATFORM] = self.channels[slack.PLATFORM]

    def _slack_pace(self) -> "slack.Pace":
        """Return the pace of posts; in each workspace one for all processes, if there are more."""
        from bot.platforms import slack

        engine = self.homeroom.engine
        if self.homeroom.settings.queue_address is None:
            return slack.Pace()
        return slack.Pace(
            budget_of=lambda server: SqlBudget(engine, f"slack {server}", slack.PER_SECOND)
        )

    def _checked(self, platform: str, messenger: Messenger) -> None:
        check = readiness.connection(platform, lambda: messenger.ready)
        self.homeroom.telemetry.readiness.checks.append(check)


def slack_setup(settings: Settings) -> "slack.Setup":
    """Return what the operator set for Slack, in its platform's words."""
    from bot.platforms import slack

    return slack.Setup(
        bot_token=settings.slack_bot_token,
        app_token=settings.slack_app_token,
        signing_secret=settings.slack_signing_secret,
        client_id=settings.slack_client_id,
        client_secret=settings.slack_client_secret,
        token_key=settings.slack_token_key,
        host=settings.slack_host,
        port=settings.slack_port,
        url=settings.slack_url,
        api=settings.slack_api,
    )
