"""Where the parts that make Homeroom a bot on Slack are put together."""

import asyncio
import logging
from collections.abc import AsyncIterator, Collection, MutableMapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.dispatch import Dispatcher
from bot.core.holidays import NO_HOLIDAYS
from bot.core.ports import NO_METER, Channels, Clock, Holidays, Messenger, Meter, Notes, Store
from bot.core.skew import Skew
from bot.delivery.membership import joined, left, reconcile
from bot.errors import SendError
from bot.platforms.slack.adapter import Adapter
from bot.platforms.slack.admission.authorizing import bolt_app
from bot.platforms.slack.admission.clients import Clients, new_session
from bot.platforms.slack.admission.http_server import HttpServer
from bot.platforms.slack.admission.installations import Engine, Installations, States
from bot.platforms.slack.admission.installed import InstalledWorkspaces
from bot.platforms.slack.admission.oauth import REDIRECT_PATH, Flow, install_flow
from bot.platforms.slack.admission.one_workspace import OneWorkspace
from bot.platforms.slack.admission.purging import removal
from bot.platforms.slack.admission.timing import Timed
from bot.platforms.slack.admission.tokens import Cipher
from bot.platforms.slack.admission.workspaces import PLATFORM, Admissions
from bot.platforms.slack.calls import Calls
from bot.platforms.slack.guards import Guards
from bot.platforms.slack.knowing.channels import SlackChannels
from bot.platforms.slack.knowing.people import People
from bot.platforms.slack.listening import listen
from bot.platforms.slack.naming.scopes import BOT_SCOPES
from bot.platforms.slack.naming.spelling import Spelling
from bot.platforms.slack.posting.messenger import SlackMessenger
from bot.platforms.slack.posting.pace import Pace
from bot.platforms.slack.reach import Reach
from bot.platforms.slack.running import Life, Slack
from bot.platforms.slack.seen import Seen
from bot.platforms.slack.socket import Socket

log = logging.getLogger(__name__)

CONNECTIONS = 2
"""Of Socket Mode: while one is made anew, Slack uses the other."""
LOOK_EVERY = 24 * 3600.0
"""Seconds between two looks at who still has Homeroom: Slack's events about it can get lost."""
TRY_AGAIN = 60.0


@dataclass(frozen=True, slots=True)
class Setup:
    """What the operator set. Secrets are kept out of what is shown of it.

    With ``client_id`` any workspace can install the app, else ``bot_token`` is for one. With
    ``app_token`` Slack sends everything through a socket, else to ``host`` and ``port``. ``url``
    is the address under which people reach those, if they do. ``api`` is where Slack's Web API is.
    """

    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    token_key: str = field(default="", repr=False)
    host: str = "127.0.0.1"
    port: int = 3000
    url: str = ""
    api: str = AsyncWebClient.BASE_URL


@dataclass(frozen=True, slots=True)
class Posting:
    """What posts to Slack, and what is known of its channels."""

    messenger: SlackMessenger
    channels: SlackChannels


@dataclass(frozen=True, slots=True)
class _Entry:
    """What it takes to speak with Slack at all. ``flow`` is how workspaces are added, if they are.

    It listens to nothing.
    """

    setup: Setup
    clients: Clients
    workspaces: Admissions
    store: Store
    clock: Clock
    skew: Skew
    flow: Flow | None


@asynccontextmanager
async def posting(
    setup: Setup,
    spelling: Spelling,
    store: Store,
    engine: Engine,
    clock: Clock,
    *,
    holidays: Holidays = NO_HOLIDAYS,
    pace: Pace | None = None,
    meter: Meter = NO_METER,
) -> AsyncIterator[Posting]:
    """Post to Slack without listening to it, beside any number of others.

    Raises ``OperatorError`` for what only the operator can mend.
    """
    async with _entry(setup, store, engine, clock, holidays, meter) as entry:
        yield _posting(entry, spelling, pace)


@asynccontextmanager
async def listening(
    setup: Setup,
    spelling: Spelling,
    dispatcher: Dispatcher,
    engine: Engine,
    clock: Clock,
    channels: MutableMapping[str, Channels],
    *,
    heard: Notes | None = None,
) -> AsyncIterator[Reach]:
    """Listen to Slack, through the socket or over HTTP; post nothing unasked.

    What knows its channels is put among the others'. ``heard`` is where processes that listen
    side by side note what they were told, so that it is done once. Gives what tells whether Slack
    reaches us. Raises ``OperatorError``.
    """
    store, holidays, meter = dispatcher.store, dispatcher.holidays, dispatcher.meter
    async with _entry(setup, store, engine, clock, holidays, meter) as entry:
        channels[PLATFORM] = there = SlackChannels(entry.workspaces)
        told = replace(dispatcher, channels=channels)
        async with _listening(entry, spelling, told, there, heard) as reach:
            yield reach


@asynccontextmanager
async def on_slack(
    setup: Setup,
    spelling: Spelling,
    dispatcher: Dispatcher,
    engine: Engine,
    clock: Clock,
    messengers: MutableMapping[str, Messenger],
    channels: MutableMapping[str, Channels],
    pace: Pace | None = None,
    heard: Notes | None = None,
) -> AsyncIterator[Reach]:
    """Be on Slack; what posts there and knows its channels is put among the others'.

    ``posting`` and ``listening`` in one. Gives what tells whether Slack reaches us. Raises
    ``OperatorError`` for what only the operator can mend.
    """
    store, holidays, meter = dispatcher.store, dispatcher.holidays, dispatcher.meter
    async with _entry(setup, store, engine, clock, holidays, meter) as entry:
        made = _posting(entry, spelling, pace)
        messengers[PLATFORM], channels[PLATFORM] = made.messenger, made.channels
        told = replace(dispatcher, channels=channels)
        async with _listening(entry, spelling, told, made.channels, heard) as reach:
            yield reach


@asynccontextmanager
async def _entry(
    setup: Setup,
    store: Store,
    engine: Engine,
    clock: Clock,
    holidays: Holidays,
    meter: Meter,
) -> AsyncIterator[_Entry]:
    async def came(server: str) -> None:
        await joined(store, PLATFORM, server, clock.now(), holidays)

    async def went(server: str) -> None:
        await left(store, PLATFORM, server, clock.now())

    skew = Skew(clock)
    async with new_session([Timed(skew, clock, meter)]) as session:
        clients = Clients(session, setup.api)
        workspaces: Admissions
        flow: Flow | None = None
        if setup.client_id:
            installations = Installations(setup.client_id, engine, Cipher(setup.token_key))
            workspaces = installed = InstalledWorkspaces(
                installations, clients, setup.client_secret, clock, joined=came, left=went
            )
            flow = _flow(setup, clients, clock, installations, States(engine), installed)
        else:
            workspaces = OneWorkspace(setup.bot_token, clients, clock, joined=came, left=went)
        yield _Entry(setup, clients, workspaces, store, clock, skew, flow)


def _posting(entry: _Entry, spelling: Spelling, pace: Pace | None) -> Posting:
    async def others(server: str) -> Collection[str]:
        managers = (await entry.store.managers(PLATFORM, server)).split()
        return [*managers, (await entry.workspaces.voice(server)).installer]

    messenger = SlackMessenger(
        entry.workspaces,
        pace or Pace(),
        entry.clock,
        skew=entry.skew,
        others=others,
        respelled=spelling.respelled,
    )
    return Posting(messenger, SlackChannels(entry.workspaces))


@asynccontextmanager
async def _listening(
    entry: _Entry,
    spelling: Spelling,
    dispatcher: Dispatcher,
    channels: SlackChannels,
    heard: Notes | None,
) -> AsyncIterator[Reach]:
    setup, clients, workspaces, clock = entry.setup, entry.clients, entry.workspaces, entry.clock
    adapter = Adapter(
        dispatcher=dispatcher,
        spelling=spelling,
        people=People(workspaces, entry.store, clock),
        guards=Guards(channels),
        calls=Calls(workspaces, clients.session, setup.api),
    )
    app = bolt_app(workspaces, clients, clock, dispatcher.meter)
    listen(app, adapter, Seen(clock, heard), removal(workspaces))
    reach = Reach()
    lives: list[Life] = [lambda: _who_has_it(workspaces, dispatcher, clock)]
    if setup.app_token:
        reach.sockets.extend(_sockets(app, setup.app_token, clients, dispatcher.meter))
        lives += [socket.live for socket in reach.sockets]
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(Slack(adapter, lives))
        if entry.flow is not None or not setup.app_token:
            server = HttpServer(
                None if setup.app_token else app,
                clock,
                signing_secret=setup.signing_secret,
                flow=entry.flow,
                host=setup.host,
                port=setup.port,
            )
            await stack.enter_async_context(server)
            log.info("Slack's requests are taken at http://%s:%s", server.host, server.port)
        yield reach


def _flow(
    setup: Setup,
    clients: Clients,
    clock: Clock,
    installations: Installations,
    states: States,
    workspaces: InstalledWorkspaces,
) -> Flow:
    address = urlsplit(setup.api)
    elsewhere = setup.api != AsyncWebClient.BASE_URL
    return install_flow(
        client_id=setup.client_id,
        client_secret=setup.client_secret,
        scopes=BOT_SCOPES,
        client=clients.plain(),
        clock=clock,
        installations=installations,
        states=states,
        admitted=workspaces.admitted,
        authorization_url=(
            f"{address.scheme}://{address.netloc}/oauth/v2/authorize" if elsewhere else None
        ),
        redirect_uri=f"{setup.url.rstrip('/')}{REDIRECT_PATH}" if setup.url else None,
    )


def _sockets(app: AsyncApp, token: str, clients: Clients, meter: Meter) -> list[Socket]:
    return [Socket(app, token, clients.plain(), meter=meter) for _ in range(CONNECTIONS)]


async def _who_has_it(workspaces: Admissions, dispatcher: Dispatcher, clock: Clock) -> None:
    """Make up, at the start and then daily, for the comings and goings that nobody heard of."""
    while True:
        await workspaces.sweep()
        try:
            servers = await workspaces.servers()
        except SendError as error:
            log.info("it is not known yet who has Homeroom on Slack: %s", error)
            await asyncio.sleep(TRY_AGAIN)
            continue
        store, holidays = dispatcher.store, dispatcher.holidays
        await reconcile(store, PLATFORM, servers, clock.now(), holidays=holidays)
        log.info("Slack: %s workspaces have Homeroom", len(servers))
        await asyncio.sleep(LOOK_EVERY)
