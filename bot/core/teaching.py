"""Where words count that were taught in some place."""

from bot.core.request import Place


def taught_in(place: Place) -> tuple[str, str]:
    """Return the platform and server in which words taught in a place lead to their entry.

    Where there are no servers, as on the operator's own page, they count everywhere.
    """
    return (place.platform, place.server) if place.server else ("", "")
