"""Why a port can't be listened on."""

import errno
import os
import socket

LAST_PORT = 65_535


def why(error: OSError) -> str:
    """Return the reason in plain words."""
    if isinstance(error, socket.gaierror):
        return str(error.strerror)
    # From Python 3.13 on asyncio does not pass on the number of this one.
    if error.errno in {None, errno.EADDRNOTAVAIL}:
        return "this machine has no such address"
    return os.strerror(error.errno or 0)
