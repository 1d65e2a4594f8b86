"""Tells Discord of our commands, but only when they changed: it allows few changes a day."""

import hashlib
import json
import logging

import discord
from discord import app_commands

from bot.core.ports import Notes
from bot.platforms.discord.tree import Translations

log = logging.getLogger(__name__)


async def sync_if_changed(
    tree: app_commands.CommandTree[discord.AutoShardedClient], notes: Notes
) -> bool:
    """Send the commands to Discord if they are not those it was sent last; return whether.

    Raises what discord.py raises if Discord does not take them.
    """
    name = f"discord commands of {tree.client.application_id}"
    translations = Translations()
    commands = tree.get_commands()
    payload = [await one.get_translated_payload(tree, translations) for one in commands]
    print_ = hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()
    if await notes.noted(name) == print_:
        return False
    await tree.sync()
    await notes.note(name, print_)
    log.info("Discord was sent %s commands", len(commands))
    return True
