"""Blocks, messages and windows to begin with, each as short as Slack takes it."""

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def marked(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(value: str) -> Json:
    return {"text": plain(f"Option {value}"), "value": value}


def button(n: int = 1, **more: Any) -> Json:
    return {"type": "button", "text": plain("Go"), "action_id": f"h1:{n}", "value": "/go"} | more


def select(**more: Any) -> Json:
    offered = [option("a"), option("b")]
    return {"type": "static_select", "action_id": "s1:1", "options": offered} | more


def actions(*elements: Json, **more: Any) -> Json:
    return {"type": "actions", "elements": list(elements)} | more


def rich(*elements: Json) -> Json:
    section = {"type": "rich_text_section", "elements": list(elements)}
    return {"type": "rich_text", "elements": [section]}


def section(text: Json, **more: Any) -> Json:
    return {"type": "section", "text": text} | more


def post(*blocks: Json, **more: Any) -> Json:
    quiet = {"unfurl_links": False, "unfurl_media": False}
    return {"channel": "C1", "text": "Today", "blocks": list(blocks)} | quiet | more


def field(element: Json, **more: Any) -> Json:
    return {"type": "input", "block_id": "i1:x", "label": plain("Name"), "element": element} | more


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain("Homeroom"), "blocks": list(blocks)} | more
