"""People: they type commands, press buttons, fill in forms, and see what comes back."""

from collections.abc import Mapping

from tests.local_discord import forms, limits
from tests.local_discord.callbacks import AUTOCOMPLETE, COMMAND, COMPONENT, SUBMIT
from tests.local_discord.commands import CHAT, MESSAGE_MENU, USER_MENU
from tests.local_discord.components import BUTTON, SELECT
from tests.local_discord.interactions import Answer, Interaction, Modal
from tests.local_discord.payloads import (
    channel_json,
    member_json,
    message_json,
    partial_channel_json,
    user_json,
)
from tests.local_discord.permissions import EVERYTHING, May, in_channel
from tests.local_discord.refusals import Json
from tests.local_discord.state import State
from tests.local_discord.typing_in import (
    NotOffered,
    Resolved,
    fill_in,
    fill_partly,
    nested,
    place_in,
)
from tests.local_discord.world import Channel, Guild, Kind, Message, User

# Where an interaction happens: a guild, the bot's direct messages, any other conversation.
IN_GUILD, WITH_BOT, ELSEWHERE = 0, 1, 2


class Member:
    """A person at their Discord; `installed` if they have the application for themselves."""

    def __init__(
        self, state: State, user: User, guild: Guild | None, *, installed: bool = False
    ) -> None:
        self._state = state
        self.user = user
        self.guild = guild
        self.installed = installed

    @property
    def id(self) -> int:
        """The user's id."""
        return self.user.id

    def direct(self) -> Channel:
        """Their conversation with the bot."""
        for channel in self._state.channels.values():
            if channel.kind == Kind.DM and channel.recipients == [self.user]:
                return channel
        made = Channel(self._state.clock.snowflake(), Kind.DM, "", recipients=[self.user])
        return self._state.add_channel(made)

    def elsewhere(self) -> Channel:
        """A conversation with others, where the bot is not."""
        friend = User(self._state.clock.snowflake(), "Friend")
        number = self._state.clock.snowflake()
        return Channel(number, Kind.GROUP, "friends", recipients=[self.user, friend])

    async def slash(self, channel: Channel, line: str, /, **options: object) -> Answer:
        """Type a command such as `schedule add` and send it off."""
        name, *path = line.removeprefix("/").split()
        command = self._command(channel, name, CHAT)
        path, row = place_in(command, path)
        resolved = Resolved(self._state, self.user, channel.guild)
        sent = nested(command, path, fill_in(row, options, resolved))
        return self._raise(COMMAND, channel, _told(command, sent, resolved), command)

    async def autocomplete(
        self, channel: Channel, line: str, /, *, option: str, typed: object, **others: object
    ) -> Answer:
        """Stand in the middle of typing an option."""
        name, *path = line.removeprefix("/").split()
        command = self._command(channel, name, CHAT)
        path, row = place_in(command, path)
        resolved = Resolved(self._state, self.user, channel.guild)
        sent = nested(command, path, fill_partly(row, others, option, typed, resolved))
        return self._raise(AUTOCOMPLETE, channel, _told(command, sent, resolved), command)

    async def context(
        self, name: str, target: "Message | User | Member | str", channel: Channel | None = None
    ) -> Answer:
        """Choose an app command from the menu of a message or a person."""
        if isinstance(target, str):
            assert channel is not None
            number = self._state.clock.snowflake()
            now = self._state.clock.now()
            target = Message(number, channel, self.user, now, content=target)
            channel.messages[number] = target
        where = target.channel if isinstance(target, Message) else channel
        assert where is not None
        kind = MESSAGE_MENU if isinstance(target, Message) else USER_MENU
        command = self._command(where, name, kind)
        data = _told(command, [], None) | {"target_id": str(target.id)}
        data["resolved"] = self._target(target, where)
        return self._raise(COMMAND, where, data, command)

    def _target(self, target: "Message | User | Member", channel: Channel) -> Json:
        if isinstance(target, Message):
            return {"messages": {str(target.id): message_json(target, self._state)}}
        resolved = Resolved(self._state, self.user, channel.guild)
        resolved.add(target.user if isinstance(target, Member) else target)
        return resolved.found

    async def press(self, message: Message, button: str) -> Answer:
        """Press a button, by its label or custom_id."""
        self._see(message)
        found = forms.find_button(message, button)
        data = {"component_type": BUTTON, "custom_id": found["custom_id"], "id": found["id"]}
        return self._raise(COMPONENT, message.channel, data, origin=message)

    async def choose(self, message: Message, custom_id: str, *values: object) -> Answer:
        """Choose from a select, by labels or values; channels, roles and people as such."""
        self._see(message)
        select = forms.find_select(message, custom_id)
        resolved = Resolved(self._state, self.user, message.channel.guild)
        data: Json = {"component_type": select["type"], "custom_id": select["custom_id"]}
        if select["type"] == SELECT:
            data["values"] = forms.pick_options(select, values)
        else:
            data["values"] = [resolved.add(getattr(value, "user", value)) for value in values]
            data["resolved"] = resolved.found
        data["id"] = select["id"]
        return self._raise(COMPONENT, message.channel, data, origin=message)

    async def submit(self, modal: Modal, given: Mapping[str, object]) -> Answer:
        """Send off a modal, filled in by custom_id or label."""
        data = {"custom_id": modal.custom_id, "components": forms.filled(modal, given)}
        asked = modal.asked
        return self._raise(SUBMIT, asked.channel, data, origin=asked.from_message, opened_by=asked)

    def _see(self, message: Message) -> None:
        if message.only_for not in (None, self.user):
            raise NotOffered("this message is shown to somebody else only")
        if message.deleted:
            raise NotOffered("this message is gone")

    def _command(self, channel: Channel, name: str, kind: int) -> Json:
        book = self._state.commands.by_scope
        scopes = [None] if channel.guild is None else [channel.guild.id, None]
        there = [command for scope in scopes for command in book.get(scope, [])]
        for command in there:
            if (command["type"], command["name"]) == (kind, name):
                self._may_use(channel, command)
                return command
        raise NotOffered(f"no command {name!r}; there are {[c['name'] for c in there]}")

    def _may_use(self, channel: Channel, command: Json) -> None:
        contexts = command.get("contexts")
        if contexts is not None and self._context(channel) not in contexts:
            raise NotOffered(f"{command['name']} is not offered here, only in {contexts}")
        if not self._owners(channel, command):
            raise NotOffered(f"{command['name']}: the application is not installed here")
        if channel.guild is None:
            return
        mine = in_channel(channel, self.user)
        if not mine & May.VIEW_CHANNEL or not mine & May.USE_APPLICATION_COMMANDS:
            raise NotOffered(f"{self.user.name} may not use commands in #{channel.name}")
        needed = command.get("default_member_permissions")
        # "0" is for administrators only.
        bits = EVERYTHING if needed == "0" else int(needed or 0)
        if mine & bits != bits:
            raise NotOffered(f"{self.user.name} may not use {command['name']}")

    def _context(self, channel: Channel) -> int:
        if channel.guild:
            return IN_GUILD
        return WITH_BOT if channel.kind == Kind.DM else ELSEWHERE

    def _owners(self, channel: Channel, command: Json | None) -> dict[str, str]:
        types = (command or {}).get("integration_types") or [0]
        owners = {}
        if channel.guild and channel.guild.has(self._state.bot) and 0 in types:
            owners["0"] = str(channel.guild.id)
        if channel.kind == Kind.DM and (0 in types or 1 in types):
            owners["0"] = "0"
        if self.installed and 1 in types:
            owners["1"] = str(self.user.id)
        return owners

    def _raise(
        self,
        kind: int,
        channel: Channel,
        data: Json,
        command: Json | None = None,
        *,
        origin: Message | None = None,
        opened_by: Interaction | None = None,
    ) -> Answer:
        state = self._state
        signed = (origin.metadata if origin else None) or {}
        owners = signed.get("authorizing_integration_owners") or self._owners(channel, command)
        interaction = Interaction(
            state.clock.snowflake(),
            kind,
            self.user,
            channel,
            channel.guild,
            state.clock.now(),
            Answer(state.interactions.deadline),
            data,
            self._context(channel),
            opened_by.owners if opened_by else owners,
            origin=origin,
            opened_by=opened_by,
        )
        interaction.forced_ephemeral = self._forced(interaction)
        state.interactions.add(interaction)
        state.tell("INTERACTION_CREATE", self._payload(interaction), channel.guild)
        return interaction.answer

    def _forced(self, one: Interaction) -> bool:
        # Without Use External Apps, a user-installed application answers its user alone.
        outside = one.user_installed_only and one.guild is not None
        return outside and not in_channel(one.channel, self.user) & May.USE_EXTERNAL_APPS

    def _payload(self, one: Interaction) -> Json:
        state, channel, guild = self._state, one.channel, one.guild
        shown: Json = {
            "id": str(one.id),
            "application_id": str(state.application_id),
            "type": one.kind,
            "token": one.token,
            "version": 1,
            "data": one.data,
            "channel_id": str(channel.id),
            "locale": self.user.locale,
            "app_permissions": str(self._app_permissions(one)),
            "entitlements": [],
            "context": one.context,
            "authorizing_integration_owners": one.owners,
            "attachment_size_limit": limits.FILE_BYTES,
        }
        if one.origin:
            shown["message"] = message_json(one.origin, state)
        if guild is None:
            told = channel_json(channel)
            # Discord leaves out who else is there.
            told.pop("recipients", None)
            return shown | {"channel": told, "user": user_json(self.user)}
        mine = str(in_channel(channel, self.user))
        return shown | {
            "guild_id": str(guild.id),
            "guild": {"id": str(guild.id), "locale": guild.locale, "features": guild.features},
            "guild_locale": guild.locale,
            "channel": partial_channel_json(channel, self.user, state.bot),
            "member": member_json(guild.members[self.user.id]) | {"permissions": mine},
        }

    def _app_permissions(self, one: Interaction) -> int:
        if one.guild is None or one.guild.has(self._state.bot):
            return in_channel(one.channel, self._state.bot)
        return in_channel(one.channel, self.user) & (May.EMBED_LINKS | May.ATTACH_FILES)


def _told(command: Json, options: list[Json], resolved: Resolved | None) -> Json:
    data: Json = {"id": command["id"], "name": command["name"], "type": command["type"]}
    if command.get("guild_id"):
        data["guild_id"] = command["guild_id"]
    if options:
        data["options"] = options
    if resolved and resolved.found:
        data["resolved"] = resolved.found
    return data
