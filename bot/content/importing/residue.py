"""The words that a copied page or a mail leaves behind, in a table: add others here."""

import re

from bot.content.importing.characters import letters_of

_RESIDUE = (
    "View Table of Contents", "Table of Contents", "Back to Contents", "Back to top", "Contents",
    "View in browser", "View this email in your browser", "Read in app", "Read online",
    "Read more", "Share", "Share this post", "Subscribe", "Subscribe now", "Unsubscribe",
    "Like", "Comment", "Comments", "Leave a comment", "Copy link", "Print", "Save", "Follow",
    "Previous", "Next", "Sign in", "Sign up", "Log in", "Advertisement", "Forward to a friend",
    "목차", "목차 보기", "목차로", "목차로 이동", "맨 위로", "위로", "브라우저에서 보기",
    "웹에서 보기", "앱에서 보기", "더 보기", "더 읽기", "공유", "공유하기", "구독", "구독하기",
    "무료 구독하기", "구독 취소", "수신 거부", "좋아요", "댓글", "댓글 달기", "링크 복사", "인쇄",
    "저장", "팔로우", "이전 글", "다음 글", "이전", "다음", "로그인", "회원가입", "광고",
    "친구에게 공유하기",
    "View online", "View in your browser", "View on the web", "Open in browser", "Forward",
    "Forward this email", "Forward to a colleague", "Share with a friend", "Tell a friend",
    "Manage preferences", "Manage your preferences", "Manage subscription", "Email preferences",
    "Manage your subscription", "Update preferences", "Update your preferences",
    "Update your profile", "Unsubscribe here", "Unsubscribe from this list",
    "Click here to unsubscribe", "Privacy policy", "Terms of service", "Contact us",
    "Add to calendar", "Continue reading", "Read the full story", "Read the full article",
    "수신거부하기", "구독 취소하기", "구독 해지", "구독 설정", "구독 관리", "메일 수신거부",
    "친구에게 전달하기", "친구에게 추천하기", "전달하기", "웹으로 보기", "온라인에서 보기",
    "웹브라우저에서 보기", "자세히 보기", "전문 보기", "원문 보기", "기사 더 보기",
    "개인정보처리방침", "이용약관", "문의하기",
)  # fmt: skip
_RIGHTS = ("©", "ⓒ")
# How mails begin to tell why they came.
_WHY_IT_CAME = re.compile(
    r"you(?:['’]re| are) receiving this|you received this|this (?:e-?mail|newsletter) was sent|"
    r"[이본] (?:메일|이메일|뉴스레터)(?:은|는) .*(?:수신|발송)",
    re.IGNORECASE,
)
_LETTERS_OF_RESIDUE = frozenset(map(letters_of, _RESIDUE))

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_BETWEEN = re.compile(r"[|｜·•/‧ㆍ]")


def reads_as_residue(words: str) -> bool:
    """Tell whether words are those of a page's buttons, addresses alone, or a row of these."""
    if words.startswith(_RIGHTS) or _WHY_IT_CAME.match(words):
        return True
    pieces = [letters_of(piece) for piece in _BETWEEN.split(_ADDRESS.sub("|", words))]
    return all(piece in _LETTERS_OF_RESIDUE for piece in pieces if piece)


def is_button(words: str) -> bool:
    """Tell whether words are those of one button: they may be a term's name as well."""
    return letters_of(words) in _LETTERS_OF_RESIDUE
