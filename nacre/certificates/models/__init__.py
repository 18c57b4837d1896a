"""Certificates, the badges made of them, the keys that sign both, and letters before the end."""

from nacre.certificates.models.badge import Badge
from nacre.certificates.models.certificate import Certificate, CertificateKeptError
from nacre.certificates.models.issuer_key import IssuerKey
from nacre.certificates.models.reminder import Reminder

__all__ = ["Badge", "Certificate", "CertificateKeptError", "IssuerKey", "Reminder"]
