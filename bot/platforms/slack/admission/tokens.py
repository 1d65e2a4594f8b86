"""Tokens at rest: encrypted, with keys that can be changed."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.errors import BadTokenKey


class Unreadable(Exception):
    """A token was encrypted with a key that is not among ours, or was damaged."""


class Cipher:
    """Encrypts with the first of its keys and decrypts with any, so that they can be changed.

    ``keys`` are Fernet keys with commas between, from ``new_key``. Raises ``BadTokenKey``.
    """

    def __init__(self, keys: str) -> None:
        named = [key.strip() for key in keys.split(",") if key.strip()]
        if not named:
            raise BadTokenKey(why="there is none")
        self.changing = len(named) > 1
        """Whether there are older keys, too."""
        self._fernet = MultiFernet([_fernet(key, number) for number, key in enumerate(named, 1)])

    def encrypt(self, token: str) -> str:
        """Return a token as it may be kept: about a third longer, and 100 characters."""
        return self._fernet.encrypt(token.encode()).decode()

    def decrypt(self, kept: str) -> str:
        """Return a token that was kept. Raises ``Unreadable``."""
        try:
            return self._fernet.decrypt(kept).decode()
        except (InvalidToken, UnicodeError) as error:
            raise Unreadable from error

    def renewed(self, kept: str) -> str:
        """Return what was kept, encrypted with the first key. Raises ``Unreadable``."""
        return self.encrypt(self.decrypt(kept))


def new_key() -> str:
    """Return a new key for ``Cipher``: 32 random bytes, 44 characters."""
    return Fernet.generate_key().decode()


def _fernet(key: str, number: int) -> Fernet:
    try:
        return Fernet(key)
    except ValueError:
        # Not its own words, nor as their cause: they might show the key.
        raise BadTokenKey(why=f"number {number} of its keys is none") from None
