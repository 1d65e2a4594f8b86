"""``homeroom slack``: what there is to do about Slack from the command line."""

import argparse

from bot import commands
from bot.cli.command import CliCommand
from bot.core.discovery import discover
from bot.errors import BadSettings
from bot.settings import Settings, web_address


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "action",
        choices=["manifest", "scopes", "key"],
        help="manifest: print what the app on Slack is made from; scopes: print what it asks for,"
        " and why; key: print a new key for SLACK_TOKEN_KEY",
    )
    parser.add_argument(
        "--url",
        type=_address,
        metavar="URL",
        help="of a manifest: the public https address; Slack then sends its requests there"
        " (without it: HOMEROOM_SLACK_URL, else Socket Mode)",
    )
    parser.add_argument(
        "--oauth",
        action="store_true",
        help="of a manifest: many workspaces install the app, at that address",
    )
    parser.add_argument(
        "--socket",
        action="store_true",
        help="of a manifest: Socket Mode, though there is an address for installations",
    )
    parser.add_argument(
        "--declinable",
        action="store_true",
        help="of a manifest: those who install the app may decline the optional scopes",
    )
    parser.add_argument(
        "--format", choices=["yaml", "json"], default="yaml", help="of a manifest (default: yaml)"
    )


def _address(text: str) -> str:
    try:
        return web_address(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _run(arguments: argparse.Namespace, settings: Settings) -> int:
    match arguments.action:
        case "key":
            # The libraries take a while to load: not for the other commands.
            from bot.platforms.slack.admission.tokens import new_key

            print(new_key())
        case "scopes":
            _print_scopes()
        case _:
            print(_manifest(arguments, settings))
    return 0


def _print_scopes() -> None:
    from bot.platforms.slack.naming.manifest_text import reason
    from bot.platforms.slack.naming.scopes import SCOPES

    print("The app asks for these scopes, and no others:")
    for scope in SCOPES:
        print(f"  {scope.name}: {reason(scope)}")


def _manifest(arguments: argparse.Namespace, settings: Settings) -> str:
    from bot.platforms.slack.naming.manifest import manifest
    from bot.platforms.slack.naming.manifest_text import as_json, as_yaml
    from bot.platforms.slack.naming.spelling import Spelling

    url = arguments.url or settings.slack_url
    installed = arguments.oauth or bool(settings.slack_client_id)
    if installed and not url:
        fault = "  workspaces install the app at a public address. Set HOMEROOM_SLACK_URL, or --url"
        raise BadSettings(faults=fault)
    found = discover(commands)
    spelling = Spelling(
        found, settings.slack_commands, settings.slack_prefix, settings.slack_umbrella
    )
    made = manifest(
        found,
        spelling,
        url=url,
        socket=not url or arguments.socket or bool(settings.slack_app_token),
        installed=installed,
        declinable=arguments.declinable,
    )
    return as_yaml(made) if arguments.format == "yaml" else as_json(made)


COMMAND = CliCommand(_options, _run, whole=False)
