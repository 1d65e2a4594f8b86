"""What is said of mistakes: in every language, with the same particulars."""

import string

from bot.errors import UserError
from bot.replies.languages import texts_in


def kinds(of: type[UserError]) -> set[type[UserError]]:
    return {of, *(one for kind in of.__subclasses__() for one in kinds(kind))}


def particulars(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_every_mistake_is_explained_in_korean_too() -> None:
    korean = texts_in("ko").errors
    mistakes = kinds(UserError) - {UserError}
    assert {mistake.__name__ for mistake in mistakes} == set(korean)
    for mistake in mistakes:
        assert particulars(korean[mistake.__name__]) <= particulars(mistake.template), mistake
