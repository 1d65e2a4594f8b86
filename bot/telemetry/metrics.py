"""Every metric: its name, kind and labels, and what it says. The reference is made from this."""

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What Prometheus calls a kind of metric."""

    COUNTER = "counter"
    GAUGE = "gauge"
    HISTOGRAM = "histogram"


@dataclass(frozen=True, slots=True)
class Metric:
    """One row of the table. ``bounds`` are a histogram's buckets, in seconds.

    Labels have few values, which the program itself knows: never a channel, a server or a person.
    """

    name: str
    kind: Kind
    help: str
    labels: tuple[str, ...] = ()
    bounds: tuple[float, ...] = ()


DELIVERIES = Metric(
    "homeroom_deliveries_total",
    Kind.COUNTER,
    "What became of deliveries: sent, sent late (its post says so), found (it was in doubt and"
    " stands), failed, skipped, in doubt. Counted by the process that recorded it.",
    ("platform", "outcome"),
)
LATENESS = Metric(
    "homeroom_delivery_lateness_seconds",
    Kind.HISTOGRAM,
    "How long after it was due a lesson was recorded as standing in its channel.",
    ("platform",),
    (1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600),
)
IN_DOUBT = Metric(
    "homeroom_deliveries_in_doubt",
    Kind.GAUGE,
    "Deliveries of which it is not known whether they stand. From the database.",
)
OLDEST_DOUBT = Metric(
    "homeroom_oldest_doubt_seconds",
    Kind.GAUGE,
    "How long ago the oldest delivery in doubt was due; 0 if none is. From the database.",
)
WAITING = Metric(
    "homeroom_deliveries_waiting",
    Kind.GAUGE,
    "Deliveries that are due and planned, and not sent yet. From the database.",
)
OLDEST_WAITING = Metric(
    "homeroom_oldest_waiting_seconds",
    Kind.GAUGE,
    "How long ago the oldest of them was due; 0 if none waits. From the database.",
)
LIMITED = Metric(
    "homeroom_rate_limited_total",
    Kind.COUNTER,
    "Answers of a platform that ask for a pause (429).",
    ("platform",),
)
INVALID = Metric(
    "homeroom_invalid_requests_10m",
    Kind.GAUGE,
    "Answers 401, 403 and 429 (unless of a shared limit) in the last ten minutes. Discord shuts an"
    " address out at 10,000.",
    ("platform",),
)
ACKNOWLEDGEMENT = Metric(
    "homeroom_acknowledgement_seconds",
    Kind.HISTOGRAM,
    "From a command or a press arriving here to its acknowledgement. Both platforms give up"
    " after 3 seconds.",
    ("platform",),
    (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 3),
)
ANSWER = Metric(
    "homeroom_answer_seconds",
    Kind.HISTOGRAM,
    "From a command's dispatch to its reply, by what became of it: answered, refused (its asker was"
    " told what to do otherwise), not now (a platform said no), failed (a fault; see the log).",
    ("command", "result"),
    (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
CONNECTIONS = Metric(
    "homeroom_connections_total",
    Kind.COUNTER,
    "Connections made to a platform's gateway or socket: the first, and each one after a loss.",
    ("platform",),
)
LESSONS = Metric("homeroom_lessons", Kind.GAUGE, "Lessons that are loaded.")
FAULTS = Metric(
    "homeroom_lesson_faults",
    Kind.GAUGE,
    "Faults in lesson files; `homeroom check` names them.",
)
CONTENT = Metric(
    "homeroom_lessons_info",
    Kind.GAUGE,
    "Always 1. The label is a hash of what the lessons say: processes that differ have different"
    " lessons.",
    ("content",),
)
ZONE_RULES = Metric(
    "homeroom_zone_rules",
    Kind.GAUGE,
    "The edition of the rules of time zones that this process goes by, as a number that grows:"
    " 2025b is 202502.",
    ("edition",),
)
LAST_RING = Metric(
    "homeroom_last_ring_timestamp_seconds",
    Kind.GAUGE,
    "When this process last went over what is due (Unix time). Absent where it does not.",
)
LAST_BACKUP = Metric(
    "homeroom_last_backup_timestamp_seconds",
    Kind.GAUGE,
    "When the last good backup was made (Unix time). Absent if none is known of. From the"
    " database.",
)
SCHEMA = Metric(
    "homeroom_schema_info",
    Kind.GAUGE,
    "Always 1. The label is the number of the database's last migration.",
    ("version",),
)
BUILD = Metric(
    "homeroom_build_info",
    Kind.GAUGE,
    "Always 1. The labels are the versions of Homeroom and of Python.",
    ("version", "python"),
)
READY = Metric(
    "homeroom_ready", Kind.GAUGE, "1 if this process can do its work now, 0 if not: see `/readyz`."
)
CHECK = Metric(
    "homeroom_check",
    Kind.GAUGE,
    "1 for each check of `/readyz` that is well, 0 if not.",
    ("check",),
)

COUNTED = (DELIVERIES, LATENESS, LIMITED, ACKNOWLEDGEMENT, ANSWER, CONNECTIONS)
"""What is counted as it happens, by the process in which it does."""
LOOKED_UP = (
    IN_DOUBT,
    OLDEST_DOUBT,
    WAITING,
    OLDEST_WAITING,
    INVALID,
    LESSONS,
    FAULTS,
    CONTENT,
    ZONE_RULES,
    LAST_RING,
    LAST_BACKUP,
    SCHEMA,
    BUILD,
    READY,
    CHECK,
)
"""What is looked up when somebody asks."""
METRICS = (*COUNTED, *LOOKED_UP)
