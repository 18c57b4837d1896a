"""What is wrong with the branching cases of a courses.yaml: every way through must come to an end."""

from collections.abc import Iterator
from typing import Any

from nacre.launch.problems import Place, Problem, fields_wrong, whole_number_wrong

Said = dict[str, Any]
FULL_CREDIT = 100


def case_wrong(place: Place, said: Any) -> Iterator[Problem]:
    """What is wrong with one case."""
    early = [*fields_wrong(place, said, "title stages")]
    early = early or [*_stages(place, said["stages"])]
    yield from early
    if not early:
        yield from _ways(place, said["stages"])


def _stages(place: Place, stages: Any) -> Iterator[Problem]:
    if not isinstance(stages, list):
        yield place.at("stages").wrong("must be a list.")
        return
    for number, stage in enumerate(stages, 1):
        where = place.at(_name(stage, number))
        yield from fields_wrong(where, stage, "name text", "choices")
        if isinstance(stage, dict):
            yield from _choices(where, stage.get("choices") or [])


def _name(stage: Any, number: int) -> str:
    return f"stage {stage.get('name', number) if isinstance(stage, dict) else number}"


def _choices(place: Place, choices: Any) -> Iterator[Problem]:
    if not isinstance(choices, list) or len(choices) == 1:
        yield place.at("choices").wrong("must be a list of two or more; leave them out at the end.")
        return
    for number, choice in enumerate(choices, 1):
        where = place.at(f"choice {number}")
        early = list(fields_wrong(where, choice, "label feedback goes_to credit"))
        yield from early
        if not early:
            yield from whole_number_wrong(where.at("credit"), choice["credit"], 0, FULL_CREDIT)
    credits = [choice.get("credit") for choice in choices if isinstance(choice, dict)]
    if choices and FULL_CREDIT not in credits:
        yield place.at("choices").wrong(f"needs a best one, with credit {FULL_CREDIT}.")


def _ways(place: Place, stages: list[Said]) -> Iterator[Problem]:
    """That choices lead somewhere, that every stage is come to, and that nobody goes in a circle."""
    names = [stage["name"] for stage in stages]
    if len(set(names)) < len(names):
        yield place.at("stages").wrong("have the same name twice.")
        return
    onward = {stage["name"]: _onward(stage) for stage in stages}
    lost = [(name, to) for name, goals in onward.items() for to in goals if to not in onward]
    for name, to in lost:
        yield place.at(f"stage {name}").wrong(f"goes_to {to!r}, which is no stage of this case.")
    if lost:
        return
    for name in set(onward) - _reached(names[0], onward):
        yield place.at(f"stage {name}").wrong("is come to by no choice; lead there or drop it.")
    if _turns_in_a_circle(onward):
        yield place.at("stages").wrong("lead back to themselves: a case goes forward to an end.")


def _onward(stage: Said) -> list[str]:
    return [choice["goes_to"] for choice in stage.get("choices") or []]


def _reached(first: str, onward: dict[str, list[str]]) -> set[str]:
    found: set[str] = set()
    ahead = [first]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += onward[name]
    return found


def _turns_in_a_circle(onward: dict[str, list[str]]) -> bool:
    """Take away, again and again, the stages that lead to nothing that is left."""
    left = dict(onward)
    while ends := [name for name, goals in left.items() if not set(goals) & set(left)]:
        for name in ends:
            del left[name]
    return bool(left)
