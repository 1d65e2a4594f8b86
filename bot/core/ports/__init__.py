"""What the core needs of the world. The outer parts implement these; tests fake them."""

from bot.core.ports.budget import Budget
from bot.core.ports.channels import Channels, Hurdle, Managed, Obstacle
from bot.core.ports.editions import Edition, Editions, Standing
from bot.core.ports.health import Health
from bot.core.ports.ledger import Account, Ledger, Overdue, Plan, Planned, Work
from bot.core.ports.messenger import Messenger
from bot.core.ports.notices import Notice, Notices, Trouble
from bot.core.ports.records import Attempt, Notes, Post, Posts, Store
from bot.core.ports.world import Clock, Holidays, Library

__all__ = [
    "Account",
    "Attempt",
    "Budget",
    "Channels",
    "Clock",
    "Edition",
    "Editions",
    "Health",
    "Holidays",
    "Hurdle",
    "Ledger",
    "Library",
    "Managed",
    "Messenger",
    "Notes",
    "Notice",
    "Notices",
    "Obstacle",
    "Overdue",
    "Plan",
    "Planned",
    "Post",
    "Posts",
    "Standing",
    "Store",
    "Trouble",
    "Work",
]
