"""Holidays of a few regions, as they are told."""

import datetime as dt
from collections.abc import Mapping, Sequence


class FakeHolidays:
    """``names`` are the holidays by region and date; they are the same in every language."""

    def __init__(self, names: Mapping[str, Mapping[str, str]] | None = None) -> None:
        self.names = {region: dict(dates) for region, dates in (names or {}).items()}

    def knows(self, region: str) -> bool:
        return region in self.names

    def parts(self, country: str) -> Sequence[str]:
        return [region for region in self.names if region.partition("-")[0] == country]

    def on(self, region: str, date: dt.date, language: str = "en") -> str:
        return self.names.get(region, {}).get(date.isoformat(), "")
