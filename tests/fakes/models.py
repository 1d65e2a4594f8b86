"""A model that remembers what it was asked."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bot.content.meaning.folder import read_model_folder
from bot.content.meaning.model import SentenceModel, Vectors
from tests.fakes.meanings import write_model


class CountingModel(SentenceModel):
    """The small model; it may fail at questions, or tell when it has read so many texts."""

    def __init__(self, folder: Path) -> None:
        super().__init__(read_model_folder(write_model(folder / "model")))
        self.texts: list[str] = []
        self.fails = False
        self.enough = 0
        self.on_enough: Callable[[], None] = lambda: None

    def of_question(self, question: str) -> Vectors:
        if self.fails:
            raise RuntimeError
        return super().of_question(question)

    def of_texts(self, texts: Sequence[str]) -> Iterator[tuple[Sequence[int], Vectors]]:
        for places, rows in super().of_texts(texts):
            self.texts += [texts[place] for place in places]
            if len(self.texts) >= self.enough > 0:
                self.on_enough()
            yield places, rows
