"""A bot of nothing but discord.py, to try the local Discord with."""

import re
from typing import Any, Self

import discord
from discord import app_commands, ui

WORDS = ("AI sovereignty", "AI agent", "Compute")


class Form(ui.Modal, title="Feedback"):
    """A modal with one field."""

    said: ui.Label[Self] = ui.Label(
        text="What was good?", component=ui.TextInput(custom_id="good", max_length=20)
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        field = self.said.component
        assert isinstance(field, ui.TextInput)
        await interaction.response.send_message(f"Good: {field.value}", ephemeral=True)


class Panel(ui.View):
    """Buttons and a select in the old way."""

    @ui.button(label="Press", custom_id="press")
    async def press(self, interaction: discord.Interaction, _button: Any) -> None:
        await interaction.response.edit_message(content="pressed", view=None)

    @ui.button(label="Later", custom_id="later")
    async def later(self, interaction: discord.Interaction, _button: Any) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="changed later")

    @ui.button(label="Form", custom_id="form")
    async def form(self, interaction: discord.Interaction, _button: Any) -> None:
        await interaction.response.send_modal(Form())

    @ui.select(
        custom_id="pick",
        options=[discord.SelectOption(label="One"), discord.SelectOption(label="Two")],
    )
    async def pick(self, interaction: discord.Interaction, select: Any) -> None:
        await interaction.response.send_message(f"picked {select.values}", ephemeral=True)


class Count(
    ui.DynamicItem[ui.Button[ui.LayoutView]], template=re.compile(r"count:(?P<number>\d+)")
):
    """A button that survives restarts; its number is in its custom_id."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(ui.Button(label=f"Count {number}", custom_id=f"count:{number}"))

    @classmethod
    async def from_custom_id(
        cls, _interaction: Any, _item: Any, match: re.Match[str], /
    ) -> "Count":
        return cls(int(match["number"]))

    async def callback(self, interaction: Any) -> None:
        await interaction.response.edit_message(view=board(self.number + 1))


def board(number: int) -> ui.LayoutView:
    """Components V2: a container with text, a section and a counting button."""
    view = ui.LayoutView(timeout=None)
    row: ui.ActionRow[Any] = ui.ActionRow()
    row.add_item(Count(number))
    link: ui.Button[Any] = ui.Button(label="Read", url="https://example.org")
    view.add_item(
        ui.Container(
            ui.TextDisplay(f"# Board {number}"),
            ui.Section(ui.TextDisplay("more"), accessory=link),
            ui.Separator(),
            row,
        )
    )
    return view


class BareBot(discord.AutoShardedClient):
    """The commands that the tests type."""

    def __init__(self, *, shard_count: int | None = None) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            max_messages=None,
            chunk_guilds_at_startup=False,
            guild_ready_timeout=0.05,
            shard_count=shard_count,
        )
        self.tree = app_commands.CommandTree(self)
        for add in (_add_plain, _add_group, _add_menus):
            add(self.tree)
        self.add_dynamic_items(Count)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """No five seconds between shards: here no identify is one too many."""


def _add_plain(tree: app_commands.CommandTree) -> None:
    @tree.command()
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def term(interaction: discord.Interaction, word: str) -> None:
        """Look a word up."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.followup.send(f"{word} ({interaction.locale})")
        await interaction.followup.send("and more", ephemeral=True)

    @term.autocomplete("word")
    async def words(
        _interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        fitting = [word for word in WORDS if typed.lower() in word.lower()]
        return [app_commands.Choice(name=word, value=word) for word in fitting]

    @tree.command()
    async def panel(interaction: discord.Interaction) -> None:
        """Show buttons."""
        await interaction.response.send_message("panel", view=Panel())

    @tree.command()
    async def count(interaction: discord.Interaction) -> None:
        """Show a board."""
        await interaction.response.send_message(view=board(1))

    @tree.command()
    async def silent(_interaction: discord.Interaction) -> None:
        """Say nothing at all."""


def _add_group(tree: app_commands.CommandTree) -> None:
    group = app_commands.Group(
        name="schedule",
        description="When lessons come.",
        default_permissions=discord.Permissions(manage_guild=True),
    )

    @group.command()
    @app_commands.choices(days=[app_commands.Choice(name="Every day", value="daily")])
    async def add(
        interaction: discord.Interaction,
        time: str,
        channel: discord.TextChannel,
        days: str = "weekdays",
        count: app_commands.Range[int, 1, 5] = 1,
    ) -> None:
        """Have lessons posted."""
        text = f"{time} {channel.mention} {days} {count}"
        await interaction.response.send_message(text)

    tree.add_command(group)


def _add_menus(tree: app_commands.CommandTree) -> None:
    @tree.context_menu(name="Explain terms")
    async def explain(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"about: {message.content}", ephemeral=True)

    @tree.context_menu(name="Greet")
    async def greet(interaction: discord.Interaction, user: discord.User) -> None:
        await interaction.response.send_message(f"hello {user.name}")
