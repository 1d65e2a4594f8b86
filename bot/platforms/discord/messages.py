"""What stands in a message: its words, and the key of the lesson it may be."""

from collections.abc import Iterable, Iterator

import discord

from bot.platforms.discord.ids import key_in


def words_in_message(message: discord.Message) -> str:
    """Return everything there is to read in a message, a line for each piece."""
    return "\n".join(filter(None, _words(message)))


def _words(message: discord.Message) -> Iterator[str]:
    yield message.content
    for snapshot in message.message_snapshots:
        yield snapshot.content
        yield from _embedded(snapshot.embeds)
    yield from _embedded(message.embeds)
    for component in _walk(message.components):
        yield getattr(component, "content", "")


def _embedded(embeds: Iterable[discord.Embed]) -> Iterator[str]:
    for embed in embeds:
        yield embed.title or ""
        yield embed.description or ""
        for field in embed.fields:
            yield f"{field.name}\n{field.value}"


def button_ids(message: discord.Message) -> Iterator[str]:
    """Yield the ids of a message's buttons and lists."""
    for component in _walk(message.components):
        if custom_id := getattr(component, "custom_id", None):
            yield custom_id


def _walk(components: Iterable[object]) -> Iterator[object]:
    """Yield components and those inside them. Discord will have kinds that we know nothing of."""
    for component in components:
        yield component
        yield from _walk(getattr(component, "children", ()))
        if accessory := getattr(component, "accessory", None):
            yield accessory


def carries(message: discord.Message, key: str) -> bool:
    """Tell whether a message is the post with a key: one of its buttons says so."""
    return any(key_in(custom_id) == key for custom_id in button_ids(message))
