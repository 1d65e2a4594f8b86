"""Questions about everyday things: how near to the lessons they come is what nearness is not.

What two texts have in common to a model is a number of its own kind for each model: for some 0.3
is near, for others two texts about nothing alike have 0.7. So no number stands here: a model is
asked these, and what most of them reach is as good as nothing.
"""

from collections.abc import Mapping
from typing import Final

SHARE: Final = 0.66
"""How many of these come no nearer than what counts as near. Not all: lessons may be about one."""

PROBES: Final[Mapping[str, tuple[str, ...]]] = {
    "en": (
        "How long do I boil an egg?",
        "What time does the train leave?",
        "Who won the football match last night?",
        "How do I remove a coffee stain?",
        "What should I cook tonight?",
        "Which exercises are good for my back?",
        "How do I fix a flat tyre?",
        "What is the weather like tomorrow?",
        "Can you recommend a film?",
        "How do I learn to play the guitar?",
        "Where did I leave my keys?",
        "How much water does a house plant need?",
        "What is a good name for a dog?",
        "How do I reset my password?",
        "When is the next bus to the airport?",
        "How tall is that mountain?",
        "Why is the sky blue?",
        "How do I tie a tie?",
        "What is the capital of France?",
        "Is it healthy to sleep late?",
        "How do I write a letter of thanks?",
        "Which shoes are best for running?",
        "How do you make bread rise?",
        "What is seven times eight?",
    ),
    "ko": (
        "달걀은 몇 분 삶아야 하나요?",
        "기차는 몇 시에 떠나요?",
        "어젯밤 축구는 누가 이겼어요?",
        "커피 얼룩은 어떻게 지워요?",
        "오늘 저녁에 뭘 해 먹을까요?",
        "허리에 좋은 운동이 뭐예요?",
        "자전거 바퀴에 바람이 빠졌어요. 어떻게 고쳐요?",
        "내일 날씨는 어때요?",
        "볼만한 영화 추천해 주세요",
        "기타는 어떻게 배워요?",
        "열쇠를 어디에 뒀을까요?",
        "화분에 물을 얼마나 줘야 해요?",
        "강아지 이름으로 뭐가 좋을까요?",
        "비밀번호를 잊어버렸어요",
        "공항 가는 다음 버스는 언제 와요?",
        "저 산은 얼마나 높아요?",
        "하늘은 왜 파란가요?",
        "넥타이는 어떻게 매요?",
        "프랑스의 수도는 어디예요?",
        "늦게 자면 건강에 나쁜가요?",
        "감사 편지는 어떻게 써요?",
        "달리기할 때 어떤 신발이 좋아요?",
        "빵 반죽은 어떻게 부풀려요?",
        "칠 곱하기 팔은 얼마예요?",
    ),
}
