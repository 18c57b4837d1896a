"""Which pages stand on a paper."""

from collections import defaultdict
from collections.abc import Iterable

from nacre.communities.models import Community
from nacre.editorial.models import JournalReviewPage
from nacre.evidence.models import Citation
from nacre.pages.models import BasePage
from nacre.pages.querysets import BasePageQuerySet


def pages_to_swap(preprint: Citation, community: Community) -> BasePageQuerySet:
    """The pages of a community that list a preprint among their papers; a review of it stays one."""
    pages = BasePage.objects.of(community).filter(papers=preprint, source=None)
    return pages.order_by("title")


def pages_citing(citations: Iterable[Citation]) -> dict[int, list[BasePage]]:
    """The pages, published or not, that cite each of some papers, wherever they are placed."""
    ids = [citation.pk for citation in citations]
    found: dict[int, dict[int, BasePage]] = defaultdict(dict)
    reviews = JournalReviewPage.objects.filter(citation__in=ids)
    for review in reviews.select_related("community__site"):
        page = review.basepage_ptr
        page.community = review.community  # fetched already
        found[review.citation_id][review.pk] = page
    listed = BasePage.papers.through.objects.filter(citation__in=ids)
    for row in listed.select_related("basepage__community__site"):
        found[row.citation_id][row.basepage_id] = row.basepage
    for pages in found.values():
        placed = BasePage.objects.filter(source__in=list(pages)).select_related("community__site")
        pages.update({page.pk: page for page in placed})
    return {pk: [pages[key] for key in sorted(pages)] for pk, pages in found.items()}
