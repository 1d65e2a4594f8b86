"""What the page itself says, in each language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The page's words in one language."""

    language: str
    channel: str
    skip: str
    board: str
    close: str
    next_lesson: str
    none_planned: str
    can_ask: str
    on_its_way: str
    meanwhile: str
    ask: str
    send: str
    example: str
    keys: str
    suggestions: str
    you: str
    whole: str
    no_script: str
    answer: str
    only_you: str
    choices: str
    actions: str
    new: str
    waiting: str
    lost: str
    unreachable: str
    try_again: str
    not_understood: str
    too_long: str
    too_fast: str
    not_json: str
    elsewhere: str
    wrong_host: str
    not_here: str
    broken: str
    sign_in: str
    who_may: str
    sign_in_with: str
    come_in: str
    not_right: str
    sign_in_first: str
    sign_out: str


ENGLISH = Words(
    language="en",
    channel="classroom",
    skip="Skip to the question box",
    board="Board",
    close="Close",
    next_lesson="Next lesson",
    none_planned="That was the last one for now. New lessons come here as they are added.",
    can_ask="What you can ask",
    on_its_way="The first lesson is on its way …",
    meanwhile="It will appear here by itself. Until then, ask something: the board says what.",
    ask="Ask with a command",
    send="Ask",
    example="/term AI sovereignty",
    keys="/ to ask, ↑ for what you asked before",
    suggestions="Suggestions",
    you="You",
    whole="Show all",
    no_script="Asking needs JavaScript. It works in a terminal too: homeroom chat",
    answer="Answer",
    only_you="Only you see this",
    choices="Choices",
    actions="What next",
    new="New:",
    waiting="One moment …",
    lost="Connection lost. Trying again …",
    unreachable="The classroom can’t be reached just now.",
    try_again="Try again",
    not_understood="The classroom could not read that. Reload the page and try again.",
    too_long="That is too long to read at once. Make it shorter.",
    too_fast="That was a lot at once. Take a breath, and go on in {seconds} s.",
    not_json="The classroom only reads application/json.",
    elsewhere="This came from another site, so it was not carried out.",
    wrong_host="The classroom does not go by this name. Its operator can allow it: HOMEROOM_NAMES.",
    not_here="There is nothing here. The classroom is at /",
    broken="Something went wrong on our side. Try again in a moment.",
    sign_in="Sign in",
    who_may="Whoever runs this classroom has its token, and gives it to those who may come in.",
    sign_in_with="Token",
    come_in="Come in",
    not_right="That is not the token. Look whether all of it was copied.",
    sign_in_first="The classroom asks for its token first. Reload the page to sign in.",
    sign_out="Sign out",
)

KOREAN = Words(
    language="ko",
    channel="교실",
    skip="질문 칸으로 건너뛰기",
    board="칠판",
    close="닫기",
    next_lesson="다음 수업",
    none_planned="지금은 마지막 수업까지 다 올라왔어요. 새 수업이 생기면 이곳에 올라와요.",
    can_ask="이렇게 물어보세요",
    on_its_way="첫 수업이 곧 도착해요 …",
    meanwhile="도착하면 여기에 바로 나타나요. 그동안 칠판을 보고 무엇이든 물어보세요.",
    ask="명령어로 물어보기",
    send="묻기",
    example="/term AI 주권",
    keys="/ 입력 칸으로, ↑ 앞서 물은 것",
    suggestions="추천",
    you="나",
    whole="모두 보기",
    no_script="물어보려면 JavaScript가 필요해요. 터미널에서도 물어볼 수 있어요: homeroom chat",
    answer="답",
    only_you="나에게만 보여요",
    choices="보기",
    actions="이어서 하기",
    new="새 글:",
    waiting="잠시만요 …",
    lost="연결이 끊겼어요. 다시 연결하는 중이에요 …",
    unreachable="지금은 교실에 연결할 수 없어요.",
    try_again="다시 시도",
    not_understood="요청을 읽을 수 없었어요. 페이지를 새로 고친 뒤 다시 시도해 주세요.",
    too_long="한 번에 읽기에는 너무 길어요. 조금 줄여 주세요.",
    too_fast="한꺼번에 너무 많이 물었어요. 숨을 고르고 {seconds}초 뒤에 이어 가요.",
    not_json="교실은 application/json만 읽어요.",
    elsewhere="다른 사이트에서 온 요청이라 실행하지 않았어요.",
    wrong_host="이 이름으로는 교실이 열리지 않아요. 운영자가 HOMEROOM_NAMES로 허용할 수 있어요.",
    not_here="여기에는 아무것도 없어요. 교실은 / 에 있어요.",
    broken="저희 쪽에 문제가 생겼어요. 잠시 뒤 다시 시도해 주세요.",
    sign_in="교실 들어가기",
    who_may="토큰이 있으면 들어올 수 있어요. 토큰은 교실을 운영하는 분에게 물어보세요.",
    sign_in_with="토큰",
    come_in="들어가기",
    not_right="토큰이 맞지 않아요. 빠진 글자가 없는지 확인해 주세요.",
    sign_in_first="먼저 토큰이 필요해요. 페이지를 새로 고치면 들어가는 화면이 나와요.",
    sign_out="나가기",
)

_ALL = {words.language: words for words in (ENGLISH, KOREAN)}
LANGUAGES = frozenset(_ALL)


def words_in(language: str) -> Words:
    """Return the page's words in a language, or in English."""
    return _ALL.get(language, ENGLISH)
