"""The pages at the end of an installation."""

import base64
import hashlib
import html
from pathlib import Path
from string import Template
from urllib.parse import urlencode

from slack_sdk.oauth.installation_store import Installation

from bot.platforms.slack.admission.install_words import Words

INSTALL_PATH = "/slack/install"
_STALE = frozenset({"invalid_browser", "invalid_state", "missing_code"})
_TEMPLATE = Path(__file__).parent / "install.html"


class InstallPage:
    """Fills in the pages. They load nothing and run nothing."""

    def __init__(self) -> None:
        text = _TEMPLATE.read_text("utf-8")
        self._template = Template(text)
        style = text.partition("<style>")[2].partition("</style>")[0]
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        self.policy = (
            f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none';"
            " form-action 'none'; frame-ancestors 'none'"
        )
        """The Content-Security-Policy that goes with them."""

    def added(self, installation: Installation, words: Words) -> str:
        """Return the page for a workspace that has Homeroom now."""
        team = installation.team_name or installation.enterprise_name or "Slack"
        place = {"app": installation.app_id or "", "team": installation.team_id or ""}
        link = f"https://slack.com/app_redirect?{urlencode({k: v for k, v in place.items() if v})}"
        return self._filled(
            words, words.added.format(team=team), words.added_text, link, words.open
        )

    def refused(self, reason: str, words: Words) -> str:
        """Return the page for an installation that came to nothing."""
        if reason == "access_denied":
            title, text = words.cancelled, words.cancelled_text
        elif reason in _STALE:
            title, text = words.stale, words.stale_text
        else:
            title, text = words.failed, words.failed_text
        return self._filled(words, title, text, INSTALL_PATH, words.again)

    def _filled(self, words: Words, title: str, text: str, link: str, label: str) -> str:
        texts = {"title": title, "text": text, "link": link, "label": label}
        escaped = {name: html.escape(value) for name, value in texts.items()}
        return self._template.substitute(escaped, language=words.language)
