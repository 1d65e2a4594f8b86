from enum import Enum
from typing import Annotated

import pytest

from bot.core.command import About, command
from bot.core.context import Context
from bot.core.reply import Reply, Text, reply


class Size(Enum):
    SMALL = "small"
    LARGE = "large"


def test_a_command_is_made_from_a_functions_signature() -> None:
    @command(translations={"ko": "주문합니다."})
    async def order_pizza(
        context: Context,
        size: Annotated[Size, About("How big.")],
        count: Annotated[int, About("How many.", most=9)] = 1,
        wishes: Annotated[str, About("Anything else.")] = "",
    ) -> Reply:
        """Order a pizza.

        This line is for readers of the code.
        """
        return reply(Text(f"{count} {size} {wishes}"))

    assert order_pizza.name == "order-pizza"
    assert order_pizza.usage == "/order-pizza <size> [count] [wishes]"
    assert order_pizza.describe("en") == "Order a pizza."
    assert order_pizza.describe("ko") == "주문합니다."
    assert [o.kind for o in order_pizza.options] == [Size, int, str]
    assert order_pizza.options[0].choices == ("small", "large")


def test_a_trailing_underscore_is_no_part_of_the_name() -> None:
    @command()
    async def help_(context: Context) -> Reply:
        """Help."""
        return reply()

    assert help_.name == "help"


def test_an_option_without_a_description_is_refused() -> None:
    async def bare(context: Context, word: str) -> Reply:
        """Say."""
        return reply()

    with pytest.raises(TypeError, match="'word' must be Annotated"):
        command()(bare)


def test_a_command_without_a_description_is_refused() -> None:
    async def silent(context: Context) -> Reply:
        return reply()

    with pytest.raises(TypeError, match="'silent' needs a short name and a docstring"):
        command()(silent)
