"""Whose declared interest touches a page: its sponsors, its medicines' makers, whoever paid.

An interest that bites bars its editor from being the only one to approve (ADR 25). Nothing is
written here; second_opinion.py acts on the answers.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from nacre.editorial.companies import company_key, makers_of, names_company, subject_medicines
from nacre.editorial.models.declaration import DeclarationOfInterest

if TYPE_CHECKING:
    from nacre.editorial.models import Article, ClinicalEditor


@dataclass(frozen=True)
class Stake:
    """A company's stake in a page, in words that follow its name."""

    company: str
    why: str


@dataclass(frozen=True)
class Conflict:
    """A declared interest and the stake that it meets."""

    declaration: DeclarationOfInterest
    stake: Stake

    @property
    def said(self) -> str:
        """As it stands beside the claim."""
        interest = self.declaration.get_category_display()
        return _("Declared interest (%(interest)s): %(company)s %(why)s.") % {
            "interest": interest[0].lower() + interest[1:],
            "company": self.stake.company,
            "why": self.stake.why,
        }


def stakes_in(page: "Article") -> dict[str, list[Stake]]:
    """By company: why it may wish for what a page says."""
    found: dict[str, list[Stake]] = {}

    def add(company: str, why: str) -> None:
        found.setdefault(company_key(company), []).append(Stake(company, why))

    for relationship in page.funding_around():
        if relationship.kind != relationship.Kind.NONE:
            own = relationship.pk == page.funded_by_id
            add(relationship.sponsor.name, _("funds this page") if own else _("funds this section"))
    for medicine in sorted(subject_medicines(page.claims(), page.words())):
        generic, makers = makers_of(medicine)
        for maker in sorted(makers):
            add(maker, _("markets %(medicine)s") % {"medicine": generic})
    return found


def conflicts_of(editor: "ClinicalEditor", page: "Article", today: date) -> list[Conflict]:
    """The interests of an editor that bite on a page."""
    biting = [d for d in editor.declarations.all() if d.organisation and d.bites(today)]
    if not biting:
        return []
    stakes, paid_words = stakes_in(page), page.funding_words()
    found = []
    for declaration in biting:
        key = company_key(declaration.organisation)
        met = list(dict.fromkeys(stakes.get(key, [])))
        if paid_words and names_company(paid_words, key):
            met.append(Stake(declaration.organisation, _("is named among who paid")))
        found += [Conflict(declaration, stake) for stake in met]
    return found
