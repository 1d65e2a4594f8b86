"""The machine's clock."""

import datetime as dt


class SystemClock:
    """Tells the time of this machine."""

    def now(self) -> dt.datetime:
        """Return the time now, in UTC."""
        return dt.datetime.now(dt.UTC)
