"""What a player sends is kept: each commit once, none over a newer one, no second counted twice."""

from enum import StrEnum
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from nacre.scorm.commits import Commit
from nacre.scorm.models import PackageAttempt, ScoState
from nacre.scorm.results import Result, result_of, seconds_of
from nacre.scorm.signals import attempt_recorded

SLACK = 60  # seconds by which the clocks of a browser and ours may differ


class Outcome(StrEnum):
    """What became of a commit."""

    KEPT = "kept"
    OLD = "old"  # a newer one or the same is there already
    SUPERSEDED = "superseded"  # the package was opened again elsewhere


@transaction.atomic
def begin_launch(*, attempt: PackageAttempt) -> PackageAttempt:
    """Open an attempt in one more window, which from now on is the only one that counts."""
    locked = PackageAttempt.objects.select_for_update(of=("self",)).for_playing()
    attempt = locked.get(pk=attempt.pk)
    attempt.launch += 1
    attempt.launched_at = timezone.now()
    attempt.save(update_fields=["launch", "launched_at"])
    return attempt


@transaction.atomic
def record_commit(*, attempt: PackageAttempt, commit: Commit) -> tuple[Outcome, int]:
    """Keep what an item says, unless something newer is known; tell listeners of a new summary.

    Answers what became of it, and the seconds that the learner has spent in the item by now.
    """
    locked = PackageAttempt.objects.select_for_update(of=("self",)).for_playing()
    attempt = locked.get(pk=attempt.pk)
    states = ScoState.objects.by_sco(attempt)
    state = states.get(commit.sco) or ScoState(attempt=attempt, sco=commit.sco)
    outcome = _judge(attempt, state, commit)
    is_left_behind = outcome is Outcome.SUPERSEDED and _is_late_word(state, commit)
    if outcome is not Outcome.KEPT and not is_left_behind:
        return outcome, state.seconds
    _keep(attempt, state, commit)
    states[commit.sco] = state
    before = attempt.summary
    _sum_up(attempt, states, commit)
    attempt.save()
    if attempt.summary != before:
        transaction.on_commit(partial(_tell, attempt))
    return outcome, state.seconds


def _tell(attempt: PackageAttempt) -> None:
    attempt_recorded.send_robust(PackageAttempt, attempt=attempt)


def _judge(attempt: PackageAttempt, state: ScoState, commit: Commit) -> Outcome:
    if commit.launch < attempt.launch:
        return Outcome.SUPERSEDED
    if commit.launch > attempt.launch or commit.place <= state.place:
        return Outcome.OLD
    return Outcome.KEPT


def _is_late_word(state: ScoState, commit: Commit) -> bool:
    """The last word of a window that was closed, before the next one has said anything."""
    return commit.is_final and commit.place > state.place


def _keep(attempt: PackageAttempt, state: ScoState, commit: Commit) -> None:
    standard = attempt.package.standard
    item = next(i for i in attempt.package.scos if i["id"] == commit.sco)
    measured = seconds_of(commit.cmi, standard)
    seconds = min(commit.seconds if measured is None else measured, _most(attempt, commit))
    if (commit.launch, commit.run) == (state.launch, state.run):
        state.seconds_now = max(state.seconds_now, seconds)
    else:
        state.seconds_before += state.seconds_now
        state.seconds_now = seconds
    state.cmi = state.cmi | commit.cmi if commit.is_partial else commit.cmi
    result = result_of(state.cmi, item, standard, is_terminated=commit.is_terminated)
    if item["kind"] == "asset":
        result = Result(completion="completed")
    _take(state, result)
    state.was_terminated = commit.is_terminated
    state.launch, state.run, state.commit = commit.place
    state.updated_at = timezone.now()
    state.save()


def _most(attempt: PackageAttempt, commit: Commit) -> int:
    """No session was longer than the time since it began."""
    is_current = commit.launch == attempt.launch and attempt.launched_at is not None
    since = attempt.launched_at if is_current else attempt.started_at
    return int((timezone.now() - (since or attempt.started_at)).total_seconds()) + SLACK


def _take(state: ScoState, result: Result) -> None:
    """What was reached stays reached: looking at it again takes nothing away."""
    was_passed = state.success == "passed"
    if state.completion != "completed":
        state.completion = result.completion
    if not was_passed and result.success != "unknown":
        state.success = result.success
    if result.score is not None and not (was_passed and (state.score or 0) > result.score):
        state.score = result.score


def _sum_up(attempt: PackageAttempt, states: dict[str, ScoState], commit: Commit) -> None:
    wanted = [item["id"] for item in attempt.package.scos]
    known = [states[sco] for sco in wanted if sco in states]
    attempt.current_sco = commit.sco
    attempt.recorded_at = timezone.now()
    attempt.seconds = sum(state.seconds for state in known)
    if commit.sequencing:
        attempt.sequencing = commit.sequencing
    root: Any = commit.sequencing.get("root")
    root = root if isinstance(root, dict) else {}
    is_all = len(known) == len(wanted) and all(s.completion == "completed" for s in known)
    if not attempt.is_complete and (is_all or root.get("completed") is True):
        attempt.is_complete, attempt.completed_at = True, timezone.now()
    if attempt.is_passed is not True:
        attempt.is_passed = _passed(known, len(wanted))
    scores = [state.score for state in known if state.score is not None]
    attempt.score = round(sum(scores) / len(scores), 2) if scores else attempt.score


def _passed(known: list[ScoState], wanted: int) -> bool | None:
    """Failed where one item was; passed where one was and none is left to be done."""
    if any(state.success == "failed" for state in known):
        return False
    is_done = len(known) == wanted and all(
        state.success == "passed" or state.completion == "completed" for state in known
    )
    return True if is_done and any(state.success == "passed" for state in known) else None
