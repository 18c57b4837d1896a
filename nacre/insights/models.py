"""What a client was told and when: reports are kept as they were, recipients are named."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import CommunityOwned, Sponsor
from nacre.insights.periods import Month
from nacre.insights.querysets import ReportQuerySet


class Audience(models.TextChoices):
    """The two readers of a report."""

    BODY = "body", _("The commissioning body")
    SPONSOR = "sponsor", _("A sponsor")


class ReportRecipient(CommunityOwned):
    """A person of the client's or a sponsor's who receives its reports, and no other's."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="received_reports"
    )
    audience = models.CharField(max_length=8, choices=Audience.choices)
    sponsor = models.ForeignKey(Sponsor, null=True, blank=True, on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_sponsors_recipient_names_the_sponsor",
                condition=models.Q(audience="body", sponsor__isnull=True)
                | models.Q(audience="sponsor", sponsor__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["community", "user", "audience"],
                condition=models.Q(sponsor__isnull=True),
                name="one_body_recipient_each",
            ),
            models.UniqueConstraint(
                fields=["community", "user", "sponsor"], name="one_sponsor_recipient_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} receives {self.audience} of {self.community}"


class Report(CommunityOwned):
    """The figures of one month as one reader was told them: the same figures for ever."""

    month = models.CharField(max_length=7, help_text=_("such as 2026-10"))
    audience = models.CharField(max_length=8, choices=Audience.choices)
    sponsor = models.ForeignKey(Sponsor, null=True, blank=True, on_delete=models.PROTECT)
    figures = models.JSONField()
    definitions_version = models.CharField(max_length=16)
    rules_version = models.CharField(max_length=16)
    digest = models.CharField(max_length=64, help_text=_("SHA-256 of the figures"))
    compiled_at = models.DateTimeField(auto_now_add=True)
    released_at = models.DateTimeField(null=True, blank=True)
    restatement_reason = models.CharField(max_length=200, blank=True)
    replaced_by = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaces"
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "month", "audience"],
                condition=models.Q(sponsor__isnull=True, replaced_by__isnull=True),
                name="one_current_body_report_a_month",
            ),
            models.UniqueConstraint(
                fields=["community", "month", "sponsor"],
                condition=models.Q(sponsor__isnull=False, replaced_by__isnull=True),
                name="one_current_sponsor_report_a_month",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community}, {self.month}, {self.reader}"

    @classmethod
    def recipients_of(cls, community):
        """Who receives reports of a community."""
        return ReportRecipient.objects.of(community)

    @property
    def reader(self) -> str:
        """Whom it is for."""
        return self.sponsor.name if self.sponsor else self.community.client.name

    @property
    def period(self) -> Month:
        """Its month."""
        return Month.parse(self.month)

    @property
    def label(self) -> str:
        """Its month as people say it."""
        return self.period.label

    @property
    def slug(self) -> str:
        """How an address and a folder name it: `body`, or the sponsor."""
        return self.sponsor.slug if self.sponsor else self.audience

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        kept = f"{self.month}-{self.slug}-{self.digest[:12]}"
        return Path(settings.NACRE_HOME) / "reports" / self.community.slug / kept

    def file(self, form: str) -> Path:
        """One of its files: pdf, html, xlsx or json."""
        return self.folder / f"report.{form}"

    def address(self) -> str:
        """Where it is read, on its community's host."""
        return self.community.url(f"/reports/{self.month}/{self.slug}/")

    @property
    def prepared_for(self) -> str:
        """The line under the title."""
        said = f"For {self.reader} · definitions {self.definitions_version}"
        return f"{said} · restated: {self.restatement_reason}" if self.restatement_reason else said

    @property
    def trail(self) -> list[dict[str, str]]:
        """Where it lies."""
        return [{"label": "Reports", "url": "/reports/"}]

    def recipients(self):
        """Who is told of it."""
        return (
            ReportRecipient.objects.of(self.community)
            .filter(audience=self.audience, sponsor=self.sponsor)
            .select_related("user")
        )

    def clean(self) -> None:
        """Keep what was said: the figures of a stored report do not change."""
        if self.pk and self.figures != Report.objects.get(pk=self.pk).figures:
            raise ValidationError(_("A report keeps its figures. Restate it with a reason."))


class ReportRelease(models.Model):
    """That a report was sent to somebody: what, by which rules, when."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="releases")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    digest = models.CharField(max_length=64)
    rules_version = models.CharField(max_length=16)
    released_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "user"], name="one_release_each")]

    def __str__(self) -> str:
        return f"{self.report} to {self.user}"


class ScheduledRun(models.Model):
    """That a job's slot was taken: the unique pair is the lock between schedulers."""

    name = models.CharField(max_length=80)
    due_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "due_at"], name="one_run_a_slot")]

    def __str__(self) -> str:
        return f"{self.name} at {self.due_at:%Y-%m-%d %H:%M}"
