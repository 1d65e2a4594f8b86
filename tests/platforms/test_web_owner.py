"""Who sits at the machine sees to what nobody could answer, and nobody else on the page."""

import asyncio
from collections.abc import Mapping

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from bot.platforms.web.here import OWNED, is_owner


class _From(asyncio.Transport):
    """A connection from an address."""

    def __init__(self, address: str) -> None:
        super().__init__({"peername": (address, 5555)})


def asked(headers: Mapping[str, str], *, owned: bool = True, remote: str = "127.0.0.1") -> bool:
    app = web.Application()
    app[OWNED] = owned
    request = make_mocked_request(
        "POST", "/api/say", {"Host": "127.0.0.1:8080", **headers}, app=app, transport=_From(remote)
    )
    return is_owner(request)


def test_who_opens_the_page_at_the_machine_owns_it() -> None:
    assert asked({})
    assert asked({"Host": "localhost:8080", "Origin": "http://localhost:8080"})


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "203.0.113.9"},
        {"Via": "1.1 proxy"},
        {"Host": "class.example"},
        # A proxy that says nothing of itself, and passes on what the browser sends.
        {"Origin": "https://class.example"},
    ],
)
def test_who_comes_through_a_proxy_does_not(headers: Mapping[str, str]) -> None:
    assert not asked(headers)


def test_nobody_does_where_others_are_let_in() -> None:
    assert not asked({}, owned=False)
    assert not asked({}, remote="203.0.113.9")
