"""A hospital, trust, practice or university, by its ODS code, under every name people know."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.members.querysets import OrganisationQuerySet


class Organisation(models.Model):
    """An employer or site (NHS Organisation Data Service)."""

    class Kind(models.TextChoices):
        TRUST = "trust", _("NHS trust")
        BOARD = "board", _("Health board")
        HOSPITAL = "hospital", _("Hospital")
        PRACTICE = "practice", _("GP practice")
        UNIVERSITY = "university", _("University")
        COMMISSIONER = "commissioner", _("NHS commissioner")

    ods_code = models.CharField(_("ODS code"), max_length=10, unique=True)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="sites"
    )
    town = models.CharField(max_length=60, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    nation = models.CharField(max_length=20)
    region = models.CharField(max_length=40)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_closed(self) -> bool:
        """Whether it exists no longer."""
        return self.closed_on is not None and self.closed_on <= timezone.localdate()


class OrganisationName(models.Model):
    """A name that an organisation has, had or goes by; `key` is how it is looked up."""

    class Sort(models.TextChoices):
        CURRENT = "current", _("current")
        FORMER = "former", _("former")
        ABBREVIATION = "abbreviation", _("abbreviation")
        INITIALS = "initials", _("initials")  # derived; looked up, never shown
        TOWN = "town", _("town")  # derived from the organisation

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=160)
    key = models.CharField(max_length=160, db_index=True)
    sort = models.CharField(max_length=12, choices=Sort.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="one_key_per_organisation")
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationWord(models.Model):
    """A word of a name, so that any word finds the organisation; derived, like `OrganisationKin`."""

    name = models.ForeignKey(OrganisationName, on_delete=models.CASCADE, related_name="words")
    word = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["word", "name"], name="organisation_words_once")
        ]

    def __str__(self) -> str:
        return self.word


class Succession(models.Model):
    """Who took over from an organisation that merged or closed (the Data Service's `succ` file)."""

    predecessor = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="successions"
    )
    successor = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="predecessions"
    )
    reason = models.CharField(max_length=10, blank=True)
    effective_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"], name="one_succession_a_pair"
            ),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")),
                name="nobody_succeeds_themselves",
            ),
        ]
        ordering = ["effective_on", "pk"]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class OrganisationKin(models.Model):
    """Whose people are found together: a trust of today, its sites and all that went into it.

    `head` is the open trust; a closed one that was divided has several. Derived from parents and
    successions (`index_organisations`), so that a search follows mergers in one query.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="heads")
    head = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="kin")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["head", "organisation"], name="kin_once")]
        verbose_name_plural = "kin of organisations"

    def __str__(self) -> str:
        return f"{self.organisation} of {self.head}"
