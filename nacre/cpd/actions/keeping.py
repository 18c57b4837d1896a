"""What is kept no longer: proposals nobody answered after a year, all else after seven years."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from nacre.cpd.actions.writing import strike_out
from nacre.cpd.models import Entry, Record, Reflection
from nacre.cpd.schemes import years_before
from nacre.cpd.waiting import outdate

UNANSWERED = timedelta(days=366)
YEARS = 7  # one cycle of revalidation and two years


def forget_old() -> int:
    """Delete what has had its time; answers how many rows. Twice does no harm."""
    now = timezone.now()
    kept_since = years_before(timezone.localdate(), YEARS)
    done = 0
    for entry in Entry.objects.stale(now - UNANSWERED, kept_since).select_related("membership"):
        with transaction.atomic():
            strike_out(entry)
            outdate(entry.membership_id)
            entry.delete()
            done += 1
    for model in (Reflection, Record):
        done += model.objects.stale(kept_since).delete()[0]
    return done
