"""What a copied page leaves behind that is no part of the issue."""

from collections.abc import Iterator

from bot.content.importing.characters import letters_of
from bot.content.importing.lines import Line
from bot.content.importing.outcomes import Leftover, Outcome, Signpost
from bot.content.importing.signs import Kind

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
)  # fmt: skip


_RIGHTS = ("©", "ⓒ")
_LETTERS_OF_RESIDUE = frozenset(map(letters_of, _RESIDUE))


def sift(line: Line) -> Iterator[Outcome]:
    """Give the outcome of a line that no part has a use for; nothing for a line of the issue."""
    if line.lends:
        yield Signpost(line.number)
    elif not letters_of(line.words):
        yield Leftover(line.number, line.text, "nothing but a sign")
    elif _is_residue(line):
        yield Leftover(line.number, line.text, "page residue")


def _is_residue(line: Line) -> bool:
    if line.kind is Kind.BULLET:
        return False
    return letters_of(line.words) in _LETTERS_OF_RESIDUE or line.words.startswith(_RIGHTS)
