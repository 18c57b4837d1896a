"""How rows are chained: each row's hash covers its content and the hash of the row before it.

What is personal in a row is covered through a salted commitment. When somebody is erased, content
and salt go; the commitment stays, says nothing, and the chain still proves itself (ADR 13).
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

FORM = 1  # of the text that is hashed; a new form gets a new number and both stay readable
START = "0" * 64


@dataclass(frozen=True)
class Cover:
    """What the hashes of one chain cover: openly, and through commitments that can be emptied."""

    name: str  # by which `nacre verify_evidence_chain --of` knows it
    end: int  # the row of EvidenceChain that says where this chain ends
    public: tuple[str, ...]
    personal: dict[str, tuple[str, ...]]  # the name of a commitment, and its columns


EVIDENCE = Cover(
    name="evidence",
    end=1,
    public=(
        "number", "community_id", "sort", "regulator", "outcome", "method", "source_name",
        "source_version", "checked_at", "expires_at", "supersedes_id",
    ),
    personal={
        "detail": ("user_id", "detail", "note", "register_status"),
        "checker": ("checked_by_id",),
    },
)  # fmt: skip
IMPERSONATIONS = Cover(
    name="impersonations",
    end=2,
    public=("number", "community_id", "kind", "happened_at", "until_at", "begun_id"),
    personal={"member": ("member_id", "reason"), "by": ("by_id",)},
)


@dataclass(frozen=True)
class Break:
    """The first row that does not prove itself, and why."""

    number: int
    reason: str

    def __str__(self) -> str:
        return f"Row {self.number}: {self.reason}"


def fresh_salt() -> str:
    """What makes a commitment impossible to guess once it is gone."""
    return secrets.token_hex(16)


def digest(facts: dict[str, Any], salt: str = "") -> str:
    """The hash of some facts, in one form whatever the database."""
    said = {name: _told(value) for name, value in facts.items()}
    text = json.dumps([FORM, salt, said], sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _told(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value


def _facts(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def seal(row: Any, number: int, prev_hash: str, cover: Cover = EVIDENCE) -> str:
    """Give a row its place in the chain; answers its hash."""
    row.number, row.prev_hash = number, prev_hash
    for name, columns in cover.personal.items():
        salt = fresh_salt()
        setattr(row, f"{name}_salt", salt)
        setattr(row, f"{name}_hash", digest(_facts(row, columns), salt))
    row.row_hash = hash_of(row, cover)
    return row.row_hash


def hash_of(row: Any, cover: Cover = EVIDENCE) -> str:
    """The hash that a row should have."""
    commitments = [f"{name}_hash" for name in cover.personal]
    return digest({"prev": row.prev_hash, **_facts(row, (*cover.public, *commitments))})


def first_break(
    rows: Iterator[Any], length: int, head: str, cover: Cover = EVIDENCE
) -> Break | None:
    """Walk rows in the order of their numbers; None if each proves itself and none is missing."""
    number, before = 0, START
    for row in rows:
        number += 1
        if row.number != number:
            return Break(number, f"it is missing; row {row.number} stands in its place.")
        if row.prev_hash != before:
            return Break(number, "it does not follow the row before it.")
        if reason := _own_fault(row, cover):
            return Break(number, reason)
        before = row.row_hash
    if number != length:
        return Break(number + 1, f"{length} rows were written and {number} are here.")
    if before != head:
        return Break(number, "it is not the row that was written last.")
    return None


def _own_fault(row: Any, cover: Cover) -> str:
    if row.row_hash != hash_of(row, cover):
        return "its content is not what was written."
    for name, columns in cover.personal.items():
        salt, facts = getattr(row, f"{name}_salt"), _facts(row, columns)
        if salt and digest(facts, salt) != getattr(row, f"{name}_hash"):
            return "what it says of a person is not what was written."
        if not salt and any(facts.values()):
            return "what it says of a person was left without its proof."
    return ""
