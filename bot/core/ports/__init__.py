"""What the core needs of the world. The outer parts implement these; tests fake them."""

from bot.core.ports.budget import Budget
from bot.core.ports.census import Census, Counts
from bot.core.ports.channels import Channels, Hurdle, Managed, Obstacle
from bot.core.ports.editions import Edition, Editions, Standing
from bot.core.ports.health import Health
from bot.core.ports.jobs import Job, Jobs, Perform
from bot.core.ports.ledger import Account, Ledger, Order, Overdue, Plan, Planned, Turn, Work
from bot.core.ports.messenger import Messenger
from bot.core.ports.meter import NO_METER, Meter, Outcome, Result
from bot.core.ports.misses import NO_MISSES, Miss, Misses, Taught
from bot.core.ports.notices import Notice, Notices, Trouble
from bot.core.ports.records import Attempt, Notes, Post, Posts, Store
from bot.core.ports.world import Clock, Holidays, Library

__all__ = [
    "NO_METER",
    "NO_MISSES",
    "Account",
    "Attempt",
    "Budget",
    "Census",
    "Channels",
    "Clock",
    "Counts",
    "Edition",
    "Editions",
    "Health",
    "Holidays",
    "Hurdle",
    "Job",
    "Jobs",
    "Ledger",
    "Library",
    "Managed",
    "Messenger",
    "Meter",
    "Miss",
    "Misses",
    "Notes",
    "Notice",
    "Notices",
    "Obstacle",
    "Order",
    "Outcome",
    "Overdue",
    "Perform",
    "Plan",
    "Planned",
    "Post",
    "Posts",
    "Result",
    "Standing",
    "Store",
    "Taught",
    "Trouble",
    "Turn",
    "Work",
]
