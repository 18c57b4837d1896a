"""Triggers: the database itself refuses to change or delete rows of a chain, whoever asks.

Taking a person out of a row is the one change that is let through: a personal column may become
empty. A later migration that rebuilds such a table on SQLite ends with `put_up` again.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Guard:
    """The guard of one table: what never changes, what may become empty, and what it says."""

    name: str
    table: str
    fixed: tuple[str, ...]
    blank: dict[str, str]
    sentence: str

    def put_up(self, apps: Any, schema_editor: Any) -> None:
        """Set the triggers."""
        for statement in self._statements(schema_editor.connection.vendor):
            schema_editor.execute(statement)

    def take_down(self, apps: Any, schema_editor: Any) -> None:
        """Remove the triggers."""
        on = f" ON {self.table}" if schema_editor.connection.vendor == "postgresql" else ""
        for name in ("no_change", "no_delete"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {self.name}_{name}{on}")

    def _statements(self, vendor: str) -> list[str]:
        name, table = self.name, self.table
        changed = self._is_changed("IS NOT DISTINCT FROM" if vendor == "postgresql" else "IS")
        if vendor == "postgresql":
            refuse = f"FOR EACH ROW {{}}EXECUTE FUNCTION {name}_is_kept()"
            return [
                f"CREATE OR REPLACE FUNCTION {name}_is_kept() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{self.sentence}' USING ERRCODE = 'check_violation'; "
                "END $$",
                f"CREATE OR REPLACE TRIGGER {name}_no_change BEFORE UPDATE ON {table} "
                + refuse.format(f"WHEN ({changed}) "),
                f"CREATE OR REPLACE TRIGGER {name}_no_delete BEFORE DELETE ON {table} "
                + refuse.format(""),
            ]
        return [
            f"CREATE TRIGGER IF NOT EXISTS {name}_no_change BEFORE UPDATE ON {table} "
            f"WHEN {changed} BEGIN SELECT RAISE(ABORT, '{self.sentence}'); END",
            f"CREATE TRIGGER IF NOT EXISTS {name}_no_delete BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{self.sentence}'); END",
        ]

    def _is_changed(self, same: str) -> str:
        kept = [f"NEW.{name} {same} OLD.{name}" for name in self.fixed]
        kept += [
            f"(NEW.{name} {same} OLD.{name} OR NEW.{name} {same} {blank})"
            for name, blank in self.blank.items()
        ]
        return f"NOT ({' AND '.join(kept)})"


EVIDENCE = Guard(
    name="evidence",
    table="members_verificationevidence",
    fixed=(
        "id", "number", "community_id", "sort", "outcome", "regulator", "method", "source_name",
        "source_version", "checked_at", "expires_at", "supersedes_id", "detail_hash",
        "checker_hash", "prev_hash", "row_hash",
    ),
    blank={
        "user_id": "NULL", "checked_by_id": "NULL", "detail": "''", "note": "''",
        "register_status": "''", "detail_salt": "''", "checker_salt": "''",
    },
    sentence="evidence is only added",
)  # fmt: skip
IMPERSONATIONS = Guard(
    name="impersonation",
    table="members_impersonation",
    fixed=(
        "id", "number", "community_id", "kind", "happened_at", "until_at", "begun_id",
        "member_hash", "by_hash", "prev_hash", "row_hash",
    ),
    blank={
        "member_id": "NULL", "by_id": "NULL", "reason": "''", "member_salt": "''",
        "by_salt": "''",
    },
    sentence="the log is only added to",
)  # fmt: skip
