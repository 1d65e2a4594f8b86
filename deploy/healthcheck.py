"""Ask the bot in this container whether it lives; end with 1 if it does not say so.

The image's HEALTHCHECK. Kubernetes asks by itself.
"""

import http.client
import os
import sys

PATIENCE = 4.0
"""Seconds; the HEALTHCHECK ends it after 5."""


def main() -> int:
    """Ask once, on the port for it or the page's, and return the exit status."""
    own = os.environ.get("HOMEROOM_HEALTH_PORT", "0")
    port = int(own) or int(os.environ.get("HOMEROOM_PORT", "8080"))
    # Not urllib: it would ask the proxy that a container may be given.
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", "/livez")
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        print(f"/livez on port {port}: {error}")
        return 1
    print(f"/livez on port {port}: {status}")
    return 0 if status == http.client.OK else 1


if __name__ == "__main__":
    sys.exit(main())
