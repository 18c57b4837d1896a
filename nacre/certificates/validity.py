"""From when to when a certificate holds, and from when it may be renewed.

A certificate holds to the end of a London day. It may be renewed from 90 days before that, or in
the second half of its time where that is shorter; who renews in this window loses nothing: the new
time begins where the old one ends. Later, it begins with the completion.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from nacre.insights.periods import LONDON, day_starts_at

WINDOW = timedelta(days=90)
REMINDED = (90, 30, 7)  # days before the end


@dataclass(frozen=True)
class Validity:
    """A span; without an end it holds for good."""

    starts_at: datetime
    expires_at: datetime | None

    @classmethod
    def of(
        cls, completed_at: datetime, valid_for: timedelta | None, before: "Validity | None" = None
    ) -> "Validity":
        """The time of a new certificate, perhaps after an earlier one that still stands."""
        starts_at = completed_at
        if before is not None and before.is_open_to_renewal(completed_at):
            starts_at = max(completed_at, before.expires_at or completed_at)
        if valid_for is None:
            return cls(starts_at, None)
        ends = starts_at.astimezone(LONDON) + valid_for  # by the calendar, whatever clocks do
        is_first = starts_at == completed_at  # what is left of the day of completion comes on top
        last = ends.date() if is_first else ends.date() - timedelta(days=1)
        return cls(starts_at, day_starts_at(last + timedelta(days=1)))

    @property
    def renewable_from(self) -> datetime | None:
        """When the window opens; never, where there is no end."""
        if self.expires_at is None:
            return None
        return self.expires_at - min(WINDOW, (self.expires_at - self.starts_at) / 2)

    def is_open_to_renewal(self, moment: datetime) -> bool:
        """Whether a completion at this moment is a renewal in time or after it."""
        opens = self.renewable_from
        return opens is not None and moment >= opens

    def reminder_due(self, now: datetime) -> int | None:
        """Which letter is due: that of the nearest number of days still to go.

        After a late run one letter goes, not three; and none about a number of days that is longer
        than the time the certificate has from its beginning.
        """
        if self.expires_at is None or not self.starts_at <= now < self.expires_at:
            return None
        left, whole = self.expires_at - now, self.expires_at - self.starts_at
        due = [days for days in REMINDED if left <= timedelta(days=days) < whole]
        return min(due, default=None)
