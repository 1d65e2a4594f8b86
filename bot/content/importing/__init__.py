"""Newsletter issues, as text, into lessons. ``read_issue`` is the way in.

A line travels through the modules in this order: ``characters`` and ``lines`` (what is written
there), ``bullets`` (signs told by what stands round them), ``sifting`` and ``residue`` (what is no
part of the issue), ``headings``, ``defining``, ``numbering`` and ``blocks`` (where each part
begins), ``greetings`` and ``opening_news`` (what stands above the first heading), ``parts`` (which
field a line goes to), ``fitting`` and ``completeness`` (what the format takes), ``tree`` (the
lesson), ``report`` (what to tell the author).
"""

from bot.content.importing.characters import decode
from bot.content.importing.draft import Draft, Placed, Value
from bot.content.importing.issue import read_issue
from bot.content.importing.outcomes import Leftover
from bot.content.importing.report import findings, notes

__all__ = ["Draft", "Leftover", "Placed", "Value", "decode", "findings", "notes", "read_issue"]
