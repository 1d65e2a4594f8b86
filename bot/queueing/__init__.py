"""Jobs carried by PgQueuer: through PostgreSQL to many workers, or in the memory of one process.

The queue may lose what it likes: the ledger knows what there is to do, and what has no job gets
one again. So its tables are unlogged, and nothing of it is backed up.
"""

from bot.queueing.queue import Queue, queue_at
from bot.queueing.workers import Workers

__all__ = ["Queue", "Workers", "queue_at"]
