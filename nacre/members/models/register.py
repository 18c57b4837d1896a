"""What an installation holds of a regulator's register: the least that a number can be checked by."""

from collections.abc import Iterable

from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from nacre.members.matching import OnRegister

ACCEPTABLE = frozenset({"practising", "provisional", "restricted"})
HELD = frozenset({"suspended", "removed", "deceased"})


def name_hash(name: str) -> str:
    """What is kept of a former or a further name: enough to recognise it, not to read it."""
    return salted_hmac("nacre.register-names", name).hexdigest()[:16]


class Hashes:
    """A set of names of which only the hashes are known."""

    def __init__(self, known: Iterable[str]) -> None:
        self.known = frozenset(known)

    def __contains__(self, name: object) -> bool:
        return bool(self.known) and name_hash(str(name)) in self.known


class RegisterEntry(models.Model):
    """One number of a register, with what a name is compared with. Never shown to members."""

    class Status(models.TextChoices):
        PRACTISING = "practising", _("Practising")
        NOT_PRACTISING = "registered_not_practising", _("Registered, not practising")
        RESTRICTED = "restricted", _("Restricted")
        PROVISIONAL = "provisional", _("Provisional")
        SUSPENDED = "suspended", _("Suspended")
        REMOVED = "removed", _("Removed")
        LAPSED = "lapsed", _("Lapsed")
        DECEASED = "deceased", _("Deceased")
        UNKNOWN = "unknown", _("Unknown")

    regulator = models.CharField(max_length=10)
    number = models.CharField(max_length=12)  # canonical, see members.registrations
    surname = models.CharField(max_length=120)
    given = models.CharField(max_length=120, blank=True)
    further = models.JSONField(default=list, blank=True)  # hashes of the other given names
    previous = models.JSONField(default=list, blank=True)  # hashes of former surnames
    status = models.CharField(max_length=30, choices=Status.choices, default=Status.UNKNOWN)
    flags = models.JSONField(default=list, blank=True)  # "specialist", "gp", "prescriber"
    checked_on = models.DateField()  # the day of the file that last said so

    class Meta:
        verbose_name_plural = "register entries"
        constraints = [
            models.UniqueConstraint(
                fields=["regulator", "number"], name="one_entry_a_register_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.regulator} {self.number}"

    @property
    def on_register(self) -> OnRegister:
        """The name as it is compared."""
        return OnRegister.of(
            self.surname, self.given, previous=Hashes(self.previous), others=Hashes(self.further)
        )

    @property
    def is_acceptable(self) -> bool:
        """Whether somebody of this status may be verified."""
        return self.status in ACCEPTABLE


class RegisterFile(models.Model):
    """A file of a register that was taken in, and the day for which it speaks."""

    regulator = models.CharField(max_length=10, db_index=True)
    name = models.CharField(max_length=200)
    mapping = models.CharField(max_length=60)
    is_delta = models.BooleanField(default=False)
    as_of = models.DateField()
    loaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-as_of", "-pk"]

    def __str__(self) -> str:
        return f"{self.regulator} register of {self.as_of:%d %B %Y}"
