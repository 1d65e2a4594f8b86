"""Discord's figures, each with the page that names it.

Pages are below https://docs.discord.com/developers/. A figure that is for advice, or ours, says so.
"""

# components/reference
COMPONENTS = 40
"""Components in a message, those within others included."""
ROW_BUTTONS = 5
ROWS = 5
"""Action rows of a message without Components V2."""
BUTTON_LABEL = 80
BUTTON_LABEL_SHOWN = 38
"""What the design guide advises; a phone shows no more of a label."""
CUSTOM_ID = 100
SELECT_OPTIONS = 25
OPTION_LABEL = 100
OPTION_VALUE = 100
OPTION_DESCRIPTION = 100
SELECT_PLACEHOLDER = 150
SECTION_TEXTS = 3

# discord-api-docs pull request 8562, and discord.py's ``LayoutView.content_length``
MESSAGE_TEXT = 4000
"""Characters in all text displays of a message together."""

# resources/message
CONTENT = 2000
EMBED_DESCRIPTION = 4096
EMBED_TOTAL = 6000
NONCE = 25

# resources/channel
THREAD_NAME = 100

# interactions/application-commands
CHOICES = 25
"""Suggestions to what is being typed, and fixed choices of an option."""
CHOICE_TEXT = 100
"""The name and the value of each."""
COMMANDS = 100
COMMAND_NAME = 32
COMMAND_DESCRIPTION = 100
COMMAND_OPTIONS = 25
COMMAND_TOTAL = 8000
"""Characters of a command's names, descriptions and values together."""

MENTION_TEXT = 100
"""Ours: what is kept free for the line that calls a role."""
PAGER_COMPONENTS = 4
"""Ours: the row that turns pages, with its three buttons."""


def comfortably(limit: int) -> int:
    """Return a limit less the 5 % that we stay below where the counting is not documented."""
    return limit * 95 // 100


PAGE_TEXT = comfortably(MESSAGE_TEXT) - MENTION_TEXT
PAGE_COMPONENTS = COMPONENTS - PAGER_COMPONENTS - 2
"""Less the container, and the line that calls a role."""
PAGE_ROWS = ROWS - 1
"""Less the row that turns pages."""
