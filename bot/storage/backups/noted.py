"""What a copy of a database says of itself, so that it is known for one wherever it is put."""

import datetime as dt
import json

NOTE = "restored"
"""The note's name; ``delivery.restored`` sees to it."""


def note(taken: dt.datetime, restored: dt.datetime | None = None) -> str:
    """Return the note's text: the moment whose records it has, and when they were put back."""
    said = {"backup": taken.astimezone(dt.UTC).isoformat()}
    if restored is not None:
        said["restored"] = restored.astimezone(dt.UTC).isoformat()
    return json.dumps(said)
