"""The FAQ index: which question somebody asks in words of their own, and whether that is sure."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.content.finding.completing import Completion, counted, favoured
from bot.content.finding.language.english import singulars
from bot.content.finding.language.keystrokes import key_of
from bot.content.finding.language.normal import Words, canonical, plain
from bot.content.finding.language.posing import asks_the_same, turns_round
from bot.content.finding.language.tokens import Want, frame, wants, words
from bot.content.finding.ranking import Field, Ranked, Ranking, Score
from bot.content.finding.subjects import Subjects
from bot.content.finding.tables.columns import Columns
from bot.content.finding.tables.entries import Entries, Sense
from bot.content.finding.tables.prefixes import PrefixTable, Start, starts
from bot.content.finding.tables.recency import newest_first
from bot.domain.finding import Finding, Found, NotFound, Unsure
from bot.domain.lesson import FaqEntry, FaqHit, Lesson

MOST_UNSURE = 5
_FEWEST = 3
_LOOKED_AT, _OFFERED_FROM = 8, 40
_GLANCE = 200
"""Postings that are looked through at a keystroke."""
_QUESTION, _ANSWER, _DETAILS, _TITLE = Field(3, 1), Field(1, 0.9), Field(0.4, 0.5), Field(0.3, 0.3)
_FRAME = Field(0.25, 0)
_FIELDS = (_QUESTION, _ANSWER, _DETAILS, _TITLE, _FRAME)
_INFORMATIVE = 0.1
_OF_BEST = 0.25
_VERBATIM = 0.9
_COVERED, _IN_QUESTION, _TOLD = 0.8, 0.6, 0.4
_FEWEST_WORDS = 2
_MARGIN = 1.3
_FAR, _PARTLY = 1.5, 0.25
_LETTERS_FOR_NEARNESS = 4


class FaqIndex:
    """The questions of some lessons. Built once, never changed, safe to share between threads."""

    def __init__(self, lessons: Sequence[Lesson], columns: Columns | None = None) -> None:
        columns = columns or self.columns_of(lessons)
        self._hits = Entries(lessons, columns.part("entries"), _hit)
        self._questions = columns.texts("questions")
        """In canonical words; with them what is also asked."""
        self._owners = columns.numbers("owners")
        """Whose a question is."""
        verbatim = columns.texts("verbatim")
        self._verbatim = dict(zip(verbatim, columns.numbers("verbatim_owners"), strict=True))
        self._ranking = Ranking(_FIELDS, columns.part("ranking"))
        self._subjects = Subjects(columns.part("subjects"))
        self._starts = PrefixTable(columns.part("starts"))
        self._completion = Completion(self._starts, {})

    @classmethod
    def columns_of(cls, lessons: Sequence[Lesson]) -> Columns:
        """Return what an index of some lessons' questions is made of."""
        entries = _entries(lessons)
        hits = [FaqHit(lessons[lesson].faq[entry], lessons[lesson]) for lesson, entry in entries]
        asked = [(owner, text) for owner, hit in enumerate(hits) for text in _asked(hit.entry)]
        verbatim: dict[str, int] = {}
        for owner, text in asked:
            # Of questions that differ in a plural only, the newest is kept.
            verbatim.setdefault(_run(_words(text)), owner)
        columns = Columns(
            questions=[" ".join(_words(text)) for _, text in asked],
            owners=array("I", (owner for owner, _ in asked)),
            verbatim=list(verbatim),
            verbatim_owners=array("I", verbatim.values()),
        )
        senses = [[entry] for entry in entries]
        columns.put("entries", Entries.columns_of(lessons, senses, _id))
        fields = [_fields(text, hits[owner]) for owner, text in asked]
        columns.put("subjects", Subjects.columns_of(lessons, [lesson for lesson, _ in entries]))
        columns.put("ranking", Ranking.columns_of(_FIELDS, fields))
        begun = _starts(columns.texts("questions"), columns.numbers("owners"))
        columns.put("starts", PrefixTable.columns_of(begun))
        return columns

    def find(self, words: str) -> Finding[FaqHit]:
        """Find the entry that answers a question. A doubtful hit is never called found."""
        text = plain(words)
        asked = tuple(text.split())
        if asked and (verbatim := self._verbatim.get(_run(asked))) is not None:
            return Found(self._hits[verbatim])
        asking = wants(text)
        ranked = self._ranking.rank((*asking, *frame(text)))
        scores = self._scores(ranked)
        if scores and self._is_sure(asked, scores):
            return Found(self._hits[self._owners[scores[0].document]])
        return self._offered(asking, ranked, scores)

    def of_id(self, entry_id: str) -> FaqHit | None:
        """Return the entry with this id."""
        return self._hits.of_id(entry_id)

    def entries(self) -> Sequence[FaqHit]:
        """Return all entries, newest first; of those with one question the newest."""
        return [self._hits[owner] for owner in range(len(self._hits))]

    def complete(self, typed: str, limit: int) -> tuple[FaqHit, ...]:
        """Return at most ``limit`` questions one might be typing, likeliest first.

        Before anything is typed these are the newest lesson's.
        """
        if limit <= 0:
            return ()
        text = plain(typed)
        owners = self._completions(text, limit) if text else self._hits.newest()
        return tuple(self._hits[owner] for owner in owners[:limit])

    def favour(self, asked: Mapping[str, int]) -> None:
        """Complete to what is asked for often first: the ids of entries, with how often."""
        counts = counted(self._hits, asked)
        most = favoured(counts)
        places = [place for place, owner in enumerate(self._owners) if owner in most]
        questions = [self._questions[place] for place in places]
        owners = [self._owners[place] for place in places]
        self._completion = Completion(self._starts, counts, _starts(questions, owners))

    def _scores(self, ranked: Ranked) -> list[Score]:
        """Return the questions by how well they fit, of each entry the one that fits best."""
        best: dict[int, Score] = {}
        for score in ranked.scores(_LOOKED_AT):
            best.setdefault(self._owners[score.document], score)
        return list(best.values())

    def _is_sure(self, asked: Words, scores: Sequence[Score]) -> bool:
        best = scores[0]
        question = tuple(self._questions[best.document].split())
        if not asks_the_same(asked, question) or turns_round(asked, question):
            return False
        rivals = scores[1:]
        if _is_verbatim(best):
            return not any(map(_is_verbatim, rivals))
        clear = all(best.value >= _MARGIN * rival.value for rival in rivals)
        return clear and _covers(best) and len(wants(" ".join(asked))) >= _FEWEST_WORDS

    def _offered(
        self, asking: Sequence[Want], ranked: Ranked, scores: Sequence[Score]
    ) -> Finding[FaqHit]:
        """Offer the entries that are closest, and those of the lessons that speak of it."""
        values: dict[int, float] = {}
        for document, value in ranked.values(_OFFERED_FROM):
            values.setdefault(self._owners[document], value)
        first = _clearly_first(values, scores)
        spoken_of = scores[0].covered if scores else 0.0
        # The less of it stands in a question, the more it counts what the lessons are about.
        share = 1 - scores[0].in_first if scores else 1.0
        for subject in self._subjects.of(asking):
            spoken_of = max(spoken_of, subject.covered)
            for owner in subject.owners:
                values[owner] = values.get(owner, 0.0) + share * subject.value
        if spoken_of < _INFORMATIVE:
            return NotFound()
        best = sorted(values, key=lambda owner: (-values[owner], owner))[:MOST_UNSURE]
        floor = _OF_BEST * values[best[0]]
        close = [owner for owner in best if values[owner] >= floor]
        more = self._of_lesson(best[0]) if len(close) < _FEWEST else ()
        owners = list(dict.fromkeys((*first, *close, *more)))[: max(_FEWEST, len(close))]
        return Unsure(tuple(self._hits[owner] for owner in owners))

    def _of_lesson(self, owner: int) -> Iterator[int]:
        """Yield the first entries of an entry's lesson; they stand together."""
        lesson = self._hits.lesson_of(owner)
        while owner and self._hits.lesson_of(owner - 1) == lesson:
            owner -= 1
        together = range(owner, min(owner + _FEWEST, len(self._hits)))
        return (one for one in together if self._hits.lesson_of(one) == lesson)

    def _completions(self, text: str, limit: int) -> list[int]:
        owners = self._completion.owners(text, limit)
        if not owners and len(text) >= _LETTERS_FOR_NEARNESS:
            close = self._ranking.rank(wants(text), _GLANCE).values(limit)
            floor = _OF_BEST * close[0][1] if close else 0
            owners = [self._owners[document] for document, value in close if value >= floor]
        return list(dict.fromkeys(owners))


def _hit(lesson: Lesson, place: int) -> FaqHit:
    return FaqHit(lesson.faq[place], lesson)


def _id(lesson: Lesson, place: int) -> str:
    return lesson.faq[place].id


def _entries(lessons: Sequence[Lesson]) -> Sequence[Sense]:
    """Return the entries, newest first.

    Of those with one question the newest stands for all.
    """
    entries: dict[Words, Sense] = {}
    for place in newest_first(lessons):
        for number, entry in enumerate(lessons[place].faq):
            entries.setdefault(_words(entry.question), (place, number))
    return list(entries.values())


def _asked(entry: FaqEntry) -> tuple[str, ...]:
    return (entry.question, *entry.also_asked)


def _starts(questions: Iterable[str], owners: Iterable[int]) -> Iterator[Start]:
    for question, owner in zip(questions, owners, strict=True):
        yield from starts(question, 0, owner)


def _words(text: str) -> Words:
    return tuple(canonical(text).split()) or (text.strip(),)


def _run(words: Words) -> str:
    return key_of(singulars(words))


def _fields(text: str, hit: FaqHit) -> tuple[tuple[Want, ...], ...]:
    texts = (text, hit.entry.answer, " ".join(hit.entry.details), hit.lesson.title)
    return (*(words(canonical(text)) for text in texts), frame(canonical(text)))


def _clearly_first(values: Mapping[int, float], scores: Sequence[Score]) -> Sequence[int]:
    """Return the entry that fits far better than any other, if there is one."""
    if not scores or scores[0].in_first < _PARTLY:
        return ()
    first, *others = list(values)[:2]
    clear = not others or values[first] >= _FAR * values[others[0]]
    return (first,) if clear else ()


def _is_verbatim(score: Score) -> bool:
    return score.in_first >= _VERBATIM and score.told >= _VERBATIM


def _covers(score: Score) -> bool:
    return score.covered >= _COVERED and score.in_first >= _IN_QUESTION and score.told >= _TOLD
