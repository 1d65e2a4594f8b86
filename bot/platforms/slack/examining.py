"""Asks Slack how the bot stands there: its tokens, its scopes, its channels."""

from collections.abc import AsyncIterator, Collection, Iterator, Mapping, Sequence

from slack_sdk.web.async_client import AsyncWebClient

from bot.core.findings import Examination, Finding, Level
from bot.core.ports import Clock, Obstacle
from bot.core.skew import Skew
from bot.domain.subscription import Subscription
from bot.errors import SendError
from bot.platforms.slack.admission.clients import FAILURES, Clients, new_session, word_of
from bot.platforms.slack.admission.installations import Engine, Installations
from bot.platforms.slack.admission.installed import InstalledWorkspaces
from bot.platforms.slack.admission.one_workspace import UNUSABLE, OneWorkspace
from bot.platforms.slack.admission.timing import Timed
from bot.platforms.slack.admission.tokens import Cipher
from bot.platforms.slack.admission.workspaces import Workspaces
from bot.platforms.slack.joining import Setup
from bot.platforms.slack.knowing.channels import SlackChannels
from bot.platforms.slack.naming.scopes import SCOPES, Scope
from bot.platforms.slack.socket import NO_USE

ABOUT = "Slack"
SCOPES_HEADER = "x-oauth-scopes"
"""On every answer: the scopes of the token that asked (docs.slack.dev, authentication/
installing-with-oauth)."""
ASK_AGAIN = "Look at the network; --offline leaves the platforms out."
TAKE_ANOTHER = (
    "Install the app again, copy the Bot User OAuth Token under OAuth & Permissions into"
    " SLACK_BOT_TOKEN, and start again."
)
MAKE_ANOTHER = (
    "Make one with the scope connections:write under Basic Information, App-Level Tokens, put it"
    " into SLACK_APP_TOKEN, and start again."
)
MOST = 50
"""Workspaces that are asked about; of more, the first."""


async def examine(
    setup: Setup, wishes: Sequence[Subscription], engine: Engine, clock: Clock
) -> Examination:
    """Look whether tokens are good, which scopes they have, and what is in the way of schedules.

    Never raises for what Slack says or does not say: that is a finding.
    """
    skew = Skew(clock)
    async with new_session([Timed(skew, clock)]) as session:
        clients = Clients(session, setup.api)
        findings: list[Finding] = []
        workspaces: Workspaces
        if setup.client_id:
            installations = Installations(setup.client_id, engine, Cipher(setup.token_key))
            workspaces = InstalledWorkspaces(installations, clients, setup.client_secret, clock)
            findings += [one async for one in _installed(workspaces)]
        else:
            workspaces = OneWorkspace(setup.bot_token, clients, clock)
            findings += [one async for one in _token(clients.plain(setup.bot_token), "the token")]
        if setup.app_token:
            findings.append(await _socket(clients.plain(), setup.app_token))
        obstacles, unknown = await _obstacles(workspaces, wishes)
        return Examination([*findings, *unknown], obstacles, skew.known)


async def _token(client: AsyncWebClient, whose: str) -> AsyncIterator[Finding]:
    try:
        answer = await client.auth_test()
    except FAILURES as error:
        yield _not_taken(whose, word_of(error), UNUSABLE, TAKE_ANOTHER)
        return
    headers = {str(name).lower(): str(value) for name, value in answer.headers.items()}
    yield Finding(ABOUT, f"{whose} is good: workspace {answer.get('team')} ({answer['team_id']}).")
    granted = headers.get(SCOPES_HEADER)
    if granted is not None:
        for finding in _scopes([one.strip() for one in granted.split(",")]):
            yield finding


def _scopes(granted: Collection[str]) -> Iterator[Finding]:
    missing = [scope for scope in SCOPES if scope.name not in granted]
    mend = "Add it under OAuth & Permissions, Bot Token Scopes, and install the app again."
    for scope in missing:
        yield Finding(ABOUT, _lacks(scope), Level.NOTE if scope.optional else Level.WRONG, mend)
    if not missing:
        yield Finding(ABOUT, f"it has all {len(SCOPES)} scopes.")


def _lacks(scope: Scope) -> str:
    kind = "optional scope" if scope.optional else "scope"
    return f"the {kind} {scope.name} is missing. It is there {scope.why}."


async def _socket(client: AsyncWebClient, token: str) -> Finding:
    try:
        # Only opening a connection shows whether it may be opened; it lapses by itself.
        await client.apps_connections_open(app_token=token)
    except FAILURES as error:
        return _not_taken("the app token", word_of(error), NO_USE, MAKE_ANOTHER)
    return Finding(ABOUT, "the app token is good.")


def _not_taken(whose: str, word: str, final: Collection[str], mend: str) -> Finding:
    if word in final:
        return Finding(ABOUT, f"{whose} is not taken ({word}).", Level.WRONG, mend)
    said = f"it could not be asked about {whose} ({word})."
    return Finding(ABOUT, said, Level.WRONG, ASK_AGAIN)


async def _installed(workspaces: Workspaces) -> AsyncIterator[Finding]:
    try:
        servers = list(await workspaces.servers())
    except SendError as error:
        yield Finding(ABOUT, f"it is not known who has installed the app: {error}", Level.NOTE)
        return
    yield Finding(ABOUT, f"{len(servers)} workspaces have installed the app.")
    for server in servers[:MOST]:
        try:
            client = await workspaces.client(server)
        except SendError as error:
            mend = "An admin there can add it again; its schedules are kept for 30 days."
            yield Finding(ABOUT, f"nobody answers for {server}: {error}", Level.NOTE, mend)
            continue
        async for finding in _token(client, f"the token for {server}"):
            if finding.level is not Level.WELL:
                yield finding


async def _obstacles(
    workspaces: Workspaces, wishes: Sequence[Subscription]
) -> tuple[Mapping[int, Sequence[Obstacle]], Sequence[Finding]]:
    channels = SlackChannels(workspaces)
    found: dict[int, Sequence[Obstacle]] = {}
    unknown: list[Finding] = []
    for wish in wishes:
        try:
            found[wish.id] = await channels.obstacles(wish)
        except SendError as error:
            why = error.details.get("why", error)
            said = f"it does not tell of #{wish.id}'s channel {wish.channel}: {why}."
            unknown.append(Finding(ABOUT, said, Level.NOTE, "Ask again later."))
    return found, unknown
