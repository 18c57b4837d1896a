"""What the data of an item says about its learner: completion, success, score and time."""

import math
import re
from dataclasses import dataclass, replace
from typing import Any

CLOCK = re.compile(r"^(\d{1,4}):(\d{1,2}):(\d{1,2}(?:\.\d+)?)$")
DURATION = re.compile(
    r"^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$"
)
DURATION_UNITS = (31_536_000, 2_592_000, 86_400, 3_600, 60, 1)
LONGEST = 10_000 * 3600


@dataclass(frozen=True)
class Result:
    """What one item says."""

    completion: str = "unknown"  # completed, incomplete, unknown
    success: str = "unknown"  # passed, failed, unknown
    score: float | None = None  # 0 to 100


def result_of(
    cmi: dict[str, Any], item: dict[str, Any], standard: str, *, is_terminated: bool = False
) -> Result:
    """The result by the rules of the standard.

    Content that ends its session without a word about completion has been completed, unless it was
    put aside; both standards say so, and many small parts rely on it.
    """
    result = _of_2004(cmi, item) if standard == "2004" else _of_12(cmi, item)
    if result.completion != "unknown":
        return result
    left = text(cmi, "exit") if standard == "2004" else text(part(cmi, "core"), "exit")
    is_done = is_terminated and left != "suspend" and not _is_said_by_content(item)
    return replace(result, completion="completed" if is_done else "incomplete")


def _is_said_by_content(item: dict[str, Any]) -> bool:
    controls = (item.get("sequencing") or {}).get("deliveryControls") or {}
    return bool(controls.get("completionSetByContent"))


def _of_12(cmi: dict[str, Any], item: dict[str, Any]) -> Result:
    core = part(cmi, "core")
    status = text(core, "lesson_status")
    raw = number(part(core, "score").get("raw"))
    completion = "completed" if status in {"completed", "passed"} else "incomplete"
    success = status if status in {"passed", "failed"} else "unknown"
    mastery = number(item.get("mastery_score"))
    if mastery is not None and raw is not None and status in {"completed", "passed", "failed"}:
        success = "passed" if raw >= mastery else "failed"
    if status in {"", "not attempted"}:
        completion = "unknown"
    return Result(completion, success, _percent(part(core, "score"), raw))


def _of_2004(cmi: dict[str, Any], item: dict[str, Any]) -> Result:
    completion = text(cmi, "completion_status")
    progress = number(cmi.get("progress_measure"))
    least = completion_threshold(item)
    if least is not None and progress is not None:
        completion = "completed" if progress >= least else "incomplete"
    score = part(cmi, "score")
    scaled, passing = number(score.get("scaled")), scaled_passing_score(item)
    success = text(cmi, "success_status")
    if passing is not None:
        success = "unknown" if scaled is None else ("passed" if scaled >= passing else "failed")
    percent = _percent(score, number(score.get("raw")))
    if scaled is not None:
        percent = max(0.0, min(100.0, scaled * 100))
    return Result(
        completion if completion in {"completed", "incomplete"} else "unknown",
        success if success in {"passed", "failed"} else "unknown",
        percent,
    )


def completion_threshold(item: dict[str, Any]) -> float | None:
    """From which progress an item of SCORM 2004 is completed, if progress decides."""
    threshold = item.get("completion_threshold") or {}
    return threshold.get("minProgressMeasure") if threshold.get("completedByMeasure") else None


def scaled_passing_score(item: dict[str, Any]) -> float | None:
    """From which score an item of SCORM 2004 is passed, if the score decides."""
    primary = (item.get("sequencing") or {}).get("primaryObjective") or {}
    return primary.get("minNormalizedMeasure", 1.0) if primary.get("satisfiedByMeasure") else None


def _percent(score: dict[str, Any], raw: float | None) -> float | None:
    least, most = number(score.get("min")), number(score.get("max"))
    if raw is None:
        return None
    if most is not None and most > (least or 0.0):
        raw = (raw - (least or 0.0)) / (most - (least or 0.0)) * 100
    return max(0.0, min(100.0, raw))


def seconds_of(cmi: dict[str, Any], standard: str) -> int | None:
    """The time that the content itself measured in this session, if it did."""
    said = (
        text(cmi, "session_time") if standard == "2004" else text(part(cmi, "core"), "session_time")
    )
    return parse_time(said)


def parse_time(said: str) -> int | None:
    """Seconds of HHHH:MM:SS or of an ISO 8601 duration."""
    if clock := CLOCK.match(said):
        hours, minutes, seconds = clock.groups()
        total = int(hours) * 3600 + int(minutes) * 60 + float(seconds)
    elif len(said) > 1 and (duration := DURATION.match(said)):
        given = (float(amount or 0) for amount in duration.groups())
        total = sum(amount * unit for amount, unit in zip(given, DURATION_UNITS, strict=True))
    else:
        return None
    return int(min(total, LONGEST)) or None


def clock_of(seconds: int) -> str:
    """HHHH:MM:SS, for SCORM 1.2."""
    return f"{seconds // 3600:04}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def duration_of(seconds: int) -> str:
    """An ISO 8601 duration, for SCORM 2004."""
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"PT{f'{hours}H' if hours else ''}{f'{minutes}M' if minutes else ''}{rest}S"


def part(cmi: dict[str, Any], name: str) -> dict[str, Any]:
    """A branch of the data, whatever lies there."""
    found = cmi.get(name)
    return found if isinstance(found, dict) else {}


def text(cmi: dict[str, Any], name: str) -> str:
    """A leaf of the data as text."""
    found = cmi.get(name)
    return found.strip() if isinstance(found, str) else ""


def number(said: Any) -> float | None:
    """A leaf of the data as a number, if it is one."""
    if isinstance(said, bool) or not isinstance(said, str | int | float):
        return None
    try:
        found = float(said)
    except ValueError:
        return None
    return found if math.isfinite(found) else None
