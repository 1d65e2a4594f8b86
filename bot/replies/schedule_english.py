"""What the bot says of schedules, in English."""

import datetime as dt
from collections.abc import Sequence

from bot.core.ports import Hurdle, Managed
from bot.domain.regions import region_name
from bot.domain.subscription import EVERY_DAY, WORKING_DAYS
from bot.domain.timetable import WEEKEND
from bot.replies.schedule_texts import ScheduleTexts

_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WITH_THE = (
    *("Islands", "States", "Kingdom", "Emirates", "Republic", "Territory", "Territories", "Congo"),
    *("Netherlands", "Philippines", "Bahamas", "Gambia", "Maldives", "Comoros", "Seychelles"),
)
_GROUPS = {EVERY_DAY: "every day", WORKING_DAYS: "on weekdays", WEEKEND: "on weekends"}


def _days(days: frozenset[int]) -> str:
    if days in _GROUPS:
        return _GROUPS[days]
    names = [_NAMES[day] for day in sorted(days)]
    if len(names) == 1:
        return f"on {names[0]}s"
    short = [name[:3] for name in names]
    return f"on {', '.join(short[:-1])} and {short[-1]}"


def _day(date: dt.date) -> str:
    return f"{_NAMES[date.weekday()]}, {date.day} {date:%B}"


def _times(times: Sequence[str]) -> str:
    *first, last = times
    return f"{', '.join(first)} and {last}" if first else last


def _span(span: dt.timedelta) -> str:
    hours, minutes = divmod(span // dt.timedelta(minutes=1), 60)
    return " and ".join(
        f"{count} {unit}" if count == 1 else f"{count} {unit}s"
        for count, unit in ((hours, "hour"), (minutes, "minute"))
        if count
    )


def _region(code: str) -> str:
    name = region_name(code, "en")
    return f"the {name}" if name.endswith(_WITH_THE) else name


ENGLISH_SCHEDULE = ScheduleTexts(
    days=_days,
    day=_day,
    region=_region,
    times=_times,
    when="{days} at {time}",
    course="{days} at {time} ({zone}), {channel} gets the next lesson of {track}.",
    news="{days} at {time} ({zone}), {channel} gets the lesson of {track} dated that day,"
    " if there is one.",
    thread="A thread to talk in opens under each.",
    publish="Each is passed on to the channels that follow this one.",
    mention="The role you chose is called each time.",
    tag="Each gets the tag you chose.",
    holidays="Not on public holidays in {region}.",
    holidays_unknown="It should rest on public holidays in {region}, but those are not known any"
    " more: choose them anew.",
    starts="It begins on {date}.",
    vacations="On vacation {vacations}.",
    vacation="from {first} to {last}",
    vacation_day="on {date}",
    vacation_and=" and ",
    begins_again="After the last lesson it begins again.",
    at_most_late="A lesson comes at most {span} late.",
    span=_span,
    first="The first comes on {moment}: “{title}”.",
    next="The next comes on {moment}: “{title}”.",
    next_again="The next comes on {moment}: “{title}”, as the course begins again.",
    next_finishing="The channel has had every lesson. On {moment} it is congratulated; then it"
    " rests until there are new ones.",
    next_unknown="The next time is {moment}; there is no lesson for that day yet.",
    not_on="Before that are holidays, on which nothing comes: {dates}.",
    not_on_one="{date} ({name})",
    finished="The channel has had every lesson. It goes on by itself when there are new ones.",
    paused="It is paused: nothing comes until you resume it.",
    paused_because="It is paused: {reason}",
    away="It rests, as Homeroom was not here for a while. Resume it to go on.",
    preview_button="Preview",
    change_button="Change",
    now_button="Send now",
    skip_button="Skip the next",
    next_button="Next 10",
    pause_button="Pause",
    resume_button="Resume",
    remove_button="Remove",
    list_button="All schedules",
    title="Schedules",
    none="No lessons come by themselves here yet. To have one every morning, type"
    " /schedule add with a time and a zone, such as 08:00 and Asia/Seoul.",
    pick="Pick one to see or change what comes.",
    which="{channel} has several schedules. Which one do you mean?",
    which_number="{channel} has several schedules. Say which one with the option “number”:",
    paused_now="Paused. {channel} gets no lessons until you resume it; it keeps its place.",
    resumed="It goes on.",
    skipped="Nothing comes on {moment}.",
    not_lost="“{title}” is not lost: it comes the next time.",
    changed="Changed.",
    resting="{channel} is paused, so nothing was done. Resume it first.",
    sending="“{title}” is on its way to {channel}.",
    brought_forward="Today's lesson was sent already, so this is the one for {date}.",
    previewed="This comes to {channel} on {moment}. Only you see it now.",
    previewed_resting="This comes next to {channel}, once it is resumed. Only you see it now.",
    nothing_to_change="Say what is to change: a time, a zone, days or any of the other options.",
    remove="Remove this schedule?",
    remove_hint="What was posted stays. Set up again later, a course begins with its first"
    " lesson; to stop for a while only, pause it.",
    remove_yes="Yes, remove it",
    remove_no="Keep it",
    removed="Removed. {channel} gets no more lessons of {track}.",
    managers_none={
        Managed.ROLE: "Only the admins here can use /schedule. To let others, too, give them a"
        " role and name it: /schedule managers with the option “role”.",
        Managed.PEOPLE: "Only the admins here can use /schedule. To let others, too, name them,"
        " such as /schedule managers @Ann @Bob.",
    },
    managers_are={
        Managed.ROLE: "The admins here can use /schedule, and those who have the role {who}.",
        Managed.PEOPLE: "Beside the admins here, these can use /schedule: {who}.",
    },
    managers_set={
        Managed.ROLE: "Done. Those who have the role {who} can now use /schedule, beside the"
        " admins here.",
        Managed.PEOPLE: "Done. Beside the admins here, these can now use /schedule: {who}.",
    },
    managers_hint={
        Managed.ROLE: "If they don't see the command on Discord: Server Settings → Integrations →"
        " Homeroom, and allow it there for the role.",
        Managed.PEOPLE: "",
    },
    managers_clear={Managed.ROLE: "Take it back", Managed.PEOPLE: "Take it back"},
    obstructed="That won't work yet, and nothing was changed:",
    obstructed_hint="Once this is mended, ask again.",
    hurdles={
        Hurdle.UNKNOWN_CHANNEL: "I can't see that channel. In its settings, under Permissions,"
        " allow View Channel for Homeroom; or pick another one.",
        Hurdle.NOT_A_MEMBER: "In {channel} I'm not a member yet. Type /invite @Homeroom there,"
        " then ask again.",
        Hurdle.ARCHIVED: "{channel} is archived: nothing can be posted there. Unarchive it, or"
        " pick another channel.",
        Hurdle.WRONG_KIND: "Nothing can be posted in {channel}. Pick a text channel or a forum.",
        Hurdle.MISSING_PERMISSIONS: "In {channel} Homeroom may not yet: {details}. Allow it in"
        " the channel's settings, under Permissions.",
        Hurdle.NO_THREADS: "No threads can be opened in {channel}. Leave out “thread”, or pick"
        " another channel.",
        Hurdle.NOT_PUBLISHABLE: "Only an announcement channel passes posts on, and {channel} is"
        " none. Leave out “publish”, or pick another channel.",
        Hurdle.ROLE_NOT_MENTIONABLE: "Homeroom may not call {details}. In Server Settings,"
        " under Roles, allow anyone to mention it; or pick another role.",
        Hurdle.TAG_NEEDED: "Posts in {channel} need a tag. Choose one with “tag”: {details}.",
        Hurdle.UNKNOWN_TAG: "{channel} has no such tag. It has: {details}.",
    },
    hurdles_bare={
        Hurdle.MISSING_PERMISSIONS: "Homeroom may not post in {channel} yet. Allow it in the"
        " channel's settings, under Permissions.",
        Hurdle.ROLE_NOT_MENTIONABLE: "That role can't be called. Pick another one.",
        Hurdle.TAG_NEEDED: "Posts in {channel} need a tag. Choose one with “tag”.",
        Hurdle.UNKNOWN_TAG: "{channel} has no tags. Leave out “tag”.",
    },
    hurdles_among_people={
        Hurdle.UNKNOWN_CHANNEL: "I can't see that channel. If it is private, type"
        " /invite @Homeroom in it and ask again; or pick another one.",
        Hurdle.WRONG_KIND: "Lessons can't be posted in {channel}. Pick a channel.",
        Hurdle.MISSING_PERMISSIONS: "Homeroom may not post in {channel}. Its settings say who"
        " may; an admin can change them. Or pick another channel.",
        Hurdle.NO_THREADS: "Homeroom opens no threads here; anybody can, with a reply. Leave out"
        " “thread”.",
        Hurdle.NOT_PUBLISHABLE: "Posts can't be passed on from {channel}. Leave out “publish”.",
        Hurdle.ROLE_NOT_MENTIONABLE: "Nobody can be called with a lesson here. Leave out"
        " “mention”.",
        Hurdle.UNKNOWN_TAG: "{channel} has no tags. Leave out “tag”.",
    },
)
