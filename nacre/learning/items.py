"""What is asked on a screen in one attempt: questions as drawn for it, and the stage of a case."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from nacre.learning.models import Answer, Attempt, ModulePage
from nacre.learning.screens import Screen
from nacre.questions.drawing import draw
from nacre.questions.models import Question, QuestionVersion

Answers = dict[str, Answer]  # by item


@dataclass(frozen=True)
class Item:
    """One thing asked; `name` is unique in an attempt and names its fields in a form."""

    name: str
    version: QuestionVersion | None = None
    stage: Any = None  # of a case

    @property
    def is_open_ended(self) -> bool:
        """Whether nothing is asked any more: a case has come to its end."""
        return self.version is None and not self.stage["choices"]


def drawn_for(module: ModulePage, seed: str) -> dict[str, list[int]]:
    """Which versions of questions an attempt asks, by block; what is suspended is left out."""
    found: dict[str, list[int]] = {}
    for screen in module.screens:
        for block in screen.asking:
            if block.block_type != "case":
                found[str(block.id)] = [v.pk for v in _versions_of(block, seed)]
    return found


def _versions_of(block: Any, seed: str) -> list[QuestionVersion]:
    if block.block_type == "question":
        question = block.value["question"]
        is_usable = question is not None and not question.is_suspended
        return [question.current] if is_usable else []
    bank = block.value["bank"]
    if bank is None:
        return []
    usable = list(Question.objects.usable().in_bank(bank).select_related("current"))
    return [q.current for q in draw(usable, block.value["number"], f"{seed}:{block.id}")]


def versions_in(attempt: Attempt) -> dict[int, QuestionVersion]:
    """The versions that an attempt asks, in one query."""
    keys = {pk for pks in attempt.drawn.values() for pk in pks}
    return QuestionVersion.objects.in_bulk(keys)


def items_on(
    screen: Screen, attempt: Attempt, answers: Answers, versions: dict[int, QuestionVersion]
) -> list[Item]:
    """What a screen asks in an attempt, in order; of a case, the stages as far as it has come."""
    items: list[Item] = []
    for block in screen.asking:
        if block.block_type == "case":
            items += _stages(block, answers)
        else:
            found = (versions.get(pk) for pk in attempt.drawn.get(str(block.id), []))
            items += [Item(f"{block.id}:{v.pk}", version=v) for v in found if v]
    return items


def _stages(block: Any, answers: Answers) -> Iterable[Item]:
    """The stages that were gone through, and the one where the case is."""
    stages = {stage["name"]: stage for stage in block.value["stages"]}
    name: str = next(iter(stages))
    seen: set[str] = set()
    while name in stages and name not in seen:
        seen.add(name)
        item = Item(f"{block.id}:{name}", stage=stages[name])
        yield item
        answer = answers.get(item.name)
        if answer is None:
            return
        name = answer.given.get("goes_to", "")


def unanswered(items: Iterable[Item], answers: Answers) -> list[Item]:
    """Those that wait for an answer."""
    return [item for item in items if item.name not in answers and not item.is_open_ended]
