"""What an e-mail address says about where someone works. It never says that they are registered."""

import re
from collections.abc import Iterable

from django.utils import timezone

from nacre.members.models import EmailDomain

FREE, PHARMA, IGNORED = "free_mail", "commercial_pharma", "ignored"

# Compared at label boundaries: evilnhs.uk and nhs.net.attacker.com are neither.
CLASSES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("crown", ("gov.im", "health.gov.je", "gov.gg", "mod.gov.uk", "ukhsa.gov.uk", "dhsc.gov.uk",
               "nice.org.uk", "mhra.gov.uk", "nhsbt.nhs.uk")),
    ("nhs_wales", ("wales.nhs.uk", "nhs.wales")),
    ("nhs_scotland", ("nhs.scot", "scot.nhs.uk", "phs.scot")),
    ("hsc_ni", ("hscni.net",)),
    ("nhs_england_mail", ("nhs.net",)),
    ("nhs_trust_local", ("nhs.uk",)),
    ("academic", ("ac.uk",)),
    (FREE, ("gmail.com", "googlemail.com", "hotmail.com", "hotmail.co.uk", "outlook.com",
            "live.com", "live.co.uk", "yahoo.com", "yahoo.co.uk", "icloud.com", "me.com",
            "doctors.org.uk", "doctors.net.uk", "btinternet.com", "aol.com", "proton.me")),
)  # fmt: skip
OURS = {domain: name for name, domains in reversed(CLASSES) for domain in domains}
LABELS = {
    "dcb1596_other": "an organisation accredited to DCB1596",
    "employer": "an employer that the operator knows",
    PHARMA: "a company",
    "nhs_england_mail": "NHSmail (also used by care homes and suppliers)",
    "nhs_trust_local": "an NHS organisation",
    "nhs_scotland": "NHS Scotland",
    "nhs_wales": "NHS Wales",
    "hsc_ni": "Health and Social Care, Northern Ireland",
    "crown": "a public body",
    "academic": "a university",
    FREE: "a personal address",
    "": "an unknown domain",
}


def domain_class(email: str) -> str:
    """The class of an address's domain, or "" where we do not know it."""
    return classes_of([email])[email]


def classes_of(emails: Iterable[str]) -> dict[str, str]:
    """The class of each address's domain, in one query: the operator's list, then ours."""
    parts = {email: _domains(email) for email in emails}
    asked = {domain for domains in parts.values() for domain in domains}
    today = timezone.localdate()
    own = {
        row.domain: row.sort
        for row in EmailDomain.objects.filter(domain__in=asked)
        if row.expires_on is None or row.expires_on >= today
    }
    return {email: _class_of(domains, own) for email, domains in parts.items()}


def _class_of(domains: list[str], own: dict[str, str]) -> str:
    for listed in (own, OURS):
        if found := next((listed[domain] for domain in domains if domain in listed), ""):
            return "" if found == IGNORED else found
    return ""


def _domains(email: str) -> list[str]:
    """The host of an address and every domain it lies in, longest first: at label boundaries."""
    host = email.rpartition("@")[2].strip().rstrip(".").lower()
    labels = host.split(".") if re.fullmatch(r"[a-z0-9.-]{1,253}", host) else []
    return [".".join(labels[start:]) for start in range(len(labels)) if all(labels)]


def is_work_class(sort: str) -> bool:
    """Whether such a domain is evidence of employment in health care or a university."""
    return sort not in {"", FREE, PHARMA}


def is_work_domain(email: str) -> bool:
    """Whether control of the address is evidence of employment in health care or a university."""
    return is_work_class(domain_class(email))


def domains_in(text: str) -> list[str]:
    """The domains that a cell of somebody's list names, as they are compared."""
    found = [part.rpartition("@")[2].strip(" .*").lower() for part in re.split(r"[\s,;]+", text)]
    return [part for part in found if re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", part)]
