"""What changed in the directory since a moment, noted by triggers that no code path can go round.

A moment is one number. On PostgreSQL it is the oldest transaction that was still running: whatever
commits later has that number or a higher one. SQLite writes one after the other, so there the key
of the last note is enough.
"""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from nacre.communities.querysets import CommunityOwnedQuerySet

if TYPE_CHECKING:
    from nacre.communities.models import Community

KEEP = timedelta(days=2)


class DirectoryChangeQuerySet(CommunityOwnedQuerySet):
    """Notes of changes."""

    def since(self, community: "Community", moment: int, most: int) -> list[tuple[int, int]]:
        """Key and membership of those that may have been written after a moment, at most so many.

        Every search asks this, so it is plain SQL: the ORM would take longer than the database.
        """
        with connection.cursor() as cursor:
            cursor.execute(SINCE[connection.vendor], [community.pk, moment, most])
            return cursor.fetchall()

    def now(self) -> int:
        """This moment."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT txid_snapshot_xmin(txid_current_snapshot())")
                return cursor.fetchone()[0]
        return self.aggregate(last=Max("pk"))["last"] or 0

    def clear_old(self) -> None:
        """Forget what everybody has read; the last note stays, so that moments go on growing."""
        old = self.filter(changed_at__lt=timezone.now() - KEEP)
        old.exclude(pk=self.aggregate(last=Max("pk"))["last"] or 0).delete()


def note_changes(**kwargs: object) -> None:
    """Make the triggers where they are missing: after each migration, as SQLite drops them."""
    with connection.cursor() as cursor:
        if "members_directorychange" not in connection.introspection.table_names(cursor):
            return
        for statement in _triggers():
            cursor.execute(statement)


def _triggers() -> list[str]:
    if connection.vendor == "postgresql":
        return [POSTGRESQL_FUNCTION, *(POSTGRESQL.format(**names) for names in EVENTS)]
    return [SQLITE.format(**names) for names in EVENTS]


NOTES = "SELECT id, membership_key FROM members_directorychange WHERE community_id = %s AND "
SINCE = {
    "postgresql": NOTES + '"transaction" >= %s LIMIT %s',
    "sqlite": NOTES + "id > %s LIMIT %s",
}
EVENTS = (
    {"name": "insert", "event": "INSERT", "row": "NEW"},
    {"name": "update", "event": "UPDATE", "row": "NEW"},
    {"name": "delete", "event": "DELETE", "row": "OLD"},
)
SQLITE = """
CREATE TRIGGER IF NOT EXISTS directory_{name} AFTER {event} ON members_directoryentry BEGIN
  INSERT INTO members_directorychange (community_id, membership_key, "transaction")
  VALUES ({row}.community_id, {row}.membership_id, 0);
END"""
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION members_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO members_directorychange (community_id, membership_key, "transaction")
  SELECT community_id, membership_id, txid_current() FROM changed;
  RETURN NULL;
END $$"""
POSTGRESQL = """
DROP TRIGGER IF EXISTS directory_{name} ON members_directoryentry;
CREATE TRIGGER directory_{name} AFTER {event} ON members_directoryentry
REFERENCING {row} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION members_note_change()"""
