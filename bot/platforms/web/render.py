"""Replies as HTML. Nothing is cut: a page is as long as it has to be."""

from typing import assert_never

from bot.core.reply import (
    Block,
    Bullets,
    Button,
    Buttons,
    Facts,
    Heading,
    Note,
    Quote,
    Reply,
    Style,
    Text,
    parted,
)
from bot.platforms.web.markup import escape
from bot.platforms.web.wording import words_in

CHOICE = "/answer "
"""How the line of a button begins that is one choice of several: only one can be taken."""


def render(reply: Reply, language: str = "en") -> str:
    """Return a reply's blocks as HTML, a line each. Headings begin at ``h2``."""
    return "\n".join(_block(block, language) for block in reply.blocks)


def _block(block: Block, language: str) -> str:
    match block:
        case Heading(text, level, emoji):
            tag = f"h{min(max(level, 1), 3) + 1}"
            return f"<{tag}>{_sign(emoji)}{escape(text)}</{tag}>"
        case Text(text, strong):
            return f'<p class="lead">{escape(text)}</p>' if strong else f"<p>{escape(text)}</p>"
        case Bullets(items):
            return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"
        case Facts(pairs):
            rows = (f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in pairs)
            return f"<dl>{''.join(rows)}</dl>"
        case Quote(text, marks):
            parts = parted(text, marks)
            inner = (f"<mark>{escape(t)}</mark>" if out else escape(t) for t, out in parts)
            return f"<blockquote><p>{''.join(inner)}</p></blockquote>"
        case Note(text):
            return f'<p class="note"><small>{escape(text)}</small></p>'
        case Buttons(buttons):
            return _group(buttons, language)
        case _:
            assert_never(block)


def _sign(emoji: str) -> str:
    return f'<span class="emoji" aria-hidden="true">{escape(emoji)}</span>&nbsp;' if emoji else ""


def _group(buttons: tuple[Button, ...], language: str) -> str:
    words = words_in(language)
    choices = any(button.line.startswith(CHOICE) for button in buttons)
    kind, label = ("choices", words.choices) if choices else ("buttons", words.actions)
    inner = "".join(map(_button, buttons))
    return f'<div class="{kind}" role="group" aria-label="{escape(label)}">{inner}</div>'


def _button(button: Button) -> str:
    match button.style:
        case Style.PLAIN:
            look = ""
        case Style.MAIN:
            look = ' class="main"'
        case _:
            assert_never(button.style)
    line, label = escape(button.line), escape(button.label)
    return f'<button type="button"{look} data-line="{line}">{label}</button>'
