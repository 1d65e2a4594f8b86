"""Names in the other language's letters: geumni for 금리, 블록체인 for Blockchain."""

from collections.abc import Iterator, Sequence

from bot.content.finding.language.korean import is_hangul
from bot.content.finding.language.sounding import bones, sound, sounds_of
from bot.content.finding.tables.columns import Columns, Rows, RowsByText
from bot.content.finding.tables.names import Names
from bot.content.finding.tables.slipping import SlipTable

_FEWEST, _FEWEST_FOR_A_SLIP = 4, 6
_FEWEST_BONES = 3


class ForeignTable:
    """Korean names by how they sound, others by their consonants. Never changed."""

    def __init__(self, columns: Columns) -> None:
        self._sounds = columns.texts("sounds")
        self._number = dict(zip(self._sounds, range(len(self._sounds)), strict=True))
        self._sounding = Rows(columns.part("sounding"))
        self._slips = SlipTable(self._sounds, columns.part("slips"), slips=1)
        self._boned = RowsByText(columns.part("boned"))

    @classmethod
    def columns_of(cls, names: Names) -> Columns:
        """Return what a table of some names is made of."""
        sounding: dict[str, list[int]] = {}
        boned: dict[str, list[int]] = {}
        for place, name in enumerate(names.words):
            if is_hangul(name):
                for heard in sounds_of(name):
                    sounding.setdefault(heard, []).append(place)
            elif name.isascii() and len(frame := bones(name)) >= _FEWEST_BONES:
                boned.setdefault(frame, []).append(place)
        sounds = sorted(sounding)
        columns = Columns(sounds=sounds)
        columns.put("sounding", Rows.columns_of([sounding[one] for one in sounds]))
        columns.put("boned", RowsByText.columns_of(boned))
        columns.put("slips", SlipTable.columns_of(sounds, slips=1))
        return columns

    def places(self, text: str, *, exactly: bool) -> list[int]:
        """Return the places of the names that a canonical text may be.

        If it need not sound ``exactly`` so, there may be a slip in it.
        """
        if is_hangul(text):
            return list(self._boned.get(bones(text)))
        heard = self._heard(text, exactly=exactly) if text.isascii() else ()
        return list(dict.fromkeys(heard))

    def _heard(self, text: str, *, exactly: bool) -> Iterator[int]:
        heard = sound(text)
        if len(heard) < _FEWEST:
            return
        if (number := self._number.get(heard)) is not None:
            yield from self._sounding[number]
        elif len(heard) >= _FEWEST_FOR_A_SLIP and not exactly:
            for near in self._near(heard):
                yield from self._sounding[near]

    def _near(self, heard: str) -> Sequence[int]:
        return [place for place, _ in self._slips.near(heard, 1)]
