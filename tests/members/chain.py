"""Somebody with the keys of the database, and bad intent."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from nacre.members.chain_guard import EVIDENCE, Guard


def tamper(
    change: str | None, *, row: int = 2, values: Sequence[Any] = (), guard: Guard = EVIDENCE
) -> None:
    """Change a row past the triggers, or take it out."""
    what = "DELETE FROM" if change is None else "UPDATE"
    change = "" if change is None else f"SET {change}"
    with connection.cursor() as cursor:
        for name in ("no_change", "no_delete"):
            on = f" ON {guard.table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}_{name}{on}")
        cursor.execute(f"{what} {guard.table} {change} WHERE number = %s", [*values, row])
