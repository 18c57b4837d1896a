"""What of its references keeps an article from being signed off, and what an editor should look at.

A reader must be able to look up each reference, and nobody may cite a retracted paper without saying
that it was: the page says so in its own title, standfirst, key points or correction, in words that
are signed off with it.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from nacre.evidence.models import Citation
from nacre.pages.models import PageLink
from nacre.pages.outside_links import address_of_paper, links_of

SAYS_RETRACTED = re.compile(r"\bretract(s|ed|ions?)\b", re.I)
# Treatments are withdrawn every day: only of a paper that was withdrawn does the word say so.
SAYS_WITHDRAWN = re.compile(r"\b(retract(s|ed|ions?)|withdrawn|withdrawals?)\b", re.I)


def what_stops(page: Any) -> Iterator[str]:
    """Why a draft cannot be signed off yet: sentences that name the reference and what helps."""
    papers = page.citations
    for paper in papers:
        if not paper.can_be_looked_up:
            yield _(
                "Nobody can look up “%(title)s”. Give its DOI, PubMed number or web address under "
                "Papers, or take it off the page."
            ) % {"title": _short(paper)}
        if paper.is_retracted and not says_so(page, paper):
            yield _retracted(paper)
    yield from _dead_links(page, papers)


def what_to_look_at(page: Any) -> Iterator[str]:
    """What an editor should know of the references; none of it stops the sign-off."""
    for paper in page.citations:
        if paper.is_retracted and says_so(page, paper):
            yield _("It cites “%(title)s”, which was taken back. Does the page say so of it?") % {
                "title": _short(paper)
            }
        published = paper.version_of
        if published and paper.pk == getattr(page, "citation_id", None):
            yield _(
                "The preprint under review has since appeared: %(reference)s Read the review against it."
            ) % {"reference": published.vancouver()}
        elif published:
            yield _(
                "“%(title)s” is a preprint that has since appeared: %(reference)s Put it in its place "
                "under Papers."
            ) % {"title": _short(paper), "reference": published.vancouver()}


def says_so(page: Any, paper: Citation) -> bool:
    """Whether a page says, where nobody overlooks it, that a paper was taken back."""
    words = "\n".join([page.title, page.standfirst, page.key_points, page.correction])
    is_withdrawn = paper.status == Citation.Status.WITHDRAWN
    return bool((SAYS_WITHDRAWN if is_withdrawn else SAYS_RETRACTED).search(words))


def _retracted(paper: Citation) -> str:
    said = {"title": _short(paper), "what": paper.standing.rstrip("."), "doi": paper.replaced_by}
    if paper.replaced_by:
        return (
            _(
                "“%(title)s”: %(what)s. Cite its replacement, doi:%(doi)s, or say in the title, "
                "standfirst or key points that it was retracted."
            )
            % said
        )
    return (
        _(
            "“%(title)s”: %(what)s. Take it off the page, or, where the page is about that, say in its "
            "title, standfirst or key points that it was retracted."
        )
        % said
    )


def _dead_links(page: Any, papers: list[Citation]) -> Iterator[str]:
    titles = {address_of_paper(paper): _short(paper) for paper in papers}
    known = PageLink.objects.of(page.community).filter(url__in=[*links_of(page), *titles])
    dead = {link.url: link for link in known.dead()}
    for link in dead.values():
        said = {
            "title": titles.get(link.url, ""),
            "url": Truncator(link.url).chars(120),
            "day": date_format(link.failing_since, "j F Y") if link.failing_since else "",
        }
        if link.url in titles:
            yield (
                _(
                    "The reference “%(title)s” leads nowhere since %(day)s (%(url)s). Put its number or "
                    "address right under Papers, or take it off the page."
                )
                % said
            )
        else:
            yield (
                _(
                    "The link %(url)s leads nowhere since %(day)s. Put the right address, or take it out."
                )
                % said
            )


def _short(paper: Citation) -> str:
    return str(Truncator(paper.title).chars(80))
