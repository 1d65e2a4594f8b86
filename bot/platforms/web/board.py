"""The board beside the page: when the next lesson comes, and what one can ask."""

from bot.core.command import Command, usable
from bot.core.dispatch import Dispatcher
from bot.core.request import Rank
from bot.core.upcoming import NextLesson
from bot.platforms.web.markup import escape
from bot.platforms.web.wording import Words


def next_lesson_html(lesson: NextLesson | None, words: Words) -> str:
    """Return when the next lesson comes, in its own zone's time."""
    if lesson is None:
        return f'<p class="none">{escape(words.none_planned)}</p>'
    local = lesson.at.astimezone(lesson.zone)
    zone = escape(lesson.zone.key)
    return (
        f'<p><time class="next" datetime="{local.isoformat(timespec="seconds")}"'
        f' data-zone="{zone}">{local:%Y-%m-%d %H:%M}</time></p>\n'
        f'<p class="zone"><span class="until"></span> {zone}</p>'
    )


def commands_html(dispatcher: Dispatcher, words: Words, rank: Rank) -> str:
    """Return the commands that one is offered here; pressing one puts it into the box."""
    offered = usable(dispatcher.commands, rank, on_server=False)
    return "\n".join(_command(c, words.language) for c in offered)


def _command(command: Command, language: str) -> str:
    fill = f"/{command.name} " if command.options else f"/{command.name}"
    rest = escape(command.usage.removeprefix(f"/{command.name}"))
    usage = f"<b>/{escape(command.name)}</b>{rest}"
    return (
        f'<li><button type="button" data-fill="{escape(fill)}"><code>{usage}</code>'
        f'<span class="help">{escape(command.describe(language))}</span></button></li>'
    )
