"""Harvested papers, for the desk and for raters."""

from nacre.editorial.models import PaperRating
from nacre.evidence.actions import add_citation
from nacre.evidence.models import Citation, Find
from tests.cast import make_person

_made = iter(range(1, 100_000))


def make_paper(community, title="Invented bile in people who were made up", **facts) -> Citation:
    """A paper that a file brought for a community."""
    number = next(_made)
    known = {"journal_abbrev": "Ann Invent", "year": 2026, "authors": ["Gil A"]} | facts
    citation = add_citation(doi=f"10.5555/p.{number}", shelf=community, title=title, **known)
    citation.shelves.clear()
    Find.objects.create(community=community, citation=citation, origin="file.xml")
    return citation


def rated(community, paper, profession, scores, *, changes=0) -> None:
    """Somebody of a profession gave each of these scores, on both scales."""
    for place, score in enumerate(scores):
        person = make_person(community, f"R{next(_made)}", "Voss", profession=profession)
        PaperRating.objects.create(
            community=community, citation=paper, membership=person.membership,
            profession=profession, relevance=score, newsworthiness=score,
            changes_practice=place < changes,
        )  # fmt: skip
