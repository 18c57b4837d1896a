"""Questions about rows that stand in a chain: nothing here changes or deletes one."""

from typing import Any

from django.db import models


class SealedQuerySet(models.QuerySet):
    """Rows that are only added, sealed, and emptied of a person who is erased."""

    def add_sealed(self, rows, *, batch_size: int):
        """Insert rows that were given their place in the chain."""
        return super().bulk_create(rows, batch_size=batch_size)

    def blank_out(self, **empty: Any) -> int:
        """Take a person out of these rows: the one change that the database lets through."""
        return super().update(**empty)

    def _refuse(self, *args, **kwargs):
        raise TypeError("Rows of a chain are only added, and emptied of whoever is erased.")

    update = delete = bulk_create = bulk_update = create = _refuse
    get_or_create = update_or_create = _refuse


class ImpersonationQuerySet(SealedQuerySet):
    """The log of who looked as whom."""

    def begun(self):
        """The beginnings; each knows its end, if somebody ended it."""
        return self.filter(kind="begun").select_related("ended")

    def standing(self, now):
        """Those that neither ended nor ran out."""
        return self.begun().filter(ended__isnull=True, until_at__gt=now)

    def about(self, user_id: int | None):
        """When somebody was looked as, newest first."""
        return self.begun().filter(member=user_id or 0).for_log()

    def for_log(self):
        """With what the log shows, newest first."""
        return self.select_related("member", "by", "community").order_by("-number")
