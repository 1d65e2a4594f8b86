"""Every setting: name, default, what it is for. The reference in docs/ is made from this table.

A setting comes from the environment (``HOMEROOM_PORT``), else from config/homeroom.yaml
(``port``), else it is the default. A secret comes from the environment or from a file that
``…_FILE`` names, and from nowhere else.
"""

from bot.settings.reading import load
from bot.settings.rows import Settings, table
from bot.settings.secrets import open_to_all
from bot.settings.values import web_address

__all__ = ["Settings", "load", "open_to_all", "table", "web_address"]
