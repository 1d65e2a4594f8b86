"""The table of settings: name, default, what each is for."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from bot.domain.retention import Keep
from bot.settings import backups, slack, values

BLOTTED = "***"


def _setting(
    default: str, parse: Callable[[str], Any], text: str, secret_env: str | None = None
) -> Any:
    metadata = {"default": default, "parse": parse, "help": text, "secret_env": secret_env}
    return field(metadata=metadata)


@dataclass(frozen=True, slots=True, repr=False)
class Settings:
    """What the operator decided. Shown, its secrets are blotted out."""

    lessons_dir: Path = _setting("lessons", Path, "The folder with the lessons.")
    data_dir: Path = _setting(
        "data", Path, "The folder for what must survive: the database. `cache` in it need not."
    )
    host: str = _setting(
        "127.0.0.1",
        str,
        "The address the page listens on. The default is this machine only;"
        " others want `HOMEROOM_PAGE_TOKEN`.",
    )
    port: int = _setting("8080", values.port, "The port of the page. 0 takes any free one.")
    names: tuple[str, ...] = _setting(
        "",
        values.names,
        "The names under which people ask for the page, if not by address: `class.example.org`."
        " Several with commas. Other names are refused.",
    )
    page_token: str = _setting(
        "",
        values.page_token,
        "What the page asks for before it shows anything. Without it the page listens on this"
        " machine only.",
        "HOMEROOM_PAGE_TOKEN",
    )
    page_open: bool = _setting(
        "no",
        values.yes_or_no,
        "`yes` lets the page listen on other addresses without a token: behind a login of your"
        " own, or in a container whose port reaches this machine only.",
    )
    person_per_minute: int = _setting(
        "30",
        values.per_minute,
        "Commands and presses of one person in a minute; as many may come at once. 0: no limit."
        " [Why](../explanation/threat-model.md#limits).",
    )
    server_per_minute: int = _setting(
        "600",
        values.per_minute,
        "The same for all of a Discord server or Slack workspace together.",
    )
    timezone: ZoneInfo = _setting(
        "local", values.zone, "The classroom's time zone. `local` is the zone of this machine."
    )
    classroom_time: dt.time = _setting(
        "08:00", values.time_of_day, "When the classroom gets its lesson each day, in its zone."
    )
    classroom_track: str = _setting(
        "", str, "The folder of lessons the classroom goes through. Without it: the first."
    )
    semantic_model: Path | None = _setting(
        "",
        lambda text: Path(text) if text else None,
        "The folder of a sentence-embedding model. With it, what `/faq` offers is found by meaning,"
        " too: [how](../how-to/find-by-meaning.md).",
    )
    semantic_languages: tuple[str, ...] = _setting(
        "en",
        values.languages,
        f"The languages that this model knows: {', '.join(values.LANGUAGES)}, with commas.",
    )
    ring_seconds: float = _setting(
        "5", values.seconds, "How often to look for lessons that are due, in seconds."
    )
    log_level: str = _setting("info", values.level, f"How much to log: {', '.join(values.LEVELS)}.")
    log_format: str = _setting(
        "console",
        values.log_format,
        "How to log: `console` for people, `json` for programs, one object a line:"
        " [its fields](../how-to/watch.md#the-log).",
    )
    health_host: str = _setting(
        "127.0.0.1",
        str,
        "The address that `/livez`, `/readyz` and `/metrics` are answered on, if `health_port` is"
        " set.",
    )
    health_port: int = _setting(
        "0",
        values.port,
        "The port for these; [what they say](../how-to/watch.md). With 0 they are on the page's"
        " port, and `/metrics` there is for this machine only.",
    )
    database_url: str = _setting(
        "",
        values.database,
        "The database: `postgresql://name:password@host/homeroom`, or a SQLite file. Without it:"
        " a SQLite file in `data_dir`.",
        "DATABASE_URL",
    )
    backup_every: dt.timedelta = _setting(
        "24",
        backups.hours,
        "How often a backup is taken while the bot runs, in hours; 0 is never."
        " [More](../how-to/back-up.md).",
    )
    backup_keep: Keep = _setting(
        "7 daily, 4 weekly, 12 monthly",
        backups.keep,
        "Of how many days, weeks and months the newest backup is kept. Older ones are deleted.",
    )
    backup_dir: Path | None = _setting(
        "",
        lambda text: Path(text) if text else None,
        "The folder for backups. Without it: `backups` in `data_dir`; but on PostgreSQL none are"
        " taken then, as there the server's keeper may do it, and the folder may not last.",
    )
    discord_token: str = _setting(
        "",
        values.token,
        "The token of the bot on Discord. With it, Homeroom is there too: [how](../discord.md).",
        "DISCORD_TOKEN",
    )
    discord_shards: values.Shards | None = _setting(
        "",
        values.shards,
        "Which shards this process connects to Discord, of how many: `0-3/16`. Without it: all, as"
        " many as Discord recommends. [Several processes](../discord.md#several-processes).",
    )
    slack_bot_token: str = _setting(
        "",
        slack.secret("xoxb-"),
        "The bot's token in one workspace on Slack, `xoxb-…`. With it, Homeroom is there too:"
        " [how](../slack.md).",
        "SLACK_BOT_TOKEN",
    )
    slack_app_token: str = _setting(
        "",
        slack.secret("xapp-"),
        "The app's token, `xapp-…`. With it Slack sends everything through a socket: nothing has"
        " to be reachable from outside.",
        "SLACK_APP_TOKEN",
    )
    slack_signing_secret: str = _setting(
        "",
        slack.secret(),
        "What Slack signs its requests with. Without an app token they come over HTTP.",
        "SLACK_SIGNING_SECRET",
    )
    slack_client_id: str = _setting(
        "",
        slack.secret(),
        "The app's client id. With it, instead of a bot token, any workspace can install Homeroom.",
        "SLACK_CLIENT_ID",
    )
    slack_client_secret: str = _setting(
        "", slack.secret(), "The secret that belongs to the client id.", "SLACK_CLIENT_SECRET"
    )
    slack_token_key: str = _setting(
        "",
        values.token,
        "What the tokens of workspaces are encrypted with; `homeroom slack key` makes one. Several"
        " with commas: the first encrypts, all decrypt.",
        "SLACK_TOKEN_KEY",
    )
    slack_host: str = _setting(
        "127.0.0.1", str, "The address that Slack's requests and installations are listened for on."
    )
    slack_port: int = _setting("3000", values.port, "The port for these.")
    slack_url: str = _setting(
        "",
        values.or_nothing(values.web_address),
        "The public https address under which Slack and people reach that port, if they do.",
    )
    slack_commands: tuple[tuple[str, str], ...] = _setting(
        "term, faq, quiz, today, lesson",
        slack.slashes,
        "The commands that have a slash of their own on Slack. `glossary=term` renames one; `none`"
        " leaves only the umbrella.",
    )
    slack_prefix: str = _setting(
        "",
        values.or_nothing(slack.slash),
        "What all of these begin with on Slack: with `hr-`, `/term` is `/hr-term`.",
    )
    slack_umbrella: str = _setting(
        "homeroom", slack.slash, "The command on Slack that does everything: `/homeroom term …`."
    )
    slack_api: str = _setting(
        "https://slack.com/api/",
        slack.api,
        "Slack's Web API. GovSlack's: `https://slack-gov.com/api/`.",
    )

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must stand in no log: every secret's value; of an address, its password only."""
        given = (str(getattr(self, row.name)) for row in table() if row.secret)
        parts = (part.strip() for one in given for part in one.split(",") if "://" not in one)
        password = urlsplit(self.database_url).password if self.database_url else None
        return (
            *(part for part in parts if part),
            *((unquote(password), password) if password else ()),
        )

    @property
    def store_url(self) -> str:
        """The database to open, as SQLAlchemy writes it."""
        return self.database_url or self.file_url

    @property
    def file_url(self) -> str:
        """The database there is without an address of another."""
        return f"sqlite+aiosqlite:///{self.data_dir / 'homeroom.db'}"

    @property
    def cache_folder(self) -> Path:
        """What may go at any time, and makes the next start a fast one."""
        return self.data_dir / "cache"

    @property
    def backup_folder(self) -> Path:
        """Where backups are kept."""
        return self.backup_dir or self.data_dir / "backups"

    @property
    def backs_up(self) -> bool:
        """Whether backups are taken while the bot runs."""
        on_server = self.database_url.startswith("postgresql")
        return bool(self.backup_every) and (self.backup_dir is not None or not on_server)

    @property
    def queue_address(self) -> str | None:
        """The PostgreSQL whose queue to use, as one writes it; none: it is kept in memory."""
        there = self.database_url.startswith("postgresql")
        return self.database_url.replace("+asyncpg", "", 1) if there else None

    def __repr__(self) -> str:
        shown = (f"{row.name}={self._shown(row)}" for row in table())
        return f"Settings({', '.join(shown)})"

    def _shown(self, row: "Row") -> str:
        value = getattr(self, row.name)
        return BLOTTED if row.secret and value else repr(value)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table of settings."""

    name: str
    default: str
    help: str
    env: str
    secret: bool
    parse: Callable[[str], Any]


def table() -> tuple[Row, ...]:
    """Return the settings as rows, in the order they are declared."""
    return tuple(_row(one.name, one.metadata) for one in fields(Settings))


def _row(name: str, metadata: Mapping[str, Any]) -> Row:
    secret_env = metadata["secret_env"]
    env = secret_env or f"HOMEROOM_{name.upper()}"
    return Row(
        name, metadata["default"], metadata["help"], env, bool(secret_env), metadata["parse"]
    )
