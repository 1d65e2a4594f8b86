"""Slack's figures, each with the page that names it.

Pages are below https://docs.slack.dev/. A figure that is ours, or that somebody measured, says so.
"""

# reference/block-kit/blocks
MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
"""Blocks of a modal or a Home tab."""
BLOCK_ID = 255
HEADER_TEXT = 150
SECTION_TEXT = 3_000
CONTEXT_ELEMENTS = 10
ACTIONS_ELEMENTS = 25

# reference/block-kit/composition-objects
TEXT_OBJECT = 3_000
OPTION_TEXT = 75
OPTION_DESCRIPTION = 75
"""The smaller second line of an option."""
OPTION_VALUE = 150

# reference/block-kit/block-elements
ACTION_ID = 255
BUTTON_LABEL = 75
BUTTON_VALUE = 2_000
ACCESSIBILITY_LABEL = 75
OPTIONS = 100
"""Options of a menu, and suggestions to what is being typed."""
PLACEHOLDER = 150
TEXT_INPUT = 3_000

# surfaces/modals
VIEW_TITLE = 24
VIEW_BUTTON = 24
PRIVATE_METADATA = 3_000
CALLBACK_ID = 255

# reference/methods/chat.postMessage
MESSAGE_TEXT = 4_000
"""Characters of ``text``, which notifications show and screen readers read."""

# slackapi/bolt-js, issue 2509
BLOCKS_CONTENT = 12_000
"""Characters of all blocks together, as JSON: ours, as Slack names no figure. Messages were
refused from about 13,200 on (``msg_blocks_too_long``)."""

LABEL_SHOWN = 30
"""Ours: a phone shows no more of a label."""
ROW_BUTTONS = 5
"""Ours: more of them in one block are a heap."""
MENU_OPTIONS = 30
"""Ours: with long labels, a menu of 100 would be too much for one message."""
MOST_LINKS = 20
"""Ours: links in one paragraph that can be clicked; each is an element of its own."""
LINK = 2_000
"""Ours: characters of a link; Slack takes 3,000 at a button."""

PAGE_TEXT = 3_800
"""Less than ``MESSAGE_TEXT`` by the blank lines between parts."""
PAGE_BLOCKS = MESSAGE_BLOCKS - 6
"""Less a post's ways on with the line above them, and what turns pages."""
PAGE_CONTENT = BLOCKS_CONTENT - 2_500
"""Less the same."""
