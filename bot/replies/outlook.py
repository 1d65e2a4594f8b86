"""What lies ahead of a channel: the next ten, its vacations, and a lesson in doubt."""

from collections.abc import Iterator, Sequence

from bot.core.ahead import Ahead, Step
from bot.core.holidays import Holiday
from bot.core.reply import Bullets, Button, Buttons, Note, Reply, Text, press, reply
from bot.core.schedules import Coming
from bot.domain.calendar import DAY
from bot.domain.delivery import Delivery, State
from bot.domain.lesson import Lesson
from bot.domain.subscription import Status, Subscription, Vacation
from bot.replies.schedule import number_of, vacations_said, what_is_next
from bot.replies.texts import Texts


def ahead(coming: Coming, steps: Sequence[Step], texts: Texts) -> Reply:
    """Say what comes the next times, and on which days nothing does."""
    words, wish = texts.outlook, coming.subscription
    number = number_of(wish)
    there = any(isinstance(one, Ahead) for one in steps)
    said = words.ahead.format(channel=coming.channel, zone=wish.zone.key)
    return reply(
        Text(said if there else what_is_next(coming, texts), strong=there),
        Bullets(tuple(_step(one, wish, texts) for one in steps)),
        Text(words.no_more) if there and _ends(steps) else None,
        Note(words.once_resumed) if there and wish.status is not Status.ACTIVE else None,
        Buttons((_list(texts),)),
        line=press("schedule next", number),
    )


def paused_until(coming: Coming, texts: Texts) -> Reply:
    """Say until when nothing comes, and what comes then."""
    words, number = texts.outlook, number_of(coming.subscription)
    until = max(one.last for one in coming.subscription.vacations if coming.today in one)
    date = texts.date(until + DAY)
    resume = Button(texts.schedule.resume_button, press("schedule resume", number))
    return reply(
        Text(words.paused_until.format(channel=coming.channel, date=date), strong=True),
        Text(what_is_next(coming, texts)),
        Buttons((resume, _list(texts))),
    )


def vacations(
    all_coming: Sequence[Coming], texts: Texts, *, added: Vacation | None = None, cleared: bool
) -> Reply:
    """Say which vacations a channel has, and what was just done about them."""
    words, (first, *_) = texts.outlook, all_coming
    ways = [_list(texts)]
    if any(one.subscription.vacations for one in all_coming):
        line = press("schedule vacation", f"channel:{_where(all_coming)}", "clear:yes")
        ways.insert(0, Button(words.clear_button, line))
    done = words.vacations_cleared.format(channel=first.channel) if cleared else ""
    if added is not None:
        said = vacations_said([added], texts)
        done = words.vacation_added.format(channel=first.channel, vacation=said)
    return reply(
        Text(done, strong=True),
        *(_vacations_of(one, texts) for one in all_coming if not cleared and _more(one, added)),
        [Text(what_is_next(one, texts)) for one in all_coming] if done else None,
        None if done else Note(words.vacation_hint),
        Buttons(tuple(ways)),
    )


def doubt(coming: Coming, delivery: Delivery, lesson: Lesson | None, texts: Texts) -> Reply:
    """Ask somebody to look whether a lesson stands in its channel."""
    words, key = texts.outlook, delivery.key
    said = words.doubt.format(
        title=_title(lesson, texts),
        day=texts.schedule.day(delivery.slot),
        channel=coming.channel,
        reason=delivery.reason.rstrip(".") or words.no_reason,
    )
    yes = Button(words.there_button, press("schedule settle", key, "yes"))
    no = Button(words.not_there_button, press("schedule settle", key, "no"))
    return reply(Text(said, strong=True), Text(words.doubt_hint), Buttons((yes, no)))


def settled(coming: Coming, state: State, lesson: Lesson | None, texts: Texts) -> Reply:
    """Say what becomes of a lesson that was in doubt, and what comes next."""
    words = texts.outlook
    said = {State.SENT: words.was_there, State.SKIPPED: words.comes_next}
    sentence = said.get(state, words.sent_again)
    done = sentence.format(title=_title(lesson, texts), channel=coming.channel)
    return reply(
        Text(done, strong=True), Text(what_is_next(coming, texts)), Buttons((_list(texts),))
    )


def _step(step: Step, wish: Subscription, texts: Texts) -> str:
    words = texts.outlook
    match step:
        case Holiday(date, name):
            return words.holiday.format(date=texts.schedule.day(date), name=name)
        case Vacation():
            return words.vacation.format(vacation=vacations_said([step], texts))
        case Ahead(slot, choice):
            moment = texts.moment(slot.due.astimezone(wish.zone))
    if choice is None:
        return words.no_news.format(moment=moment)
    if choice.lesson is None:
        return words.congratulated.format(moment=moment)
    sentence = words.comes_again if choice.again else words.comes
    return sentence.format(moment=moment, title=choice.lesson.title)


def _ends(steps: Sequence[Step]) -> bool:
    """Whether the last of the slots ahead brings the end of the course."""
    last = [one for one in steps if isinstance(one, Ahead)][-1]
    return last.choice is not None and last.choice.lesson is None


def _more(coming: Coming, added: Vacation | None) -> bool:
    """Whether there is more to say of its vacations than that one was added."""
    return added is None or coming.subscription.vacations != (added,)


def _vacations_of(coming: Coming, texts: Texts) -> Iterator[Text]:
    words, wish = texts.outlook, coming.subscription
    still = [one for one in wish.vacations if one.last >= coming.today]
    if still:
        said = vacations_said(still, texts)
        yield Text(words.vacations.format(channel=coming.channel, vacations=said))
    else:
        yield Text(words.no_vacations.format(channel=coming.channel))


def _where(all_coming: Sequence[Coming]) -> str:
    first = all_coming[0].subscription
    return number_of(first) if len(all_coming) == 1 else first.channel


def _title(lesson: Lesson | None, texts: Texts) -> str:
    return lesson.title if lesson else texts.outlook.lost_lesson


def _list(texts: Texts) -> Button:
    return Button(texts.schedule.list_button, press("schedule list"))
