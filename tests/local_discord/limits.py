"""Discord's figures, each with where it is printed (docs.discord.com unless said otherwise)."""

import re

# resources/message, create message
CONTENT = 2000
NONCE = 25
EMBEDS = 10
ATTACHMENT_DESCRIPTION = 1024
FILES = 10
# reference, uploading files: the default per file since January 2025
FILE_BYTES = 10 * 1024 * 1024

# resources/message, embed limits
EMBEDS_TOTAL = 6000
EMBED_TITLE = 256
EMBED_DESCRIPTION = 4096
EMBED_FIELDS = 25
FIELD_NAME = 256
FIELD_VALUE = 1024
FOOTER = 2048
AUTHOR = 256

# resources/message, allowed mentions object
MENTION_IDS = 100

# components/reference
COMPONENTS = 40
ROWS = 5
ROW_BUTTONS = 5
BUTTON_LABEL = 80
BUTTON_URL = 512
CUSTOM_ID = 100
OPTIONS = 25
OPTION_TEXT = 100
PLACEHOLDER = 150
SECTION_TEXTS = 3
GALLERY_ITEMS = 10
ALT_TEXT = 1024
# discord.py 2.7.1, ui/view.py (LayoutView.content_length); not printed in Discord's reference
DISPLAY_TEXT = 4000

# components/reference, modals
MODAL_TITLE = 45
MODAL_PARTS = 5
LABEL_TEXT = 45
LABEL_DESCRIPTION = 100
INPUT_VALUE = 4000
INPUT_PLACEHOLDER = 100
RADIO_OPTIONS = (2, 10)
CHECKBOX_OPTIONS = (1, 10)
UPLOADED_FILES = 10

# interactions/application-commands
COMMAND_NAME = 32
COMMAND_DESCRIPTION = 100
COMMAND_OPTIONS = 25
CHOICES = 25
CHOICE_TEXT = 100
COMMAND_TOTAL = 8000
STRING_LENGTH = 6000
# 2 ** 53, "integer" and "number" options
NUMBER = 9_007_199_254_740_992
CHAT_COMMANDS = 100
# raised from 5 on 2026-03-03 (change log)
CONTEXT_COMMANDS = 15

# interactions/receiving-and-responding
INTERACTION_SECONDS = 3.0
TOKEN_SECONDS = 15 * 60.0
USER_INSTALL_FOLLOWUPS = 5

# resources/channel
THREAD_NAME = 100
ARCHIVE_MINUTES = (60, 1440, 4320, 10080)
APPLIED_TAGS = 5
HISTORY = 100

# resources/poll
POLL_QUESTION = 300
POLL_ANSWERS = 10
POLL_ANSWER = 55
POLL_HOURS = 768

# events/gateway
GUILDS_PER_SHARD = 2500
SEND_BYTES = 4096
SENDS_PER_MINUTE = 120

# The window of `enforce_nonce` is "the past few minutes", without a figure (resources/message);
# this is our reading of it, and tests may set another.
NONCE_SECONDS = 180.0

# topics/rate-limits
GLOBAL_PER_SECOND = 50

# error 30046 (topics/opcodes-and-status-codes): messages older than this have capped edits
OLD_MESSAGE_SECONDS = 3600.0

# reference, locales
LOCALES = frozenset(
    re.findall(
        r"\S+",
        "ar bg cs da de el en-GB en-US es-419 es-ES fi fr he hi hr hu id it ja ko lt nl no pl "
        "pt-BR ro ru sv-SE th tr uk vi zh-CN zh-TW",
    )
)
