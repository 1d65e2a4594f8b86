"""Lines that give a name and, after a colon or a dash, what there is to say."""

import re

# A colon inside a time, a ratio or an address does not end a name.
_COLON = re.compile(r"(?<!\d)[:：](?!//)|[:：](?=\s)")
_COLON_OR_DASH = re.compile(rf"{_COLON.pattern}|\s[—–―-]\s")
# More words before a dash are a sentence's.
_MOST_WORDS_BEFORE_DASH = 6
_QUOTES = ('""', "''", "“”", "‘’", "「」", "『』", "«»", "《》", "〈〉", "``")


def name_and_text(words: str, longest: int) -> tuple[str, str] | None:
    """Return both sides of the first colon, unless one is empty or the name too long."""
    return _sides(_COLON.search(words), longest)


def term_and_text(words: str, longest: int) -> tuple[str, str] | None:
    """Return both sides of the first colon or dash, as ``name_and_text``, the name unquoted."""
    found = _COLON_OR_DASH.search(words)
    parted = _sides(found, longest)
    if found is None or parted is None:
        return None
    name, text = parted
    is_dash = found.group().strip() not in {":", "："}
    if is_dash and len(name.split()) > _MOST_WORDS_BEFORE_DASH:
        return None
    return unquoted(name), text


def unquoted(name: str) -> str:
    """Return a name without quotation marks round the whole of it."""
    inner = name[1:-1].strip()
    quoted = name[:1] + name[-1:] in _QUOTES and not {name[0], name[-1]} & set(inner)
    return inner if inner and quoted else name


def _sides(found: re.Match[str] | None, longest: int) -> tuple[str, str] | None:
    if found is None:
        return None
    name, text = found.string[: found.start()].strip(), found.string[found.end() :].strip()
    return (name, text) if name and text and len(name) <= longest else None
