"""Words that were asked: which are the same, and what of them may be kept."""

import hashlib
import re
import unicodedata

MOST = 200
"""Characters of what was asked that are kept, and that tell it apart."""
LOOKED_AT = 500
"""Characters that are looked through; the options of commands take fewer."""
# Whoever was meant, where something is, and what opens something: none of it helps an author.
_PRIVATE = re.compile(
    r"""
      <(?:[@\#!:/]|a:)[^<>]*>                           # mentions, as platforms write them
    | <https?://[^<>]*> | <mailto:[^<>]*> | <tel:[^<>]*>
    | \b(?:authorization|password|passwd|secret|token|api[ _-]?key|비밀번호|토큰)\s*[:=]\s*
      (?:(?:bot|bearer|basic)\s+)?\S+
    | \bbearer\s+\S{8,}
    | (?:\b[a-z][a-z\d+.-]*://|\bwww\.)\S+              # where something is on the web
    | \b(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z]{2,}(?::\d+|/)\S*
    | [\w.%+-]+@[\w-]+(?:\.[\w-]+)+                     # an e-mail's address
    | (?<!\w)[@＠][\w.-]+                               # somebody's name, as typed
    | \b(?:\d{1,3}\.){3}\d{1,3}\b(?::\d+)?              # a machine's address
    | (?<![\w:])(?:[\da-f]{0,4}:){3,7}[\da-f]{0,4}(?![\w:])
    | (?<!\w)\+?\(?\d(?:[ ().-]{0,2}\d){8,}             # a telephone's number, an account's, an id
    | \b(?:xox[a-z]|xapp|sk|pk|rk|gh[a-z]|glpat|github_pat)[._-][\w.-]{8,}
    | (?<![\w+/=.~-])(?=[\w+/=.~-]*\d)(?=[\w+/=.~-]*[a-z])[a-z\d_+/=.~-]{20,}
    | (?<![a-z\d_-])[a-z\d_-]{40,}
    """,
    re.VERBOSE | re.IGNORECASE,
)


def harmless(words: str) -> str:
    """Return what may be kept of words somebody typed; empty if nothing is left to look up.

    Without addresses, links, mentions, long numbers and what looks like a secret, on one line.
    """
    # Taken out before anything is cut: half of a secret looks like none.
    left = tidy(_PRIVATE.sub(" ", unicodedata.normalize("NFC", words[:LOOKED_AT])))
    return left if any(one.isalnum() for one in left) else ""


def tidy(words: str) -> str:
    """Return words on one line, without what nobody sees, and no longer than is kept."""
    shown = "".join(one if one.isprintable() else " " for one in words)
    return " ".join(shown.split())[:MOST].strip()


def canonical(words: str) -> str:
    """Return words without what makes no difference: case, blanks, and what is too long."""
    return tidy(unicodedata.normalize("NFC", words).casefold())


def asked_id(platform: str, server: str, command: str, words: str) -> str:
    """Return the id of words asked somewhere: sixteen hexadecimal digits, by the words alone.

    So many that those of different servers don't meet.
    """
    key = "\x1f".join((platform, server, command, canonical(words)))
    return hashlib.sha256(key.encode()).hexdigest()[:16]
