"""Who is at the page: a random id in a cookie, and a language."""

import re
import secrets
from dataclasses import dataclass

from aiohttp import web

from bot.core.request import Asker, Rank
from bot.platforms.web.here import is_owner
from bot.platforms.web.wording import LANGUAGES, Words, words_in

COOKIE = "homeroom_learner"
YEAR = 365 * 24 * 60 * 60
_ID = re.compile(r"[A-Za-z0-9_-]{22}")


@dataclass(frozen=True, slots=True)
class Visitor:
    """A learner at the page. ``new`` if they brought no id, or none that looks like ours.

    ``https``: nobody on the way can read what goes to and fro.
    """

    asker: Asker
    new: bool
    https: bool = False

    @property
    def words(self) -> Words:
        """The page's words in their language."""
        return words_in(self.asker.language)

    def greet(self, response: web.StreamResponse) -> None:
        """Give a new learner their id. Scripts can't read it, other sites can't send it."""
        if self.new:
            response.set_cookie(
                COOKIE,
                self.asker.id,
                max_age=YEAR,
                httponly=True,
                samesite="Strict",
                secure=self.https,
            )


def visitor_of(request: web.Request) -> Visitor:
    """Return who sent a request."""
    brought = request.cookies.get(COOKIE, "")
    known = _ID.fullmatch(brought) is not None
    language = preferred(request.headers.get("Accept-Language", ""))
    # Whoever sits at the machine itself runs it: they see to what nobody could answer.
    rank = Rank.MANAGER if is_owner(request) else Rank.LEARNER
    asker = Asker(brought if known else secrets.token_urlsafe(16), language, rank)
    return Visitor(asker, not known, is_https(request))


def is_https(request: web.Request) -> bool:
    """Tell whether a browser asks over https, perhaps of a proxy.

    Who says so wrongly only gets a cookie that their own browser will not send.
    """
    return request.secure or request.headers.get("X-Forwarded-Proto", "").lower() == "https"


def preferred(header: str) -> str:
    """Return the language of ours that an Accept-Language header likes best (RFC 9110, 12.5.4)."""
    best, weight = "en", 0.0
    for part in header.split(","):
        tag, _, rest = part.partition(";")
        language = tag.strip().casefold().partition("-")[0]
        wanted = _weight(rest)
        if language in LANGUAGES and wanted > weight:
            best, weight = language, wanted
    return best


def _weight(parameters: str) -> float:
    found = re.fullmatch(r"\s*q=([01](?:\.[0-9]{0,3})?)\s*", parameters)
    return float(found[1]) if found else float(not parameters.strip())
