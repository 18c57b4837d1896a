"""The ledger on the forms of the bodies: one document, written as JSON, CSV or PDF."""

from dataclasses import dataclass
from datetime import date

from nacre.cpd.exporting.document import TEMPLATES, document_of
from nacre.cpd.exporting.pdf import pdf_of
from nacre.cpd.exporting.text import csv_of, json_of
from nacre.insights.rendering.look import Look
from nacre.members.models import Membership

__all__ = ["FORMS", "TEMPLATES", "Export", "export_of"]

FORMS = {
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


@dataclass(frozen=True)
class Export:
    """A file to take along."""

    name: str
    content_type: str
    content: bytes


def export_of(
    membership: Membership,
    *,
    template: str,
    form: str,
    since: date | None = None,
    until: date | None = None,
) -> Export:
    """The ledger of a member on a form; without days, the period that the scheme has now.

    The same ledger gives the same bytes.
    """
    document = document_of(membership, template, since, until)
    if form == "pdf":
        content = pdf_of(document, Look.of(membership.community))
    else:
        content = (csv_of if form == "csv" else json_of)(document)
    end = document["period"]["to"] or "empty"
    return Export(f"cpd-{template}-{end}.{form}", FORMS[form], content)
