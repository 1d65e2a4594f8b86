"""How a question is put: what it denies, and whether it wants to know a time, a place, a person."""

from bot.content.finding.language.english import singulars
from bot.content.finding.language.normal import Words, digits

_DENYING = """
    not no never without cannot t dont doesnt didnt isnt arent wasnt werent wont cant couldnt
    wouldnt shouldnt hasnt havent 안 못 않나요 않는 않은 않았나요 아닌 없이
"""
_DENIALS = frozenset(_DENYING.split())
# "Isn't it …?" asks whether it is.
_OPENING = "aren can couldn didn doesn don hasn haven isn shouldn wasn weren won wouldn"
_RHETORICAL = frozenset(_OPENING.split())
_PARTICULAR = "when where who whom whose 언제 어디 어디서 누가 누구"
_PARTICULARS = frozenset(_PARTICULAR.split())


def asks_the_same(asked: Words, question: Words) -> bool:
    """Return whether nothing in how two questions are put tells them apart."""
    return (
        _denies(asked) == _denies(question)
        and _PARTICULARS.intersection(asked) <= _PARTICULARS.intersection(question)
        and set(digits(asked)) <= set(digits(question))
    )


def turns_round(asked: Words, question: Words) -> bool:
    """Return whether two questions have the same words, all of them, but not in the same order.

    Who tells whom is another question then.
    """
    return asked != question and sorted(singulars(asked)) == sorted(singulars(question))


def _denies(question: Words) -> bool:
    if question[:1] and question[0] in _RHETORICAL:
        question = question[2:]
    return not _DENIALS.isdisjoint(question)
