"""Looks up the locked dependencies among the known vulnerabilities: make audit.

    python .ci/audit.py [--required] [LOCK] [option of pip-audit …]

Ends with 1 if one is vulnerable, or if the lock is none. Where no advisories can be had, that is
said in a line and is no failure, unless it is ``--required``.
"""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

LOCK = "requirements.lock"
OPTIONS = ["--disable-pip", "--require-hashes", "--format", "json", "--progress-spinner", "off"]
UNREACHABLE = re.compile(
    r"requests\.exceptions\.(\w*Error|\w*Timeout)\b|vulnerability feed|interface\.ServiceError"
)
"""How pip-audit 2 ends if its service does not answer, or not as it should."""


def main(arguments: Sequence[str]) -> int:
    """Audit, say what came of it, and return the exit status."""
    given = [one for one in arguments if one != "--required"]
    required = len(given) < len(arguments)
    lock, options = (given[0], given[1:]) if given else (LOCK, [])
    audited = subprocess.run(  # noqa: S603 -- the options are those of whoever runs this
        [sys.executable, "-m", "pip_audit", *OPTIONS, "-r", lock, *options],
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        found = json.loads(audited.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        if UNREACHABLE.search(audited.stderr):
            return _not_audited("the advisory service can't be reached", required=required)
        print(f"audit: {lock} can't be audited.\n{audited.stderr.strip()}", file=sys.stderr)
        return audited.returncode or 1
    return _judged(found, lock, required=required)


def _judged(found: Sequence[dict[str, Any]], lock: str, *, required: bool) -> int:
    known = [one for one in found if "skip_reason" not in one]
    faults = [(one, fault) for one in known for fault in one["vulns"]]
    for one, fault in faults:
        names = ", ".join([fault["id"], *fault.get("aliases", [])])
        mend = " or ".join(fault["fix_versions"]) or "no version yet"
        print(f"audit: {one['name']} {one['version']} is vulnerable: {names}. Mended in: {mend}")
    if faults:
        return 1
    if not known:
        return _not_audited("the advisory service knows none of the packages", required=required)
    print(f"audit: {len(known)} packages of {lock}, no known vulnerability.")
    if rest := [one["name"] for one in found if one not in known]:
        print(f"audit: not known to the advisory service: {', '.join(rest)}")
    return 0


def _not_audited(why: str, *, required: bool) -> int:
    print(f"audit: nothing was audited: {why}.", file=sys.stderr if required else sys.stdout)
    return 1 if required else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
