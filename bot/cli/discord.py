"""``homeroom discord``: what there is to do about Discord from the command line."""

import argparse
import asyncio

from bot.cli.command import CliCommand
from bot.errors import NoDiscordToken
from bot.settings import Settings


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "action", choices=["invite"], help="invite: print the link that adds the bot to a server"
    )
    parser.add_argument(
        "--application",
        type=int,
        metavar="ID",
        help="the application's id; without it Discord is asked, with the token",
    )


def _run(arguments: argparse.Namespace, settings: Settings) -> int:
    # The library takes a while to load: not for the other commands.
    from bot.platforms.discord.inviting import invitation_for
    from bot.platforms.discord.permissions import NEEDS, invitation

    if arguments.application is None and not settings.discord_token:
        raise NoDiscordToken
    if arguments.application is not None:
        link = invitation(arguments.application)
    else:
        link = asyncio.run(invitation_for(settings.discord_token))
    print(link, "\n\nIt asks for these permissions, and no others:", sep="")
    for need in NEEDS:
        print(f"  {need.title}: {need.why}")
    return 0


COMMAND = CliCommand(_options, _run)
