"""The certification of what a company says here: the final form, by whom, until when.

It is not the certificate of a course; the two never share a class.
"""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from nacre.editorial.querysets import ComplianceQuerySet
from nacre.pages.models import BasePage

JOB_CODE = RegexValidator(
    r"^[A-Z0-9]{2,12}(-[A-Z0-9]{1,12}){1,4}\Z",
    _("A job code is capitals and figures in two to five groups, such as TAM-GB-00123."),
)


class ComplianceCertificate(models.Model):
    """A signatory certified one final form; any change of it, and the day it ends, void that."""

    class Profession(models.TextChoices):
        DOCTOR = "doctor", _("Registered doctor (GMC)")
        PHARMACIST = "pharmacist", _("UK registered pharmacist (GPhC)")
        DENTIST = "dentist", _("UK registered dentist (GDC), dental material only")

    page = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="+")
    job_code = models.CharField(max_length=64, validators=[JOB_CODE])
    prepared_on = models.DateField(_("date of preparation"))
    final_form = models.CharField(_("SHA-256 of the final form"), max_length=64)
    signatory_name = models.CharField(max_length=120)
    signatory_profession = models.CharField(max_length=12, choices=Profession.choices)
    signatory_number = models.CharField(_("registration number"), max_length=12)
    certified_on = models.DateField()
    expires_on = models.DateField()
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_because = models.CharField(max_length=200, blank=True)

    objects = ComplianceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page"],
                condition=models.Q(voided_at=None),
                name="one_good_compliance_certificate_a_page",
            ),
            models.CheckConstraint(
                name="a_compliance_certificate_ends_after_it_began",
                condition=models.Q(expires_on__gt=models.F("certified_on")),
            ),
        ]
        ordering = ["-certified_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.job_code}, {self.signatory_name}"
