"""Tokens that last for hours only are renewed before they run out, for posts as for answers."""

import logging
import time

from slack_sdk.errors import SlackTokenRotationError
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.ports import Clock
from bot.errors import SendPostponed
from bot.platforms.slack.admission.clients import DEAD, FAILURES, word_of
from bot.platforms.slack.admission.installations import Installations, Site

log = logging.getLogger(__name__)

AHEAD = 2 * 3600.0
"""Seconds before its end at which a token is renewed. It lasts for 12 hours, and at most two may
be valid at once (docs.slack.dev, authentication/using-token-rotation)."""
MARGIN = 60.0
"""Seconds before its end from which a token is not used any more."""
PAUSE = 60.0
"""Seconds after a failure in which a renewal is not tried again."""
A_MOMENT = 5.0
"""Seconds in which another process has renewed a token."""
AT_ONCE = 10**7
"""Minutes, for the library's own idea of when a token is due: ours is asked before."""
LOST = DEAD | {"invalid_refresh_token"}
"""What Slack says of a token that it will not renew again."""


class Renewal:
    """Renews the tokens of an app. The new one is kept before it is used.

    A token renews once. Whoever asks sees to it that there is one at a time for each site in this
    process; among several processes the database does.
    """

    def __init__(
        self,
        installations: Installations,
        client: AsyncWebClient,
        client_secret: str,
        clock: Clock,
    ) -> None:
        self._installations = installations
        self._clock = clock
        self._rotator = AsyncTokenRotator(
            client_id=installations.client_id, client_secret=client_secret, client=client
        )
        self._again: dict[Site, float] = {}
        self._unsaved: dict[Site, Installation] = {}
        self.lost: set[Site] = set()
        """Those whose token has run out, and which Slack will not renew."""

    async def fresh(self, site: Site, installation: Installation) -> Installation:
        """Return an installation with a token that is valid now.

        Raises ``SendPostponed`` if it has run out and can't be renewed just now.
        """
        unsaved = self._unsaved.get(site)
        if unsaved and unsaved.installed_at >= installation.installed_at:
            return await self._saved(site, unsaved)
        now = self._clock.now().timestamp()
        end = installation.bot_token_expires_at
        if end is None or not installation.bot_refresh_token or now < end - AHEAD:
            # Whoever renewed it.
            self.lost.discard(site)
            return installation
        usable = now < end - MARGIN
        if now < self._again.get(site, 0.0):
            return _or_postponed(installation, usable)
        async with self._installations.alone(site) as alone:
            if not alone:
                return _or_postponed(installation, usable, A_MOMENT)
            renewed = await self._by_others(site, installation)
            return renewed or await self._by_ourselves(site, installation, now, usable=usable)

    async def _by_others(self, site: Site, installation: Installation) -> Installation | None:
        """Return what another process has put in its place meanwhile, if one has."""
        kept = await self._installations.find(site)
        same = kept is None or kept.bot_refresh_token == installation.bot_refresh_token
        return None if same else kept

    async def _by_ourselves(
        self, site: Site, installation: Installation, now: float, *, usable: bool
    ) -> Installation:
        try:
            bot = await self._renewed(installation)
        except (*FAILURES, LookupError, TypeError, ValueError) as error:
            # An older Homeroom, which asks nobody, may have been faster.
            if renewed := await self._by_others(site, installation):
                return renewed
            self._failed(site, error, now, usable)
            return _or_postponed(installation, usable)
        self.lost.discard(site)
        return await self._saved(site, _with(installation, bot))

    def forget(self, site: Site) -> None:
        """Forget what is remembered of a site."""
        self._again.pop(site, None)
        self._unsaved.pop(site, None)
        self.lost.discard(site)

    async def _renewed(self, installation: Installation) -> Bot:
        """Renew; only the bot's token, since nobody's own is asked for."""
        bot = await self._rotator.perform_bot_token_rotation(
            bot=installation.to_bot(), minutes_before_expiration=AT_ONCE
        )
        if bot is None or bot.bot_token_expires_at is None or not bot.bot_refresh_token:
            message = "Slack answered with another kind of token"
            raise ValueError(message)
        bot.bot_token_expires_at += round(ahead(self._clock))
        return bot

    async def _saved(self, site: Site, renewed: Installation) -> Installation:
        """Keep the new token; one that can't be kept now is tried again, not renewed again."""
        self._unsaved[site] = renewed
        await self._installations.async_save(renewed)
        del self._unsaved[site]
        return renewed

    def _failed(self, site: Site, error: BaseException, now: float, usable: bool) -> None:
        cause = error.api_error if isinstance(error, SlackTokenRotationError) else error
        word = word_of(cause)
        self._again[site] = now + PAUSE
        if word in LOST and not usable:
            self.lost.add(site)
        log.warning("Slack's token for %s could not be renewed: %s", site.id, word)


def ahead(clock: Clock) -> float:
    """Return the seconds by which a clock is ahead of the machine's, by which the library goes."""
    return clock.now().timestamp() - time.time()


def _or_postponed(installation: Installation, usable: bool, after: float = PAUSE) -> Installation:
    """Return it if the old token still will do. Raises ``SendPostponed``."""
    if usable:
        return installation
    raise SendPostponed(why="Slack's token has run out, and could not be renewed", after=after)


def _with(installation: Installation, bot: Bot) -> Installation:
    renewed = Installation(**installation.to_dict_for_copying())
    renewed.bot_token = bot.bot_token
    renewed.bot_refresh_token = bot.bot_refresh_token
    renewed.bot_token_expires_at = bot.bot_token_expires_at
    return renewed
