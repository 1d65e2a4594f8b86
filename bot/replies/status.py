"""How the channels of a server are doing, those first that need somebody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.ports import Health
from bot.core.reply import Block, Button, Buttons, Facts, Heading, Reply, Text, press, reply
from bot.core.schedules import Coming
from bot.core.wellbeing import NEEDS_SOMEBODY, Condition, Wellbeing
from bot.domain.lesson import Lesson
from bot.domain.progress import FINISHED
from bot.domain.subscription import Status
from bot.replies.schedule import number_of, what_is_next
from bot.replies.texts import Texts


@dataclass(frozen=True, slots=True)
class Doing:
    """How one schedule is doing; without ``coming`` if its record makes no sense.

    ``lesson`` is the one that was posted last, if it is still there.
    """

    health: Health
    wellbeing: Wellbeing
    coming: Coming | None
    lesson: Lesson | None


def status(all_doing: Sequence[Doing], texts: Texts) -> Reply:
    """Say of every schedule what came last, what comes next, and what is wrong."""
    words = texts.outlook
    if not all_doing:
        return reply(Text(texts.schedule.none))
    ordered = sorted(all_doing, key=lambda one: not _needs(one))
    count = sum(map(_needs, all_doing))
    return reply(
        Heading(words.status, 2),
        Text(words.need(count) if count else words.all_well, strong=True),
        _unreadable(all_doing, texts),
        Facts(tuple(_fact(one, one.coming, texts) for one in ordered if one.coming)),
        _mends(ordered, texts),
        line=press("schedule status"),
    )


def _needs(doing: Doing) -> bool:
    return doing.wellbeing.condition in NEEDS_SOMEBODY


def _unreadable(all_doing: Sequence[Doing], texts: Texts) -> Iterator[Block]:
    for one in all_doing:
        if one.coming is None:
            yield Text(texts.outlook.unreadable.format(number=f"#{one.health.id}"))


def _fact(doing: Doing, coming: Coming, texts: Texts) -> tuple[str, str]:
    sentences = (_trouble(doing, texts), _last(doing, coming, texts), _next(doing, coming, texts))
    return _label(coming), " ".join(filter(None, sentences))


def _trouble(doing: Doing, texts: Texts) -> str:
    said = doing.wellbeing
    sentence = texts.outlook.conditions[said.condition]
    day = texts.schedule.day(said.day) if said.day else ""
    return sentence.format(day=day, reason=said.reason.rstrip(".") or texts.outlook.no_reason)


def _last(doing: Doing, coming: Coming, texts: Texts) -> str:
    words, sent = texts.outlook, doing.health.sent
    if sent is None:
        return words.none_yet
    moment = texts.moment(sent.due.astimezone(coming.subscription.zone))
    if sent.lesson_id == FINISHED:
        return words.last_finished.format(moment=moment)
    title = doing.lesson.title if doing.lesson else words.lost_lesson
    return words.last.format(moment=moment, title=title)


def _next(doing: Doing, coming: Coming, texts: Texts) -> str:
    # What was stopped says so already.
    stopped = doing.wellbeing.condition is Condition.STOPPED
    return "" if stopped else what_is_next(coming, texts)


def _mends(ordered: Sequence[Doing], texts: Texts) -> Iterator[Block]:
    buttons = [button for one in ordered if one.coming for button in _mend(one, one.coming, texts)]
    if buttons:
        yield Text(texts.outlook.mend)
        yield Buttons(tuple(buttons))


def _mend(doing: Doing, coming: Coming, texts: Texts) -> Iterator[Button]:
    words, number = texts.schedule, number_of(coming.subscription)
    label = _label(coming)
    match doing.wellbeing.condition:
        case Condition.STOPPED:
            yield Button(f"{words.resume_button}: {label}", press("schedule resume", number))
        case Condition.IN_DOUBT | Condition.FAILED:
            yield Button(f"{words.now_button}: {label}", press("schedule now", number))
        case _ if coming.subscription.status is not Status.ACTIVE:
            yield Button(f"{words.resume_button}: {label}", press("schedule resume", number))
        case _:
            pass


def _label(coming: Coming) -> str:
    return f"{coming.channel} {number_of(coming.subscription)}"
