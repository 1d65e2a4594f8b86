import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest
from sqlalchemy import update

from bot.content.folder import read_folder
from bot.content.library import LessonLibrary
from bot.core.ports import Standing
from bot.core.reply import Bullets, Note, Reply
from bot.delivery.compare import Changed, Comparison, compare
from bot.delivery.correct import LONGEST_PAUSE, MOST, Corrector
from bot.domain.delivery import Change, Delivery, State
from bot.domain.lesson import Lesson
from bot.domain.subscription import Subscription
from bot.errors import SendInDoubt, SendPostponed, SendRefused
from bot.replies.lesson import post_of
from bot.storage.editions import SqlEditions
from bot.storage.tables import deliveries
from tests.delivery.conftest import COURSE, World
from tests.fakes.messenger import FakeMessenger
from tests.fakes.paths import LESSONS

WRONG, *OTHERS = COURSE
RIGHT = replace(WRONG, key_points=("The first point, put right.", "The second."))
LONG_AGO = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)


@dataclass
class Desk:
    """Where lessons that were posted are corrected."""

    world: World
    editions: SqlEditions
    library: LessonLibrary
    corrector: Corrector

    async def posted(self, *channels: str, late: bool = False) -> list[Delivery]:
        """Today's lesson went to channels, with the text it had then."""
        for channel in channels:
            await self.world.subscribe(channel)
        if late:
            self.world.clock.go_on(hours=2)
        await self.world.rounds.go()
        edition = await self.editions.keep(WRONG.id, post_of(WRONG), self.world.clock.now())
        async with self.world.engine.begin() as connection:
            await connection.execute(update(deliveries).values(edition=edition, late=late))
        return list(await self.world.ledger.in_state(State.SENT, limit=100))

    def changed(self, *lessons: Lesson) -> None:
        self.library.replace(lessons)

    async def mark(self) -> int:
        stale = compare(await self.editions.all(), self.library).changed
        ids = [edition.id for one in stale for edition in one.before]
        return await self.editions.mark(ids, LONG_AGO, self.world.clock.now())

    async def go(self, **later: float) -> None:
        self.world.clock.go_on(**later)
        await self.corrector.go(self.world.clock.now())

    async def waiting(self) -> Sequence[Delivery]:
        far = self.world.clock.now() + dt.timedelta(days=9)
        return await self.editions.to_correct("fake", far, limit=100)

    async def pause(self) -> dt.timedelta:
        """How long the one post that is marked has to wait."""
        async with self.world.engine.connect() as connection:
            (row,) = await connection.execute(deliveries.select())
        assert isinstance(row.correct_at, dt.datetime)
        return row.correct_at - self.world.clock.now()


@pytest.fixture
def desk(world: World) -> Desk:
    editions, library = SqlEditions(world.engine), LessonLibrary(COURSE)
    messengers = {"fake": world.messenger}
    corrector = Corrector(editions, world.ledger, library, messengers, world.clock)
    return Desk(world, editions, library, corrector)


def points(post: Reply) -> list[str]:
    return [item for block in post.blocks if isinstance(block, Bullets) for item in block.items]


async def test_a_lesson_changed_in_its_file_is_changed_in_its_posts(desk: Desk) -> None:
    await desk.posted("a", "b")
    desk.changed(RIGHT, *OTHERS)
    assert await desk.mark() == 2
    await desk.go()
    assert [post for _, _, post in desk.world.messenger.posts] == [post_of(RIGHT)] * 2
    assert await desk.waiting() == []
    assert await desk.mark() == 0
    (edition,) = await desk.editions.all()
    assert edition.post.blocks == post_of(RIGHT).blocks


async def test_nothing_is_changed_before_it_is_marked(desk: Desk) -> None:
    await desk.posted("a")
    desk.changed(RIGHT, *OTHERS)
    await desk.go()
    assert [post for _, _, post in desk.world.messenger.posts] == [post_of(WRONG)]


async def test_what_is_marked_waits_until_the_lessons_were_read(desk: Desk) -> None:
    await desk.posted("a")
    read = desk.world.clock.now()
    desk.world.clock.go_on(seconds=1)
    desk.changed(RIGHT, *OTHERS)
    await desk.mark()
    desk.changed(*COURSE)
    await desk.corrector.go(read)
    assert len(await desk.waiting()) == 1
    desk.changed(RIGHT, *OTHERS)
    await desk.go()
    assert [post for _, _, post in desk.world.messenger.posts] == [post_of(RIGHT)]


async def test_a_post_that_came_late_says_so_still(desk: Desk) -> None:
    await desk.posted("a", late=True)
    desk.changed(RIGHT, *OTHERS)
    await desk.mark()
    await desk.go()
    ((_, _, post),) = desk.world.messenger.posts
    assert points(post) == list(RIGHT.key_points)
    assert any("08:00" in block.text for block in post.blocks if isinstance(block, Note))
    assert await desk.mark() == 0


async def test_a_refusal_is_recorded_and_not_tried_again(desk: Desk) -> None:
    (delivery,) = await desk.posted("a")
    desk.changed(RIGHT, *OTHERS)
    await desk.mark()

    def refuse(key: str) -> None:
        raise SendRefused(why="Unknown Message")

    desk.world.messenger.editing = refuse
    await desk.go()
    assert await desk.waiting() == []
    assert await desk.editions.standing(LONG_AGO) == [
        Standing(1, "day-1", "fake", "Unknown Message", 1, 1, 0)
    ]
    history = await desk.world.ledger.history(delivery.id)
    assert history[-1].reason == "not corrected: Unknown Message"


async def test_what_got_no_clear_answer_is_tried_again_after_ever_longer_pauses(
    desk: Desk,
) -> None:
    await desk.posted("a")
    desk.changed(RIGHT, *OTHERS)
    await desk.mark()

    def doubt(key: str) -> None:
        raise SendInDoubt(why="the answer was lost")

    desk.world.messenger.editing = doubt
    pauses = []
    for _ in range(12):
        await desk.go()
        pauses.append(await desk.pause())
        desk.world.clock.go_on(seconds=pauses[-1].total_seconds())
    seconds = [pause.total_seconds() for pause in pauses]
    assert seconds[:4] == [10, 20, 40, 80]
    assert pauses[-1] == LONGEST_PAUSE
    desk.world.messenger.editing = lambda key: None
    await desk.go()
    assert [post for _, _, post in desk.world.messenger.posts] == [post_of(RIGHT)]


async def test_a_platform_that_says_how_long_to_wait_is_obeyed(desk: Desk) -> None:
    await desk.posted("a")
    desk.changed(RIGHT, *OTHERS)
    await desk.mark()

    def wait(key: str) -> None:
        raise SendPostponed(why="too many requests", after=77)

    desk.world.messenger.editing = wait
    await desk.go()
    assert await desk.pause() == dt.timedelta(seconds=77)


async def test_a_channel_whose_turn_is_far_off_waits_for_it(desk: Desk) -> None:
    await desk.posted("a")
    desk.changed(RIGHT, *OTHERS)
    await desk.mark()
    desk.world.messenger.off[""] = 45
    await desk.go()
    assert await desk.pause() == dt.timedelta(seconds=45)
    desk.world.messenger.off.clear()
    await desk.go(seconds=44)
    assert len(await desk.waiting()) == 1
    await desk.go(seconds=1)
    assert await desk.waiting() == []


async def test_corrections_wait_while_new_posts_wait(desk: Desk) -> None:
    await desk.posted("a")
    desk.changed(RIGHT, *OTHERS)
    await desk.mark()
    await desk.world.subscribe("b", first="2026-01-17")
    desk.world.clock.go_on(days=1)
    desk.world.messenger.ready = False
    await desk.world.rounds.go()
    desk.world.messenger.ready = True
    await desk.go()
    assert len(await desk.waiting()) == 1
    await desk.world.rounds.go()
    await desk.go()
    assert await desk.waiting() == []


async def test_a_round_corrects_only_so_many(desk: Desk) -> None:
    await desk.posted(*(f"c{n}" for n in range(MOST + 3)))
    desk.changed(RIGHT, *OTHERS)
    await desk.mark()
    await desk.go()
    assert len(await desk.waiting()) == 3
    await desk.go()
    assert await desk.waiting() == []


async def test_a_platform_that_is_not_there_just_now_is_waited_for(desk: Desk) -> None:
    await desk.posted("a")
    desk.changed(RIGHT, *OTHERS)
    await desk.mark()
    desk.world.messenger.ready = False
    await desk.go()
    assert len(await desk.waiting()) == 1


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        ({"lesson_id": "gone"}, "its lesson is gone"),
        ({"post_id": ""}, "its post was deleted"),
    ],
)
async def test_what_can_t_be_corrected_is_not_tried(
    desk: Desk, spoil: dict[str, str], why: str
) -> None:
    (delivery,) = await desk.posted("a")
    desk.changed(RIGHT, *OTHERS)
    await desk.mark()
    async with desk.world.engine.begin() as connection:
        await connection.execute(update(deliveries).values(spoil))
    await desk.go()
    assert desk.world.messenger.posts[0][2] == post_of(WRONG)
    assert (await desk.world.ledger.history(delivery.id))[-1].reason == f"not corrected: {why}"


async def test_a_fault_with_one_post_does_not_stop_the_others(desk: Desk) -> None:
    await desk.posted("a", "b", "c")
    desk.changed(RIGHT, *OTHERS)
    await desk.mark()

    class Faulty(FakeMessenger):
        async def edit(self, to: Subscription, post: Reply, key: str, post_id: str) -> None:
            if to.channel == "b":
                raise RuntimeError
            await desk.world.messenger.edit(to, post, key, post_id)

    corrector = replace(desk.corrector, messengers={"fake": Faulty()})
    await corrector.go(desk.world.clock.now())
    wrong = [channel for channel, _, post in desk.world.messenger.posts if post == post_of(WRONG)]
    assert wrong == ["b"]


async def test_a_lesson_is_compared_with_every_text_it_was_posted_with(desk: Desk) -> None:
    first, _ = await desk.posted("a", "b")
    again = await desk.editions.keep(RIGHT.id, post_of(RIGHT), desk.world.clock.now())
    await desk.editions.corrected(first, again, desk.world.clock.now())
    old, new = await desk.editions.all()
    assert compare([old, new], LessonLibrary([RIGHT])).changed == (
        Changed("day-1", post_of(RIGHT), (old,)),
    )
    third = replace(RIGHT, title="Another title")
    (changed,) = compare([old, new], LessonLibrary([third])).changed
    assert changed.before == (old, new)
    assert compare([old, new], LessonLibrary([])).gone == {"day-1"}


async def test_a_correction_moves_no_delivery(desk: Desk) -> None:
    (delivery,) = await desk.posted("a")
    desk.changed(RIGHT, *OTHERS)
    await desk.mark()
    await desk.go()
    assert await desk.world.states() == [("01-16", "sent", "day-1")]
    assert not await desk.world.ledger.move(
        replace(delivery, state=State.SENDING), Change(State.PLANNED, desk.world.clock.now())
    )


async def test_no_lesson_that_ships_seems_changed_after_it_was_kept(desk: Desk) -> None:
    await desk.posted("a")
    shipped = list(read_folder(LESSONS).lessons.values())
    assert shipped
    for one in shipped:
        edition = await desk.editions.keep(one.id, post_of(one), desk.world.clock.now())
        async with desk.world.engine.begin() as connection:
            await connection.execute(update(deliveries).values(edition=edition))
        assert compare(await desk.editions.all(), LessonLibrary(shipped)) == Comparison(
            (), frozenset()
        )
