"""Lines that greet the readers, in a table per language, and the label before a mail's subject."""

import re

from bot.content.importing.signs import without_emoji

_READERS = (
    r"(?:dear |my )?(?:readers?|everyone|everybody|all|friends?|folks|there|team|subscribers?|"
    r"learners?|students?|class|again)\b"
)
_ENGLISH = (
    rf"good (?:morning|afternoon|evening)(?:\s*[,!.…~(—–]|\s*$|\s+(?:from\b|to\b|{_READERS}))",
    rf"(?:hello|hi|hey)(?!,? world)(?:\s*[,!.…~(]|\s*$|\s+{_READERS})",
    rf"(?:dear|welcome,|welcome back,?) {_READERS}",
    r"welcome back\s*(?:[,!.…]|$)",
)
_KOREAN = (
    r"(?:[^.!?]{1,20}(?:님|여러분)들?[,!]?\s*)?(?:안녕하세요|안녕하십니까|안녕하신가요)(?![가-힣])",
    r"(?:[^.!?]{1,20}(?:님|여러분)들?[,!]?\s*)?반갑습니다",
    r"좋은 (?:아침|오후|저녁|하루)(?:입니다|이에요|이네요|이죠|\s*[,!.~]|\s*$)",
)
_GREETING = re.compile("|".join((*_ENGLISH, *_KOREAN)), re.IGNORECASE)
_SUBJECT = re.compile(r"(?:subject|제목)\s*[:：]\s*(?=.*\w)", re.IGNORECASE)


def is_greeting(text: str) -> bool:
    """Tell whether a line starts by greeting its readers."""
    return _GREETING.match(without_emoji(subject_in(text) or text)) is not None


def subject_in(text: str) -> str | None:
    """Return what stands after the label of a mail's subject, if there is one."""
    label = _SUBJECT.match(text)
    return text[label.end() :] if label else None
