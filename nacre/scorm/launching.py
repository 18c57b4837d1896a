"""What a player is told when it begins: the items, what each remembers, and where to go on."""

from typing import Any

from nacre.scorm.models import PackageAttempt, ScoState
from nacre.scorm.playing import pseudonym
from nacre.scorm.results import (
    clock_of,
    completion_threshold,
    duration_of,
    part,
    scaled_passing_score,
    text,
)

LEARNER = "Learner"
# What comes back to an item of SCORM 1.2 and 2004 as it left it.
CORE = ("lesson_location", "lesson_status", "score")
KEPT_12 = ("suspend_data", "comments", "objectives", "interactions", "student_preference")
KEPT_2004 = (
    "location", "suspend_data", "completion_status", "success_status", "progress_measure", "score",
    "objectives", "interactions", "comments_from_learner", "learner_preference",
)  # fmt: skip


def launch_of(attempt: PackageAttempt) -> dict[str, Any]:
    """Everything that the player needs, for this launch alone."""
    package = attempt.package
    states = ScoState.objects.by_sco(attempt)
    learner = pseudonym(package, attempt.membership.key)
    return {
        "standard": package.standard,
        "title": package.title,
        "learner": learner,
        "launch": attempt.launch,
        "items": [_item(item, states) for item in package.manifest["items"]],
        "cmi": {
            item["id"]: cmi_of(package.standard, item, states.get(item["id"]), learner)
            for item in package.scos
        },
        "current": attempt.current_sco,
        "organization": {
            "id": package.manifest["organization"] or "organization",
            "title": package.title,
            "sequencing": package.manifest.get("sequencing", {}),
            "collections": package.manifest.get("collections", {}),
        },
        "sequencing": attempt.sequencing,
    }


def _item(item: dict[str, Any], states: dict[str, ScoState]) -> dict[str, Any]:
    state = states.get(item["id"])
    told = {
        name: item.get(name)
        for name in (
            "id",
            "title",
            "visible",
            "launch",
            "kind",
            "hide",
            "prerequisites",
            "sequencing",
        )
    }
    return told | {
        "completion_threshold": item.get("completion_threshold") or {},
        "completion": state.completion if state else "unknown",
        "success": state.success if state else "unknown",
        "items": [_item(below, states) for below in item["items"]],
    }


def cmi_of(
    standard: str, item: dict[str, Any], state: ScoState | None, learner: str
) -> dict[str, Any]:
    """The data model with which an item starts, without what is empty."""
    make = _cmi_of_2004 if standard == "2004" else _cmi_of_12
    return _filled(make(item, state, learner))


def entry_of(state: ScoState | None, left: str) -> str:
    """How an item is entered: for the first time, to go on, or once more after an ordinary end."""
    if state is None or not state.cmi:
        return "ab-initio"
    return "" if state.was_terminated and left != "suspend" else "resume"


def _cmi_of_12(item: dict[str, Any], state: ScoState | None, learner: str) -> dict[str, Any]:
    before = state.cmi if state else {}
    core = part(before, "core")
    told = {name: before.get(name) for name in KEPT_12}
    status = text(core, "lesson_status")
    if state and status in {"completed", "passed", "failed"} and state.success != "unknown":
        status = state.success  # judged by the mastery score
    return told | {
        "core": {
            **{name: core.get(name) for name in CORE},
            "lesson_status": status if status != "not attempted" else "",
            "student_id": learner,
            "student_name": LEARNER,
            "credit": "credit",
            "lesson_mode": "normal",
            "entry": entry_of(state, text(core, "exit")),
            "total_time": clock_of(state.seconds if state else 0),
        },
        "launch_data": item.get("data_from_lms"),
        "student_data": {
            "mastery_score": item.get("mastery_score"),
            "max_time_allowed": item.get("max_time"),
            "time_limit_action": item.get("time_limit_action"),
        },
    }


def _cmi_of_2004(item: dict[str, Any], state: ScoState | None, learner: str) -> dict[str, Any]:
    before = state.cmi if state else {}
    least, passing = completion_threshold(item), scaled_passing_score(item)
    limit = (item.get("sequencing") or {}).get("attemptAbsoluteDurationLimit")
    return {name: before.get(name) for name in KEPT_2004} | {
        "learner_id": learner,
        "learner_name": LEARNER,
        "credit": "credit",
        "mode": "normal",
        "entry": entry_of(state, text(before, "exit")),
        "total_time": duration_of(state.seconds if state else 0),
        "launch_data": item.get("data_from_lms"),
        "max_time_allowed": item.get("max_time") or limit,
        "time_limit_action": item.get("time_limit_action"),
        "completion_threshold": None if least is None else _plain(least),
        "scaled_passing_score": None if passing is None else _plain(passing),
    }


def _plain(number: float) -> str:
    return f"{number:g}"


def _filled(value: Any) -> Any:
    """The same without empty leaves and branches: to content, empty and never set are two things."""
    if not isinstance(value, dict):
        return value
    kept = {name: _filled(below) for name, below in value.items()}
    return {name: below for name, below in kept.items() if below not in (None, "", {}, [])}
