"""What a player may send: read with care, for it comes out of foreign content."""

import json
from dataclasses import dataclass, field
from typing import Any

from nacre.scorm import limits
from nacre.scorm.results import part

DEPTH = 12
VALUES = 40_000
LARGEST = 2_000_000_000


class BadCommitError(ValueError):
    """What was sent is no commit; the sentence says why."""


@dataclass(frozen=True)
class Commit:
    """The state of one item at one moment of one launch."""

    sco: str
    launch: int
    run: int
    number: int
    cmi: dict[str, Any]
    seconds: int = 0  # measured by the player, for content that measures none
    is_final: bool = False  # the item or the window was closed
    is_terminated: bool = False  # by the content itself
    is_partial: bool = False  # shortened for a closing window; what is not said stays as it was
    sequencing: dict[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> tuple[int, int, int]:
        """Where in the order of commits it stands."""
        return (self.launch, self.run, self.number)


def read_commit(body: bytes, scos: set[str]) -> Commit:
    """A commit from the body of a request; anything else is refused with the reason."""
    if len(body) > limits.COMMIT_BYTES:
        raise BadCommitError("too large")
    said = _object(body)
    sco, cmi, sequencing = said.get("sco"), said.get("cmi"), said.get("sequencing")
    if not isinstance(sco, str) or sco not in scos:
        raise BadCommitError("no such item")
    if not isinstance(cmi, dict):
        raise BadCommitError("no data")
    _check_suspended(cmi)
    return Commit(
        sco=sco,
        launch=_whole(said, "launch"),
        run=_whole(said, "run"),
        number=_whole(said, "commit"),
        cmi=cmi,
        seconds=_whole(said, "seconds"),
        is_final=said.get("final") is True,
        is_terminated=said.get("terminated") is True,
        is_partial=said.get("partial") is True,
        sequencing=sequencing if isinstance(sequencing, dict) else {},
    )


def _object(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as problem:
        raise BadCommitError("not JSON") from problem
    if not isinstance(said, dict):
        raise BadCommitError("not an object")
    _check_shape(said)
    return said


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _check_shape(said: dict[str, Any]) -> None:
    """Neither deep nor wide nor with characters that no database keeps."""
    level: list[Any] = [said]
    values = 0
    for _depth in range(DEPTH):
        below: list[Any] = []
        for one in level:
            values += 1
            if isinstance(one, dict):
                below += one.keys()
                below += one.values()
            elif isinstance(one, list):
                below += one
            elif isinstance(one, str):
                _check_text(one)
        if values > VALUES:
            raise BadCommitError("too many values")
        if not below:
            return
        level = below
    raise BadCommitError("too deep")


def _check_text(value: str) -> None:
    if "\x00" in value:
        raise BadCommitError("a character that cannot be kept")
    try:
        value.encode()
    except UnicodeEncodeError as problem:
        raise BadCommitError("half a character") from problem


def _whole(said: dict[str, Any], name: str) -> int:
    value = said.get(name, 0)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LARGEST:
        raise BadCommitError(f"{name} is no number")
    return value


def _check_suspended(cmi: dict[str, Any]) -> None:
    for holder in (cmi, part(cmi, "core")):
        suspended = holder.get("suspend_data", "")
        if not isinstance(suspended, str) or len(suspended) > limits.SUSPEND_CHARACTERS:
            raise BadCommitError("suspend data is too long")
