"""The final form of a page, as one hash; and why a company's page may not appear or stay.

Hashed is the rendered article as everybody in its audience sees it, without what publishing itself
changes: dates of publishing and review, who reviewed it, and what else there is to read.
"""

import copy
import hashlib
import re
from collections.abc import Iterator
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from nacre.editorial.models import Article, ComplianceCertificate
from nacre.members.professions import PROFESSIONS

VERIFIED = 3  # found on the register, and it is them (members/levels.py)
BLANK = {
    "first_published_at": None,
    "reviewed_on": None,
    "review_due_on": None,
    "reading_minutes": 0,
    "reviewed_by": None,
    "also_reviewed_by": None,
}
PERSONAL = re.compile(r"\x00[a-z_]+\x00")  # slots: filled for each reader (ui/slots.py)
SPACE = re.compile(r"\s+")
ARTICLE = re.compile(r"<article class=\"article\">.*</article>", re.S)


def final_form(page: Article, certificate: ComplianceCertificate | None = None) -> str:
    """The article as HTML, with the footer of a certificate that is about to be given."""
    shown: Any = copy.copy(page)
    for name, blank in BLANK.items():
        setattr(shown, name, blank)
    shown.__dict__.update(change_log=[], latest_notice=None)
    shown.__dict__["certificate"] = certificate or page.certificate
    text = render_to_string(page.template, {"page": shown, "self": shown})
    found = ARTICLE.search(text)
    return SPACE.sub(" ", PERSONAL.sub("", found[0] if found else text))


def hash_of(page: Article, certificate: ComplianceCertificate | None = None) -> str:
    """The SHA-256 of the final form, in hexadecimal."""
    return hashlib.sha256(final_form(page, certificate).encode()).hexdigest()


def problems_with(page: Article) -> Iterator[str]:
    """Why a company's page may not appear, in sentences with the remedy."""
    rule = page.audience.rule
    professions = rule.get("professions") or []
    is_closed = rule.get("min_level", 0) >= VERIFIED and professions
    if not is_closed or not all(
        code in PROFESSIONS and PROFESSIONS[code].is_hcp for code in professions
    ):
        yield _(
            "“%(title)s” speaks for a company: it is for verified health-care professionals alone. "
            "Give it an audience of professions with verification level 3."
        ) % {"title": page.title}
    certificate = page.certificate
    if certificate is None:
        yield _(
            "“%(title)s” speaks for a company and has no certificate that is good today. "
            "Record one for its final form."
        ) % {"title": page.title}
    elif certificate.final_form != hash_of(page):
        yield _(
            "“%(title)s” is not the text that %(name)s certified. Have the new form certified."
        ) % {"title": page.title, "name": certificate.signatory_name}
