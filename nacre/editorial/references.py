"""References of published pages that nobody can look up: papers with neither number nor address."""

from django.db.models import Q

from nacre.communities.models import Community
from nacre.editorial.models import JournalReviewPage
from nacre.evidence.models import Citation
from nacre.pages.models import BasePage

MOST = 100


def unresolved(community: Community) -> list[dict]:
    """Each such paper with the pages that cite it; those whose DOI is dead are among the links."""
    pages = BasePage.objects.of(community).open_now()
    reviews = JournalReviewPage.objects.of(community).open_now()
    bare = Citation.objects.filter(doi=None, pmid=None).exclude(details__has_key="address")
    cited = Q(cited_on__in=pages) | Q(pk__in=reviews.values("citation"))
    papers = bare.filter(cited).distinct().order_by("title")[:MOST]
    return [{"paper": paper, "pages": _pages_citing(paper, community)} for paper in papers]


def _pages_citing(paper: Citation, community: Community) -> list[BasePage]:
    reviews = JournalReviewPage.objects.of(community).filter(citation=paper).values("pk")
    citing = Q(papers=paper) | Q(pk__in=reviews)
    pages = BasePage.objects.of(community).open_now().filter(citing)
    return list(pages.select_related("owner").distinct().order_by("title"))
