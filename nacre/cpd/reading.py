"""What members read, from the activity: measured by heartbeats, idle time never in it.

The same rule as the reports have (docs/reference/metrics.md): at most 30 minutes of one page view.
It is asked at night, for the members themselves and for nobody else.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any

import duckdb

from nacre.cpd.counting import Span, first_seconds, merged, seconds_in
from nacre.insights.activity_store import files_of
from nacre.insights.kinds import PAGE_ENGAGED, PAGE_OPENED
from nacre.insights.lines import BEAT_SECONDS
from nacre.insights.measures import COUNTED_STATUSES, LONGEST_READ
from nacre.insights.periods import Month, day_starts_at, london_day, micros

LEAST = 5 * 60  # seconds of a day that are worth an entry
MOST_A_DAY = 3 * 3600  # seconds of reading that are proposed for one day
A_DAY = timedelta(days=1)

BEATS = """
with line as (
  select *, row_number() over (partition by id order by micros) as copy
  from read_parquet($files)
  where kind in ($opened, $engaged) and micros >= $since and micros < $until
    and member is not null and coalesce(len(flags), 0) = 0
    and (status is null or list_contains($statuses, status))
), opening as (select id, member, object from line where kind = $opened and copy = 1)
select beat.member, coalesce(opening.object, beat.object), beat.micros,
  coalesce(beat.seconds, $usual), coalesce(beat."view", beat.object)
from line as beat
left join opening on beat."view" = opening.id and beat.member = opening.member
where beat.kind = $engaged and beat.copy = 1
order by beat.member, beat.micros, beat.id
"""


@dataclass(frozen=True)
class DayOfReading:
    """What one member read on one day: the spans of each page, by its number."""

    member: str  # the key
    day: date
    pages: dict[int, list[Span]] = field(default_factory=dict)

    def only(self, page_ids: set[int]) -> "DayOfReading":
        """The same without other pages, and up to a day's most, earliest first."""
        kept = {pk: spans for pk, spans in self.pages.items() if pk in page_ids}
        every = first_seconds([s for spans in kept.values() for s in spans], MOST_A_DAY)
        last = every[-1][1] if every else 0
        cut = {
            pk: merged((start, min(end, last)) for start, end in spans)
            for pk, spans in kept.items()
        }
        return DayOfReading(
            self.member, self.day, {pk: spans for pk, spans in cut.items() if spans}
        )

    @property
    def spans(self) -> list[Span]:
        """All of it, what overlaps once."""
        return merged(span for spans in self.pages.values() for span in spans)

    @property
    def is_worth_it(self) -> bool:
        """Whether it is long enough to be proposed."""
        return seconds_in(self.spans) >= LEAST


def days_of_reading(slug: str, since: date, until: date) -> Iterator[DayOfReading]:
    """Each member's days of a community between two days, both included."""
    # A page opened before midnight is read after it, so that openings are looked for a day earlier.
    first, end = day_starts_at(since - A_DAY), day_starts_at(until + A_DAY)
    months = {Month.of(first).key, Month.of(end).key}
    step = Month.of(first)
    while step < Month.of(end):
        months.add(step.key)
        step = step.next()
    files = [str(path) for path in files_of(slug, sorted(months))]
    if not files:
        return
    found = duckdb.execute(
        BEATS,
        {
            "files": files,
            "opened": PAGE_OPENED,
            "engaged": PAGE_ENGAGED,
            "since": micros(first),
            "until": micros(end),
            "statuses": COUNTED_STATUSES,
            "usual": BEAT_SECONDS,
        },
    )
    for member, rows in groupby(_rows(found), key=lambda row: row[0]):
        for day in _days(member, rows):
            if day.day >= since:
                yield day


def _rows(found: Any) -> Iterator[tuple[Any, ...]]:
    while rows := found.fetchmany(5_000):
        yield from rows


def _days(member: str, rows: Iterator[tuple[Any, ...]]) -> list[DayOfReading]:
    so_far: dict[Any, float] = defaultdict(float)
    pages: dict[date, dict[int, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for _member, item, moment, said, view in rows:
        number = _number(item)
        seconds = min(said, LONGEST_READ - so_far[view])
        so_far[view] += seconds
        if number is None or seconds <= 0:
            continue
        end = moment // 1_000_000
        day = london_day(datetime.fromtimestamp(end, UTC))
        pages[day][number].append((end - round(seconds), end))
    return [
        DayOfReading(member, day, {pk: merged(spans) for pk, spans in sorted(read.items())})
        for day, read in sorted(pages.items())
    ]


def _number(item: str | None) -> int | None:
    name, _colon, number = (item or "").partition(":")
    return int(number) if name == "page" and number.isdigit() else None
