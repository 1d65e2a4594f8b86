from bot.core.lookups import Lookups


def test_what_was_counted_is_taken_once() -> None:
    lookups = Lookups()
    lookups.add("a")
    lookups.add("b", 2)
    lookups.add("a")
    assert lookups.take() == {"a": 2, "b": 2}
    assert lookups.take() == {}


def test_what_is_given_back_is_counted_with_what_came_since() -> None:
    lookups = Lookups()
    lookups.add("a")
    taken = lookups.take()
    lookups.add("a")
    lookups.give_back(taken)
    assert lookups.take() == {"a": 2}
