"""One thing a member learnt from, proposed by what they did here or written by themselves."""

import uuid
from datetime import UTC, datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import CommunityOwned
from nacre.cpd.counting import Item, seconds_in
from nacre.cpd.querysets import EntryQuerySet, OwnQuerySet
from nacre.cpd.schemes import CATEGORIES, DOMAINS, MOST_A_DAY, THEMES
from nacre.members.models import Membership
from nacre.pages.models import BasePage


class Entry(CommunityOwned):
    """A line of the ledger: what, when, how long, how much of it with others, and the evidence."""

    class Source(models.TextChoices):
        READING = "reading", _("Reading")
        REVIEWING = "reviewing", _("Reviewing")
        DISCUSSING = "discussing", _("Discussion")
        EVENT = "event", _("Meeting or course day")
        TEACHING = "teaching", _("Teaching")
        COURSE = "course", _("Online course")
        RATING = "rating", _("Rating papers")
        SIGN_OFF = "sign_off", _("Clinical review of an article")
        INTERVIEW = "interview", _("Interview")
        OWN = "own", _("Something else")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        ACCEPTED = "accepted", _("Accepted")
        REJECTED = "rejected", _("Turned down")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="cpd_entries")
    source = models.CharField(max_length=12, choices=Source.choices, default=Source.OWN)
    source_key = models.CharField(max_length=120, null=True, editable=False)  # empty: their own
    title = models.CharField(max_length=300)
    url = models.CharField(max_length=500, blank=True)  # a path of the community
    provider = models.CharField(max_length=200, blank=True)
    occurred_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    spans = models.JSONField(default=list, blank=True)  # [[start, end], …] in seconds since 1970
    measured = models.PositiveIntegerField(default=0)  # minutes
    claimed = models.PositiveIntegerField(default=0)  # minutes, as the member says
    participatory = models.PositiveIntegerField(default=0)  # minutes of them with others
    evidence = models.JSONField(default=dict, blank=True)
    pages = models.ManyToManyField(BasePage, related_name="+", blank=True)
    topics = models.JSONField(default=list, blank=True)  # as words
    category = models.CharField(max_length=8, choices=CATEGORIES, default="personal")
    is_clinical = models.BooleanField(default=True)
    themes = models.JSONField(default=list, blank=True)  # codes of the NMC's Code
    domain = models.CharField(max_length=16, choices=DOMAINS, blank=True)
    method = models.CharField(max_length=120, blank=True)
    approval = models.JSONField(default=dict, blank=True)  # {"code", "body", "category", …}
    certificate_number = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)  # ours, such as that a paper was retracted
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    proposed_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "source", "source_key"], name="proposed_once"
            ),
            models.CheckConstraint(
                name="participatory_is_part_of_it", condition=Q(participatory__lte=F("claimed"))
            ),
            models.CheckConstraint(
                name="a_decided_entry_says_when",
                condition=Q(state="proposed") | Q(decided_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["membership", "state", "occurred_on"], name="cpd_by_day"),
            models.Index(fields=["community", "decided_at"], name="cpd_by_decision"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def started_at(self) -> datetime | None:
        """When the measured time began."""
        return _moment(min((span[0] for span in self.spans), default=None))

    @property
    def finished_at(self) -> datetime | None:
        """When it ended."""
        return _moment(max((span[1] for span in self.spans), default=None))

    @property
    def is_timed(self) -> bool:
        """Whether its minutes were measured as they went by, and not worked out by a rule."""
        by_rule = {self.Source.DISCUSSING, self.Source.RATING}
        return self.source not in by_rule and seconds_in(self.spans) // 60 >= self.measured

    @property
    def is_own_statement(self) -> bool:
        """Whether more is claimed than was measured: then it is the member's own word."""
        return self.claimed > self.measured

    @property
    def most(self) -> int:
        """How many minutes may be claimed: eight hours for each day, as the colleges count."""
        days = ((self.ended_on or self.occurred_on) - self.occurred_on).days + 1
        return MOST_A_DAY * max(1, days)

    @property
    def approval_code(self) -> str:
        """The code of an accrediting body, if it approved this."""
        return str(self.approval.get("code") or "")

    @property
    def theme_labels(self) -> list[str]:
        """The themes of the Code, in their own order."""
        return [label for code, label in THEMES if code in self.themes]

    @property
    def item(self) -> Item:
        """What counting needs of it."""
        return Item(
            key=str(self.pk),
            day=self.occurred_on,
            last_day=self.ended_on,
            claimed=self.claimed,
            participatory=self.participatory,
            spans=tuple((span[0], span[1]) for span in self.spans),
            category=self.category,
        )

    def measure(self, spans: list[tuple[int, int]], minutes: int | None) -> None:
        """Keep what was measured; the claim follows it as long as nobody has decided."""
        self.spans = [list(span) for span in spans]
        self.measured = seconds_in(spans) // 60 if minutes is None else max(0, minutes)
        self.claimed = min(self.measured, self.most)


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


class StruckOut(CommunityOwned):
    """That a member deleted what was proposed: no word of what, so that it is not proposed again."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    mark = models.CharField(max_length=64)
    struck_at = models.DateTimeField(default=timezone.now)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "struck out"
        constraints = [
            models.UniqueConstraint(fields=["membership", "mark"], name="struck_out_once")
        ]

    def __str__(self) -> str:
        return self.mark[:8]
