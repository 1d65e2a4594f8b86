"""What one can ask."""

from collections.abc import Sequence

from bot.core.command import Command
from bot.core.reply import Button, Buttons, Facts, Heading, Note, Reply, Text, press, reply
from bot.replies.texts import Texts


def help_on(commands: Sequence[Command], example: str, texts: Texts) -> Reply:
    """List the commands with what each does; ``example`` shows one as it would be typed."""
    listed = [command for command in commands if command.listed]
    bare = [c for c in listed if c.name != "help" and not any(o.required for o in c.options)]
    return reply(
        Heading(texts.help_title, 2),
        Text(texts.help_intro),
        Facts(tuple((c.usage, c.describe(texts.language)) for c in listed)),
        Note(texts.help_example.format(example=example)) if example else None,
        Buttons(tuple(Button(f"/{c.name}", press(c.name)) for c in bare)),
    )
