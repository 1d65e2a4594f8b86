import pytest

from bot.content.nodes import MAX_BYTES, Entries, Items, Node, Scalar, parse


def plain(node: Node | None) -> object:
    match node:
        case Scalar(text=text):
            return text
        case Items(nodes=nodes):
            return [plain(one) for one in nodes]
        case Entries(pairs=pairs):
            return {key.text: plain(value) for key, value in pairs}
        case None:
            return None


def problems(data: str | bytes) -> list[str]:
    found = parse(data if isinstance(data, bytes) else data.encode())[1]
    return [f"{mark.line}:{mark.column}: {message}" for mark, message in found]


@pytest.mark.parametrize(
    ("yaml", "text"),
    [
        ("no", "no"),
        ("NO", "NO"),
        ("on", "on"),
        ("~", "~"),
        ("null", "null"),
        ("12:30", "12:30"),
        ("12:30:45", "12:30:45"),
        ("1_000", "1_000"),
        ("012", "012"),
        ("0x1F", "0x1F"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("2026-01-16", "2026-01-16"),
        ("2026-01-16 08:00:00", "2026-01-16 08:00:00"),
        ("=", "="),
        ("<<", "<<"),
    ],
)
def test_a_text_stays_the_text_that_was_written(yaml: str, text: str) -> None:
    node, found = parse(f"title: {yaml}\n".encode())
    assert (plain(node), found) == ({"title": text}, [])


def test_a_bom_and_windows_line_ends_are_no_matter() -> None:
    node, found = parse("\ufefftitle: a\r\nkey_points:\r\n  - b\r\n".encode())
    assert (plain(node), found) == ({"title": "a", "key_points": ["b"]}, [])


def test_keys_that_look_like_other_things_stay_keys() -> None:
    assert plain(parse(b"no: 1\n12:30: 2\n")[0]) == {"no": "1", "12:30": "2"}


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("a: &x 1", ["1:4: &x names a part for repeating. Take the name away"]),
        ("a: *x", ["1:4: *x repeats another part. Write the text out here"]),
        ("a: 1\nb: 2\na: 3", ["3:1: 'a' stands on line 1 already. Keep one"]),
        ("a: !!int 1", ["1:4: !!int is a YAML tag. Take it away: all values are text"]),
        ("? [a]\n: 1", ["1:3: is used as a name, but is a list or a mapping. Use a word"]),
        (
            "a: 1\n---\nb: 2",
            ["2:1: starts a second document. Put each lesson in a file of its own"],
        ),
        ("- " * 21 + "x", ["1:41: is nested more than 20 deep. A lesson needs far less"]),
        ("[" * 5000, ["1:21: is nested more than 20 deep. A lesson needs far less"]),
        (b"title: \xff", ["1:8: is not UTF-8 here. Save the file as UTF-8"]),
        (b"a: 1\nb: \xc3(\n", ["2:4: is not UTF-8 here. Save the file as UTF-8"]),
        ("a: 1\nb: x\x00y", ["2:5: holds a character that no text file has. Delete it"]),
        ("가: 1\nb: \x07", ["2:4: holds a character that no text file has. Delete it"]),
        (
            "a: \ue000\nb: &c d",
            [
                "1:4: holds a character that no text file has. Delete it",
                "2:4: &c names a part for repeating. Take the name away",
            ],
        ),
        ("a: x\u2028y\nb: &c d", ["2:4: &c names a part for repeating. Take the name away"]),
    ],
)
def test_what_a_lesson_must_not_have_is_refused_at_its_place(
    yaml: str | bytes, expected: list[str]
) -> None:
    assert problems(yaml) == expected


def test_an_alias_bomb_is_refused_before_it_expands() -> None:
    bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9)
    )
    assert len(problems(bomb)) == 9 + 8 * 9


def test_a_file_that_is_too_big_is_refused_unread() -> None:
    (found,) = problems(b"#" * (MAX_BYTES + 1))
    assert found == "1:1: is 256 KiB big; a lesson holds at most 256 KiB. Make two of it"


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("a: b: c", "1:5: has a colon where YAML takes it for 'name: value'."),
        ('a: "b', "1:4: opens a quote that is not closed."),
        ("a: [b", "1:4: opens a bracket that is not closed."),
        ("a: @b", "1:4: has a character that can't begin a value"),
        ("a:\n\tb", "2:1: has a character that can't begin a value (a tab"),
        ("a: 'b' c", "1:8: does not fit the lines above."),
        ("a: 1\nb", "2:1: is a line without a colon."),
        ("a: *", "1:5: starts with * or &"),
        ('a: "\\q"', "1:4: has a \\ that means nothing"),
        ("%a", "1:3: starts with %"),
    ],
)
def test_a_mistake_in_the_syntax_is_named_in_plain_words(yaml: str, expected: str) -> None:
    assert problems(yaml)[0].startswith(expected)


def test_reading_goes_on_after_a_mistake_in_the_syntax() -> None:
    yaml = 'a: b: c\nb: &x 1\nc: @d\nd: 2\nd: 3\ne: "open\nf: 1\n'
    assert [one.split(":")[0] for one in problems(yaml)] == ["1", "3", "6", "2", "5"]
