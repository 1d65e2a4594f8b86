"""What is said of schedules: what comes where and when, and what was done about it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.core.ports import Managed, Obstacle
from bot.core.reply import (
    Block,
    Bullets,
    Button,
    Buttons,
    Facts,
    Heading,
    Note,
    Reply,
    Style,
    Text,
    press,
    reply,
)
from bot.core.schedules import Coming
from bot.core.sooner import Sooner
from bot.domain.lesson import Lesson
from bot.domain.subscription import Ending, Mode, Slot, Status, Subscription, Vacation
from bot.replies.lesson import post_of
from bot.replies.texts import Texts


def number_of(subscription: Subscription) -> str:
    """Return the word by which buttons and people name a schedule."""
    return f"#{subscription.id}"


def what_comes(coming: Coming, texts: Texts) -> str:
    """Say what comes where and when."""
    words, wish = texts.schedule, coming.subscription
    sentence = words.course if wish.mode is Mode.COURSE else words.news
    said = sentence.format(
        days=words.days(wish.days),
        time=_times(wish, texts),
        zone=wish.zone.key,
        channel=coming.channel,
        track=wish.track,
    )
    return " ".join((said[:1].upper() + said[1:], *_extras(coming, texts)))


def what_is_next(coming: Coming, texts: Texts, *, first: bool = False) -> str:
    """Say which lesson comes next and when, or why none does."""
    words, wish = texts.schedule, coming.subscription
    match wish.status:
        case Status.PAUSED | Status.REMOVED:
            return words.paused_because.format(reason=wish.reason) if wish.reason else words.paused
        case Status.AWAY:
            return words.away
        case Status.ACTIVE:
            moment = _moment(coming.subscription, coming.slot, texts)
    if coming.lesson is not None:
        sentence = words.next_again if coming.again else words.first if first else words.next
        return sentence.format(moment=moment, title=coming.lesson.title)
    if wish.mode is Mode.COURSE:
        return (words.next_finishing if coming.finishing else words.finished).format(moment=moment)
    return words.next_unknown.format(moment=moment)


def vacations_said(vacations: Sequence[Vacation], texts: Texts) -> str:
    """Say when vacations are, in the midst of a sentence."""
    return texts.schedule.vacation_and.join(_vacation(one, texts) for one in vacations)


def _vacation(one: Vacation, texts: Texts) -> str:
    words = texts.schedule
    if one.first == one.last:
        return words.vacation_day.format(date=texts.date(one.first))
    return words.vacation.format(first=texts.date(one.first), last=texts.date(one.last))


def added(coming: Coming, texts: Texts) -> Reply:
    """Say what comes from now on."""
    buttons = _buttons(coming, texts, "preview", "now", "pause")
    return reply(
        Text(what_comes(coming, texts), strong=True),
        Text(what_is_next(coming, texts, first=True)),
        _passed_over(coming, texts),
        buttons,
    )


def shown(coming: Coming, texts: Texts, done: str = "", *, alone: bool = False) -> Reply:
    """Show one schedule with all that can be done; ``done`` says what was done just now.

    ``alone``: it is all there is, and no list of all is offered.
    """
    active = coming.subscription.status is Status.ACTIVE
    ways = ("preview", "now", "skip", "pause") if active else ("resume", "preview")
    ways = ("resume", *ways) if active and coming.away else ways
    ways = (*ways, "next") if active else ways
    ways = ("change", *ways) if coming.forms else ways
    return reply(
        Text(done, strong=True),
        Text(what_comes(coming, texts)),
        Text(what_is_next(coming, texts)),
        _passed_over(coming, texts),
        Note(number_of(coming.subscription)),
        _buttons(coming, texts, *ways, "remove", *(() if alone else ("list",))),
    )


def listed(all_coming: Sequence[Coming], texts: Texts) -> Reply:
    """List a server's schedules, each with a button to see and change it."""
    words = texts.schedule
    if not all_coming:
        return reply(Text(words.none))
    if len(all_coming) == 1:
        return shown(all_coming[0], texts, alone=True)
    buttons = (
        Button(_label(coming), press("schedule show", number_of(coming.subscription)))
        for coming in all_coming
    )
    return reply(
        Heading(words.title, 2),
        Facts(tuple((_label(coming), _in_short(coming, texts)) for coming in all_coming)),
        Text(words.pick),
        Buttons(tuple(buttons)),
        line=press("schedule list"),
    )


def which(
    command: str, channel: str, several: Sequence[Subscription], texts: Texts, *more: str
) -> Reply:
    """Ask which of a channel's schedules a command is to be about; ``more`` is said already."""
    buttons = (
        Button(_choice(one, texts), press(command, number_of(one), *more)) for one in several
    )
    return reply(Text(texts.schedule.which.format(channel=channel)), Buttons(tuple(buttons)))


def which_number(channel: str, several: Sequence[Subscription], texts: Texts) -> Reply:
    """Ask for the number of the schedule that a command with more options is to be about."""
    return reply(
        Text(texts.schedule.which_number.format(channel=channel)),
        Bullets(tuple(_choice(one, texts) for one in several)),
    )


def paused(coming: Coming, texts: Texts) -> Reply:
    """Say that nothing comes until it is resumed."""
    said = texts.schedule.paused_now.format(channel=coming.channel)
    return reply(Text(said), _buttons(coming, texts, "resume", "list"))


def resting(coming: Coming, texts: Texts) -> Reply:
    """Say that nothing was done, as the schedule is paused."""
    said = texts.schedule.resting.format(channel=coming.channel)
    return reply(Text(said), _buttons(coming, texts, "resume", "list"))


def skipped(before: Coming, then: Coming, texts: Texts) -> Reply:
    """Say what is skipped, that a course loses nothing by it, and what comes next."""
    words, lesson = texts.schedule, before.lesson
    kept = then.lesson == lesson
    moment = _moment(before.subscription, before.slot, texts)
    return reply(
        Text(words.skipped.format(moment=moment), strong=True),
        Text(words.not_lost.format(title=lesson.title)) if lesson and kept else None,
        Text(what_is_next(then, texts)),
        _buttons(then, texts, "preview", "now", "list"),
    )


def sending(sooner: Sooner, lesson: Lesson, then: Coming, texts: Texts) -> Reply:
    """Say which lesson is sent now, and what comes after it."""
    words = texts.schedule
    early = None if sooner.today else words.brought_forward.format(date=texts.date(sooner.date))
    return reply(
        Text(words.sending.format(title=lesson.title, channel=then.channel), strong=True),
        Text(early) if early else None,
        Text(what_is_next(then, texts)),
        _buttons(then, texts, "list"),
    )


def preview(coming: Coming, lesson: Lesson, texts: Texts) -> Reply:
    """Show the post as it will stand there, and say when."""
    words, wish = texts.schedule, coming.subscription
    active = wish.status is Status.ACTIVE
    sentence = words.previewed if active else words.previewed_resting
    moment = _moment(wish, coming.slot, texts)
    said = Note(sentence.format(channel=coming.channel, moment=moment))
    passed = _passed_over(coming, texts)
    post = post_of(lesson)
    return replace(
        post,
        blocks=(said, *((passed,) if passed else ()), *post.blocks),
        private=True,
        line=press("schedule preview", number_of(wish)),
    )


def asked_to_remove(coming: Coming, texts: Texts) -> Reply:
    """Ask whether it is meant, and say what is lost."""
    words, number = texts.schedule, number_of(coming.subscription)
    yes = Button(words.remove_yes, press("schedule remove", number, "yes"))
    no = Button(words.remove_no, press("schedule list"))
    return reply(
        Text(words.remove, strong=True),
        Text(what_comes(coming, texts)),
        Note(words.remove_hint),
        Buttons((yes, no)),
    )


def removed(coming: Coming, texts: Texts) -> Reply:
    """Say that no more comes."""
    track = coming.subscription.track
    said = texts.schedule.removed.format(channel=coming.channel, track=track)
    return reply(Text(said), _buttons(coming, texts, "list"))


def obstructed(
    channel: str, obstacles: Sequence[Obstacle], managed: Managed, texts: Texts
) -> Reply:
    """Say everything that stands in the way, and how it is mended."""
    words = texts.schedule
    said = tuple(obstacle_said(channel, one, managed, texts) for one in obstacles)
    said_all = reply(
        Text(words.obstructed, strong=True), Bullets(said), Text(words.obstructed_hint)
    )
    return replace(said_all, refusal=True)


def managers(who: str, managed: Managed, texts: Texts, *, new: bool = False) -> Reply:
    """Say who may use the schedule's commands; ``who`` is empty if nobody was chosen for it."""
    words = texts.schedule
    if not who:
        return reply(Text(words.managers_none[managed]))
    said = words.managers_set if new else words.managers_are
    clear = Button(words.managers_clear[managed], press("schedule managers", "none"))
    return reply(
        Text(said[managed].format(who=who)), Note(words.managers_hint[managed]), Buttons((clear,))
    )


def nothing_to_change(texts: Texts) -> Reply:
    """Say that nothing was said that could be changed."""
    return reply(Text(texts.schedule.nothing_to_change))


def _passed_over(coming: Coming, texts: Texts) -> Note | None:
    """Say on which holidays before the next slot nothing comes."""
    words = texts.schedule
    if not coming.holidays or coming.subscription.status is not Status.ACTIVE:
        return None
    dates = (
        words.not_on_one.format(date=words.day(one.date), name=one.name) for one in coming.holidays
    )
    return Note(words.not_on.format(dates="; ".join(dates)))


def obstacle_said(channel: str, obstacle: Obstacle, managed: Managed, texts: Texts) -> str:
    """Return a sentence about one thing that stands in the way, with its mend."""
    words = texts.schedule
    sentence = words.hurdles[obstacle.hurdle]
    if not obstacle.details:
        sentence = words.hurdles_bare.get(obstacle.hurdle, sentence)
    if managed is Managed.PEOPLE:
        sentence = words.hurdles_among_people.get(obstacle.hurdle, sentence)
    return sentence.format(channel=channel, details=", ".join(obstacle.details))


def _extras(coming: Coming, texts: Texts) -> Iterator[str]:
    words, wish = texts.schedule, coming.subscription
    options = wish.options
    if wish.holidays:
        said = words.holidays_unknown if coming.unknown_holidays else words.holidays
        yield said.format(region=words.region(wish.holidays))
    yield from _in_time(coming, texts)
    if options.thread:
        yield words.thread
    if options.publish:
        yield words.publish
    if options.mention:
        yield words.mention
    if options.tag:
        yield words.tag


def _in_time(coming: Coming, texts: Texts) -> Iterator[str]:
    """Say from when on, when not, how long and how late."""
    words, wish = texts.schedule, coming.subscription
    if wish.starts is not None and wish.starts > coming.today:
        yield words.starts.format(date=texts.date(wish.starts))
    if still := [one for one in wish.vacations if one.last >= coming.today]:
        yield words.vacations.format(vacations=vacations_said(still, texts))
    if wish.ending is Ending.AGAIN and wish.mode is Mode.COURSE:
        yield words.begins_again
    if wish.catch_up is not None:
        yield words.at_most_late.format(span=words.span(wish.catch_up))


def _buttons(coming: Coming, texts: Texts, *ways: str) -> Block:
    words, number = texts.schedule, number_of(coming.subscription)
    labels = {
        "change": words.change_button,
        "preview": words.preview_button,
        "now": words.now_button,
        "skip": words.skip_button,
        "next": words.next_button,
        "pause": words.pause_button,
        "resume": words.resume_button,
        "remove": words.remove_button,
        "list": words.list_button,
    }
    return Buttons(
        tuple(
            Button(
                labels[way],
                press(f"schedule {way}", *([] if way == "list" else [number])),
                Style.MAIN if way == "resume" else Style.PLAIN,
            )
            for way in ways
        )
    )


def _label(coming: Coming) -> str:
    return f"{coming.channel} {number_of(coming.subscription)}"


def _choice(subscription: Subscription, texts: Texts) -> str:
    return f"{number_of(subscription)} {subscription.track}, {_when(subscription, texts)}"


def _in_short(coming: Coming, texts: Texts) -> str:
    wish = coming.subscription
    when = f"{wish.track}, {_when(wish, texts)} ({wish.zone.key})."
    return f"{when} {what_is_next(coming, texts)}"


def _when(wish: Subscription, texts: Texts) -> str:
    words = texts.schedule
    return words.when.format(days=words.days(wish.days), time=_times(wish, texts))


def _times(wish: Subscription, texts: Texts) -> str:
    return texts.schedule.times([f"{at:%H:%M}" for at in wish.times])


def _moment(wish: Subscription, slot: Slot, texts: Texts) -> str:
    return texts.moment(slot.due.astimezone(wish.zone))
