"""A number in a regulator's register that a person says is theirs."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ProfessionalRegistration(models.Model):
    """The claim to a register entry; one number belongs to one live account.

    A second claim to the same number is kept as disputed. The person is not told whose it is:
    a moderator hears of both.
    """

    class State(models.TextChoices):
        HELD = "held", _("Held")
        DISPUTED = "disputed", _("Also claimed by another account")
        RELEASED = "released", _("Given up")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="registrations"
    )
    regulator = models.CharField(max_length=10)
    number = models.CharField(max_length=12)  # canonical, see members.registrations
    state = models.CharField(max_length=10, choices=State.choices, default=State.HELD)
    profession = models.CharField(max_length=40, blank=True)  # as which they are registered
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("professional registration")
        constraints = [
            models.UniqueConstraint(
                fields=["regulator", "number"],
                condition=models.Q(state="held"),
                name="one_account_holds_a_number",
            ),
            models.UniqueConstraint(
                fields=["user", "regulator", "number"], name="one_claim_a_person_and_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.regulator} {self.number}"

    @property
    def is_disputed(self) -> bool:
        """Whether another live account holds the number."""
        return self.state == self.State.DISPUTED
