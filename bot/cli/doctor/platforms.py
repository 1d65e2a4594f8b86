"""What Discord and Slack say of the bot, if there are tokens."""

from collections.abc import Mapping, Sequence

from bot.app import Homeroom
from bot.app.joining import slack_setup
from bot.core.findings import Examination
from bot.core.ports import Health
from bot.domain.subscription import Status, Subscription

DISCORD, SLACK = "discord", "slack"


async def examined(homeroom: Homeroom, schedules: Sequence[Health]) -> Mapping[str, Examination]:
    """Ask the platforms there are tokens for; about these schedules, unless they rest."""
    settings, found = homeroom.settings, dict[str, Examination]()
    if settings.discord_token:
        # The libraries take a while to load: not without a token.
        from bot.platforms.discord.examining import examine as on_discord

        wishes = _active(schedules, DISCORD)
        found["Discord"] = await on_discord(settings.discord_token, wishes, homeroom.clock)
    if settings.slack_bot_token or settings.slack_client_id:
        from bot.platforms.slack.examining import examine as on_slack

        wishes = _active(schedules, SLACK)
        setup = slack_setup(settings)
        found["Slack"] = await on_slack(setup, wishes, homeroom.engine, homeroom.clock)
    return found


def _active(schedules: Sequence[Health], platform: str) -> list[Subscription]:
    known = (one.subscription for one in schedules if one.subscription is not None)
    return [to for to in known if to.platform == platform and to.status is Status.ACTIVE]
