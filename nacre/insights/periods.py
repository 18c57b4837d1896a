"""The spans of time that a report is about: London months, told in UTC."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

LONDON = ZoneInfo("Europe/London")
MONTH_KEY = re.compile(r"^(\d{4})-(0[1-9]|1[0-2])$")


@dataclass(frozen=True)
class Period:
    """From one moment up to, and not including, another."""

    starts_at: datetime
    ends_at: datetime

    def covers(self, field: str) -> Q:
        """Rows whose moment lies inside."""
        return Q(**{f"{field}__gte": self.starts_at, f"{field}__lt": self.ends_at})

    def before_end(self, field: str) -> Q:
        """Rows whose moment lies before the end, however early."""
        return Q(**{f"{field}__lt": self.ends_at})

    def __contains__(self, moment: datetime) -> bool:
        return self.starts_at <= moment < self.ends_at


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month as London lives it; two a year have an hour more or less."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> "Month":
        """The month written as 2026-10; anything else is refused with a sentence."""
        found = MONTH_KEY.match(text.strip())
        if not found:
            raise ValueError(f"{text!r} is not a month: write it as 2026-10.")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, moment: datetime) -> "Month":
        """The month in which a moment falls."""
        here = moment.astimezone(LONDON)
        return cls(here.year, here.month)

    @classmethod
    def last_complete(cls, now: datetime) -> "Month":
        """The month that ended most recently."""
        return cls.of(now).previous()

    @property
    def key(self) -> str:
        """2026-10: how files, addresses and figures name it."""
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def label(self) -> str:
        """October 2026: how people name it."""
        return f"{date(self.year, self.month, 1):%B %Y}"

    @property
    def starts_on(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def ends_on(self) -> date:
        """Its last day."""
        return self.next().starts_on - timedelta(days=1)

    @property
    def starts_at(self) -> datetime:
        """The first moment, in UTC."""
        return day_starts_at(self.starts_on)

    @property
    def ends_at(self) -> datetime:
        """The first moment of the next month, in UTC."""
        return self.next().starts_at

    @property
    def period(self) -> Period:
        """The same span without the name."""
        return Period(self.starts_at, self.ends_at)

    def covers(self, field: str) -> Q:
        """Rows whose moment lies in this month."""
        return self.period.covers(field)

    def before_end(self, field: str) -> Q:
        """Rows whose moment lies before the end of this month."""
        return self.period.before_end(field)

    def previous(self, n: int = 1) -> "Month":
        """The month n months earlier."""
        count = self.year * 12 + self.month - 1 - n
        return Month(count // 12, count % 12 + 1)

    def next(self, n: int = 1) -> "Month":
        """The month n months later."""
        return self.previous(-n)

    def is_complete(self, now: datetime) -> bool:
        """Whether it has ended."""
        return self.ends_at <= now

    def __str__(self) -> str:
        return self.key


def months_between(first: Month, last: Month) -> list[Month]:
    """All months from the first to the last, both included."""
    count = (last.year - first.year) * 12 + last.month - first.month
    return [first.next(n) for n in range(count + 1)]


def day_starts_at(day: date) -> datetime:
    """The first moment of a London day, in UTC."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


def london_day(moment: datetime) -> date:
    """The London day on which a moment falls."""
    return moment.astimezone(LONDON).date()


def micros(moment: datetime) -> int:
    """Microseconds since 1970 UTC: the only clock that measures use."""
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
