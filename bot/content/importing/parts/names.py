"""Lines that give a name and, after a colon, what there is to say."""

import re

# A colon inside a time, a ratio or an address does not end a name.
_COLON = re.compile(r"(?<!\d)[:：](?!//)|[:：](?=\s)")


def name_and_text(words: str, longest: int) -> tuple[str, str] | None:
    """Return both sides of the first colon, unless one is empty or the name too long."""
    found = _COLON.search(words)
    if found is None:
        return None
    name, text = words[: found.start()].strip(), words[found.end() :].strip()
    return (name, text) if name and text and len(name) <= longest else None
