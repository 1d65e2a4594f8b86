"""Countries and parts of them, as people name those whose public holidays they mean.

A region's code is that of ISO 3166: ``KR``, or ``DE-BY`` for a part. Whether its holidays are
known is another matter.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from bot.domain import country_names, part_names

COMMON = ("KR", "US", "JP", "GB", "CA", "AU", "DE", "FR", "IN", "SG", "TW", "VN", "CN", "BR")

CLOSE = 0.75
"""How much of a name must be spelled as it is, for it to be offered."""

_OTHER_NAMES = {
    "korea": "KR",
    "republic of korea": "KR",
    "대한민국": "KR",
    "남한": "KR",
    "usa": "US",
    "america": "US",
    "united states of america": "US",
    "uk": "GB",
    "great britain": "GB",
    "britain": "GB",
    "오스트레일리아": "AU",
    "holland": "NL",
    "czech republic": "CZ",
    "turkey": "TR",
    "터키": "TR",
    "ivory coast": "CI",
    "burma": "MM",
    "macau": "MO",
    "cabo verde": "CV",
    "east timor": "TL",
    "swaziland": "SZ",
    "uae": "AE",
    "남아공": "ZA",
    "deutschland": "DE",
    "osterreich": "AT",
    "schweiz": "CH",
    "suisse": "CH",
    "espana": "ES",
    "italia": "IT",
    "brasil": "BR",
    "nippon": "JP",
    "日本": "JP",
    "中国": "CN",
    "bayern": "DE-BY",
    "hessen": "DE-HE",
    "niedersachsen": "DE-NI",
    "nordrhein westfalen": "DE-NW",
    "nrw": "DE-NW",
    "rheinland pfalz": "DE-RP",
    "sachsen": "DE-SN",
    "sachsen anhalt": "DE-ST",
    "thuringen": "DE-TH",
    "karnten": "AT-2",
    "niederosterreich": "AT-3",
    "oberosterreich": "AT-4",
    "steiermark": "AT-6",
    "tirol": "AT-7",
    "wien": "AT-9",
    "geneve": "CH-GE",
    "graubunden": "CH-GR",
    "luzern": "CH-LU",
}
_CODE = re.compile(r"\s*(?P<country>[A-Za-z]{2})[-‐–](?P<part>[A-Za-z0-9]{1,17})\s*")


def region_named(words: str) -> str | None:
    """Return the code of the region that ``KR``, ``south korea`` or ``바이에른`` names, if any.

    A part that has no name here is known by the look of its code.
    """
    plain = _plain(words)
    if plain.upper() in country_names.NAMES:
        return plain.upper()
    if code := _by_name().get(plain):
        return code
    found = _CODE.fullmatch(words)
    if found is None or found["country"].upper() not in country_names.NAMES:
        return None
    return f"{found['country']}-{found['part']}".upper()


def region_name(code: str, language: str) -> str:
    """Return a region's name in a language: ``South Korea``, ``Bavaria, Germany``, ``한국``.

    Of what has no name here, the code.
    """
    country, _, _ = code.partition("-")
    if code == country:
        return _name(code, language)
    if code not in part_names.NAMES:
        return f"{_name(country, language)} ({code})" if country in country_names.NAMES else code
    names = _name(country, language), _name(code, language)
    return " ".join(names) if language == "ko" else ", ".join(reversed(names))


def regions_like(typed: str, limit: int) -> Sequence[str]:
    """Return the codes of the regions one might be typing: countries that begin so first."""
    start = _plain(typed)
    if not start:
        return COMMON[:limit]
    ranked = sorted(
        (rank, len(name), code)
        for name, code in _by_name().items()
        if (rank := _rank(name, code, start)) is not None
    )
    found = [code for _, _, code in ranked]
    meant = region_named(typed)
    if meant is not None and (meant in _codes() or not found):
        found.insert(0, meant)
    return list(dict.fromkeys(found))[:limit]


def region_close_to(words: str) -> str | None:
    """Return the code of the region whose name is spelled most like some words, if one is."""
    close = difflib.get_close_matches(_plain(words), _by_name(), n=1, cutoff=CLOSE)
    return _by_name()[close[0]] if close else None


def is_korean(words: str) -> bool:
    """Tell whether words are written in Korean letters."""
    words = unicodedata.normalize("NFC", words)
    return any("가" <= letter <= "힣" or "ㄱ" <= letter <= "ㅣ" for letter in words)


def _name(code: str, language: str) -> str:
    names = country_names.NAMES.get(code) or part_names.NAMES.get(code)
    english, korean = names or (code, code)
    return korean if language == "ko" else english


def _rank(name: str, code: str, start: str) -> int | None:
    """How well a region fits the beginning of a word; the fewer, the better."""
    part = "-" in code
    if name.startswith(start):
        return 2 if part else 0
    # Whoever has typed a country is shown its parts as well.
    if _plain(code).startswith(start):
        return 3 if part else 1
    return 4 if f" {start}" in f" {name}" else None


@cache
def _by_name() -> dict[str, str]:
    """The code of each name. Where a country and a part have one name, it is the country's."""
    return {name: code for code in reversed(_codes()) for name in _names(code)} | _OTHER_NAMES


def _codes() -> list[str]:
    return [*country_names.NAMES, *part_names.NAMES]


def _names(code: str) -> Iterator[str]:
    for language in ("en", "ko"):
        yield _plain(_name(code, language))
        if "-" in code:
            yield _plain(region_name(code, language))


def _plain(words: str) -> str:
    """Words without what people leave out: accents, capitals, commas and the like."""
    apart = unicodedata.normalize("NFKD", words).casefold()
    kept = "".join(letter for letter in apart if not unicodedata.combining(letter))
    joined = unicodedata.normalize("NFC", kept).replace("&", " and ")
    return " ".join(re.sub(r"[\s,_()-]+", " ", re.sub(r"[.'’]", "", joined)).split())
