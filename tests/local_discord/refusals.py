"""Discord's ways of saying no (docs.discord.com, topics/opcodes-and-status-codes)."""

from typing import Any

Json = dict[str, Any]


class Refused(Exception):
    """A request that Discord does not carry out."""

    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        super().__init__(f"{status} {code}: {message} {errors or ''}")
        self.status = status
        self.body: Json = {"message": message, "code": code}
        if errors:
            self.body["errors"] = errors


def unauthorized() -> Refused:
    return Refused(401, 0, "401: Unauthorized")


def unknown(what: str) -> Refused:
    """There is no such thing, or none any more."""
    codes = {
        "Channel": 10003,
        "Guild": 10004,
        "Member": 10007,
        "Message": 10008,
        "User": 10013,
        "Webhook": 10015,
        "interaction": 10062,
        "application command": 10063,
    }
    return Refused(404, codes[what], f"Unknown {what}")


def missing_access() -> Refused:
    return Refused(403, 50001, "Missing Access")


def missing_permissions() -> Refused:
    return Refused(403, 50013, "Missing Permissions")


def empty_message() -> Refused:
    return Refused(400, 50006, "Cannot send an empty message")


class Problems:
    """What is wrong with a body, by path such as `embeds.0.title`."""

    def __init__(self) -> None:
        self.errors: Json = {}

    def add(self, path: str, code: str, message: str) -> None:
        """Note one fault."""
        place = self.errors
        for part in path.split("."):
            place = place.setdefault(part, {})
        place.setdefault("_errors", []).append({"code": code, "message": message})

    def check(self, fine: object, path: str, code: str, message: str) -> bool:
        """Note a fault unless it is fine."""
        if not fine:
            self.add(path, code, message)
        return bool(fine)

    def length(self, path: str, text: object, most: int, least: int = 0) -> None:
        """A text of so many characters; counted in UTF-16 units, the stricter way."""
        if not isinstance(text, str):
            self.add(path, "BASE_TYPE_REQUIRED", "This field is required")
            return
        fine = least <= units(text) <= most
        self.check(
            fine,
            path,
            "BASE_TYPE_BAD_LENGTH",
            f"Must be between {least} and {most} in length.",
        )

    def between(self, path: str, value: object, least: float, most: float) -> None:
        """A number in a range; a bool is none."""
        fine = isinstance(value, int | float) and not isinstance(value, bool)
        self.check(
            fine and least <= value <= most,  # type: ignore[operator]
            path,
            "NUMBER_TYPE_RANGE",
            f"Value should be from {least} to {most}.",
        )

    def settle(self) -> None:
        """Refuse the body if anything was wrong with it."""
        if self.errors:
            raise Refused(400, 50035, "Invalid Form Body", self.errors)


def units(text: str) -> int:
    """How many UTF-16 units a text has."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
