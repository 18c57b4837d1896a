"""One community's activity, opened for counting: settled once, then asked many questions."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ibis
from ibis import _
from ibis.backends.duckdb import Backend
from ibis.expr.types import Table

from nacre.insights import measures
from nacre.insights.activity_store import SCHEMA, files_of
from nacre.insights.periods import Month, Period, micros

Rows = list[dict[str, Any]]


@contextmanager
def opened(slug: str, until: Month) -> Iterator["Counting"]:
    """All of a community's activity up to one month past `until`: its visits and double clicks end there."""
    connection = ibis.duckdb.connect()
    try:
        past = until.next(2).key
        files = [f for f in files_of(slug) if f.parent.name.removeprefix("month=") < past]
        yield Counting(connection, _read(connection, files), until)
    finally:
        connection.disconnect()


def _read(connection: Backend, files: list[Path]) -> Table:
    if not files:
        return connection.create_table(
            "activity", schema=ibis.Schema.from_pyarrow(SCHEMA), temp=True
        )
    table = connection.read_parquet([str(f) for f in files], hive_partitioning=False)
    return table.cast(ibis.Schema.from_pyarrow(SCHEMA))


class Counting:
    """The tables that measures start from, each worked out once."""

    def __init__(self, connection: Backend, activity: Table, until: Month) -> None:
        self._connection = connection
        self.until = until
        self.activity = self._settle("line", measures.once(activity))
        people = measures.with_person(measures.eligible(self.activity))
        self.visited = self._settle("visited", measures.with_visit(people))
        self.people = people
        self.beats = self._settle("beat", measures.engaged(self.visited))
        self.views = self._settle("page_view", measures.page_views(people))
        self.visits = self._settle("visit", measures.visits(self.visited, self.beats))
        self.changes = self._settle("change", measures.membership_changes(self.activity))
        self.registrations = self._settle(
            "registration", measures.toolkit_registrations(self.activity)
        )

    def _settle(self, name: str, expression: Table) -> Table:
        return self._connection.create_table(name, expression, temp=True)

    def rows(self, expression: Table) -> Rows:
        """The answer as plain Python."""
        return self._connection.to_pyarrow(expression).to_pylist()

    def in_month(self, table: Table, month: Month) -> Table:
        """The rows of one London month."""
        return table.filter(_.month == month.key)

    def visits_of(self, month: Month) -> Table:
        """Beats of the visits that started in a month, wherever they ended."""
        started = self.visits.filter(_.month == month.key).select("visit")
        return self.beats.semi_join(started, "visit")

    def first_day(self) -> str | None:
        """The London day of the earliest line that counts."""
        found = self.rows(measures.eligible(self.activity).agg(day=_.day.min()))
        return found[0]["day"]

    def membership(self, period: Period) -> dict[str, Any]:
        """Imported members at the end of a period, and who came and went inside it."""
        end, start = micros(period.ends_at), micros(period.starts_at)
        inside = (_.micros >= start) & (_.micros < end)
        said = self.changes.filter(_.micros < end).agg(
            members=_.joins.ifelse(1, -1).sum().cast("int64"),
            new=(_.joins & inside).sum().cast("int64"),
            left=(~_.joins & inside).sum().cast("int64"),
        )
        return {name: value or 0 for name, value in self.rows(said)[0].items()}

    def members_by(self, column: str, period: Period) -> dict[str, int]:
        """Imported members at the end of a period, by a column."""
        said = (
            self.changes.filter(_.micros < micros(period.ends_at))
            .mutate(of=_[column].fill_null(""))
            .group_by("of")
            .agg(members=_.joins.ifelse(1, -1).sum().cast("int64"))
        )
        return {row["of"]: row["members"] for row in self.rows(said)}

    def toolkit_registrants(self, period: Period) -> int:
        """Members who, by imported activity, had registered for a toolkit by the end."""
        known = (_.source == "import") & (_.micros < micros(period.ends_at))
        said = self.registrations.filter(known).agg(members=_.member.nunique())
        return self.rows(said)[0]["members"]

    def left_out(self, month: Month) -> dict[str, int]:
        """Lines of the month that are no reader's, by their first flag."""
        flagged = self.in_month(self.activity, month).filter(_.flags.length() > 0)
        said = flagged.group_by(flag=_.flags[0]).agg(lines=_.count()).order_by("flag")
        return {row["flag"]: row["lines"] for row in self.rows(said)}
