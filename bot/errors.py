"""Every error raised on purpose. A class's docstring is its message, filled in with its details."""

from typing import ClassVar


class HomeroomError(Exception):
    """Something went wrong."""

    template: ClassVar[str]

    def __init_subclass__(cls) -> None:
        if "template" not in vars(cls):
            cls.template = " ".join((cls.__doc__ or "").split())

    def __init__(self, **details: object) -> None:
        self.details = details
        super().__init__(self.template.format(**details))


class UserError(HomeroomError):
    """What you asked for can't be done."""


class UnknownCommand(UserError):
    """There is no command {name}. {help} lists what there is."""


class MissingWord(UserError):
    """{command} needs one more word. There are: {words}"""


class ManagersOnly(UserError):
    """{command} is for the admins here, and for those they chose to manage the lessons."""


class AdminsOnly(UserError):
    """{command} is for the admins here."""


class NotAnId(UserError):
    """“{value}” won't do as {option}: pick one from the list. Like this: {usage}"""


class NotOnAServer(UserError):
    """Schedules belong to the channels of a group. Ask again in one of those."""


class NoSchedule(UserError):
    """No lessons come to {channel}. {add} has them sent; {list} shows what there is."""


class NotATime(UserError):
    """“{value}” is no time of day I can read. Write it like 08:00 or 6:30 pm."""


class TimeTwice(UserError):
    """{value} stands there twice. Write each time once."""


class TooManyTimes(UserError):
    """That is more than {most} lessons a day. Leave some of the times out."""


class NotADate(UserError):
    """“{value}” is no date I can read. Write it like 2026-12-01, “1 December” or “tomorrow”."""


class DateOver(UserError):
    """“{value}” is over. Name a date from today on."""


class DateTooFar(UserError):
    """“{value}” is too far away. Name a date within the next two years."""


class DatesTurnedRound(UserError):
    """That ends before it begins: {last} comes before {first}. Name the first day first."""


class TooManyVacations(UserError):
    """There are {most} vacations already. Take them back first: {clear}"""


class UntilToday(UserError):
    """Name a later date than today: the one on which it goes on."""


class NotASpan(UserError):
    """“{value}” won't do for how late a lesson may come. Write it like “2 hours” or “90 minutes”,
    at least {least} minutes, or “rest of the day”."""


class NotAZone(UserError):
    """I know no time zone “{value}”. Name it by its city, like Europe/Berlin or Asia/Seoul."""


class NotDays(UserError):
    """“{value}” are no days I can read. Write “every day”, “weekdays”, or some: mon, wed, fri."""


class NotARegion(UserError):
    """I know no public holidays of “{value}”. Name a country, such as South Korea or KR, or a part
    of one, such as DE-BY; “none” takes them back."""


class NoSuchRegion(UserError):
    """I know no public holidays of “{value}”. Did you mean {meant}?"""


class UnknownHolidays(UserError):
    """I know no public holidays of {region}. In that country there are: {parts}"""


class NoTrack(UserError):
    """There is no track “{track}”. There are: {tracks}"""


class AlreadyScheduled(UserError):
    """{channel} gets {track} already: that is schedule {number}. {change} changes it."""


class NotPaused(UserError):
    """The lessons for {channel} are not paused. {list} shows what comes when."""


class NoLessonLeft(UserError):
    """{channel} has had every lesson of {track}. It goes on by itself when there are new ones."""


class NoLessonThatDay(UserError):
    """There is no lesson of {track} for {date}. It comes by itself if there is one in time."""


class SettledAlready(UserError):
    """That is settled already. {status} shows how {channel} is doing."""


class OnItsWay(UserError):
    """The lesson for {channel} is on its way already. It stands there in a moment."""


class NotACommand(UserError):
    """That is no command. Did you mean {example}? {help} lists them all."""


class NoSuchButton(UserError):
    """There is no button {number} here. Type a command, such as {help}."""


class MissingOption(UserError):
    """{command} needs one more thing: {option}. Like this: {usage}"""


class NoSuchNumber(UserError):
    """“{value}” won't do as {option}: it is a number from {least} to {most}. Like this: {usage}"""


class NoSuchChoice(UserError):
    """“{value}” won't do as {option}: it is one of {choices}. Like this: {usage}"""


class TooLong(UserError):
    """That is too long for {command}: at most {most} characters."""


class TooManyWords(UserError):
    """{command} has no use for “{extra}”. Like this: {usage}"""


class NoLessons(UserError):
    """There are no lessons yet. Whoever runs Homeroom adds them to the lessons folder."""


class UnknownLesson(UserError):
    """There is no lesson {lesson}. {help} lists them."""


class ButtonExpired(UserError):
    """What this asks for is no longer in the lessons. {help} shows what is."""


class NoSuchMiss(UserError):
    """That is not on the list any more: it was answered, or long not asked. {misses} shows what
    is."""


class NotLinked(UserError):
    """These words lead nowhere here any more. {misses} shows what nobody could answer."""


class NotJustNow(UserError):
    """That can't be looked up just now: {why}. Try again in a minute."""


class TooFast(UserError):
    """That was a lot at once. Go on in {seconds} s."""


class TooFastHere(UserError):
    """A lot is being asked here at once. Try again in {seconds} s."""


class Outdated(UserError):
    """This is from an older Homeroom and leads nowhere now. {help} shows what there is."""


class OperatorError(HomeroomError):
    """Homeroom can't go on; what is wrong is for the person who runs it to mend."""


class BadSettings(OperatorError):
    """These settings can't be used: {faults}"""

    template = "These settings can't be used:\n{faults}"


class PortInUse(OperatorError):
    """Port {port} on {host} is in use. Stop what uses it, or choose another: {example}"""


class AlreadyRunning(OperatorError):
    """A Homeroom is running already with {database}. Stop it,
    or give this one a folder of its own: HOMEROOM_DATA_DIR=other-data make run"""


class RolesNeedServer(OperatorError):
    """Only with PostgreSQL can several processes share the work. Set DATABASE_URL to a database
    there (postgresql://name:password@host/homeroom), or leave out --role: one does all of it."""


class CannotListen(OperatorError):
    """The page can't listen on {host}, port {port}: {why}.
    Look at HOMEROOM_HOST and HOMEROOM_PORT."""


class HealthCannotListen(OperatorError):
    """Nobody can be told how this is doing on {host}, port {port}: {why}.
    Look at HOMEROOM_HEALTH_HOST and HOMEROOM_HEALTH_PORT."""


class PageUnguarded(OperatorError):
    """The page would listen on {host}, where others can reach it, without asking for a token.
    Set HOMEROOM_PAGE_TOKEN or HOMEROOM_PAGE_TOKEN_FILE (openssl rand -hex 20 makes a token), or
    keep the page to this machine: HOMEROOM_HOST=127.0.0.1. If something else already lets in only
    those who may, such as a proxy with a login: HOMEROOM_PAGE_OPEN=yes"""


class ModelUnusable(OperatorError):
    """The sentence-embedding model in {path} can't be used: {why}. {mend}
    Without HOMEROOM_SEMANTIC_MODEL questions are found by their words."""


class NoSuchDelivery(OperatorError):
    """There is no delivery {key}. A key is a schedule's number and a date: 12-20261126."""


class UnreadableIssue(OperatorError):
    """This can't be read as text: {why}. Save it as plain text in UTF-8."""


class BadTitle(OperatorError):
    """“{title}” won't do as a title: {why}."""


class BadTrack(OperatorError):
    """“{track}” won't do as a track: it is the name of one folder."""


class NoSuchFile(OperatorError):
    """{path} can't be read: {why}."""


class NoLessonsFolder(OperatorError):
    """There is no lessons folder {path}.
    Make it, or set HOMEROOM_LESSONS_DIR to the one you mean."""


class NoSuchLesson(OperatorError):
    """There is no lesson {lesson}, and no post of one. Name a lesson by its id or its file."""


class NoSuchEntry(OperatorError):
    """There is no term and no question “{entry}”. {near}"""


class EntryUnclear(OperatorError):
    """“{entry}” is the name of several. Say the id of the one you mean:"""

    template = "“{entry}” is the name of several. Say the id of the one you mean:\n{entries}"


class CannotTeach(OperatorError):
    """Nothing was taught: {why}. Like this: homeroom teach "WORDS" "ENTRY\""""


class NothingTaught(OperatorError):
    """No words with the id {id} were taught. homeroom teach --list shows those that were."""


class CannotWrite(OperatorError):
    """{path} can't be written: {why}. {mend}"""


class DatabaseUnusable(OperatorError):
    """The database at {path} can't be used: {why}. {mend}"""


class BackupFailed(OperatorError):
    """There is no backup: {why}. {mend}"""


class CannotRestore(OperatorError):
    """{path} can't be restored: {why}. {mend}"""


class CannotMove(OperatorError):
    """The database can't be moved: {why}. {mend}"""


class DiscordUnreachable(OperatorError):
    """Discord could not be asked: {why}."""


class NoDiscordToken(OperatorError):
    """There is no token for Discord. Set DISCORD_TOKEN, or say which application it is:
    homeroom discord invite --application ID"""


class BadTokenKey(OperatorError):
    """SLACK_TOKEN_KEY won't do: {why}. The tokens of workspaces are encrypted with it.
    Make one with: homeroom slack key"""


class SlackCannotListen(OperatorError):
    """Slack's requests can't be listened for on {host}, port {port}: {why}.
    Look at HOMEROOM_SLACK_HOST and HOMEROOM_SLACK_PORT."""


class UnknownFault(OperatorError):
    """There is no fault “{name}”. There are: all, none, or some of {names}"""


class SendError(HomeroomError):
    """A message could not be sent: {why}"""


class SendRefused(SendError):
    """The platform refused the message, and will again: {why}"""


class SendPostponed(SendError):
    """The platform can't take the message now: {why}"""

    @property
    def after(self) -> float:
        """Seconds to wait before it is tried again."""
        seconds = self.details.get("after", 0.0)
        return float(seconds) if isinstance(seconds, int | float) else 0.0


class SendInDoubt(SendError):
    """Whether the message was posted is not known: {why}"""
