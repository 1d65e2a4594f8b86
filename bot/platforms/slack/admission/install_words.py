"""What people read when they have added Homeroom to a workspace, or could not."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the pages in one language."""

    language: str
    added: str
    added_text: str
    open: str
    cancelled: str
    cancelled_text: str
    stale: str
    stale_text: str
    failed: str
    failed_text: str
    again: str


ENGLISH = Words(
    language="en",
    added="Homeroom has arrived in {team}.",
    added_text="Invite it to a channel, and open its Home tab in Slack: from there a daily lesson"
    " is set up in a minute.",
    open="Open Slack",
    cancelled="Nothing was added.",
    cancelled_text="You stopped, or Slack asks for an admin’s approval first. You can start again"
    " whenever you like.",
    stale="This page is too old.",
    stale_text="An installation is good once, for five minutes and in the browser it was begun in."
    " Start again, and nothing is lost.",
    failed="That did not work.",
    failed_text="Slack or Homeroom had a fault. Try again in a moment; if it stays like that, tell"
    " whoever runs this Homeroom.",
    again="Start again",
)

KOREAN = Words(
    language="ko",
    added="{team}에 Homeroom이 도착했어요.",
    added_text="채널에 초대한 다음 Slack에서 Homeroom의 홈 탭을 열어 보세요. 매일 오는 수업을"
    " 1분이면 준비할 수 있어요.",
    open="Slack 열기",
    cancelled="아무것도 추가하지 않았어요.",
    cancelled_text="중간에 멈췄거나, 먼저 관리자의 승인이 필요한 워크스페이스예요. 언제든지"
    " 다시 시작할 수 있어요.",
    stale="시간이 지난 페이지예요.",
    stale_text="설치는 시작한 브라우저에서 5분 안에 한 번만 할 수 있어요. 다시 시작하면 돼요.",
    failed="설치하지 못했어요.",
    failed_text="Slack이나 Homeroom에 문제가 있었어요. 잠시 뒤 다시 시도해 주세요. 계속 그러면 이"
    " Homeroom을 운영하는 분에게 알려 주세요.",
    again="다시 시작하기",
)

_ALL = {words.language: words for words in (ENGLISH, KOREAN)}


def words_for(accept_language: str) -> Words:
    """Return the words that an Accept-Language header likes best (RFC 9110, 12.5.4)."""
    best, weight = ENGLISH, 0.0
    for part in accept_language.split(","):
        tag, _, rest = part.partition(";")
        words = _ALL.get(tag.strip().casefold().partition("-")[0])
        found = re.fullmatch(r"\s*q=([01](?:\.[0-9]{0,3})?)\s*", rest)
        wanted = float(found[1]) if found else float(not rest.strip())
        if words is not None and wanted > weight:
            best, weight = words, wanted
    return best
