"""What raters made of papers, profession by profession, and nothing about a few.

A nurse's score is never mixed with a doctor's. Below eight people of one profession nothing is told
of their scores, to editors either: whoever knows who rates here could tell whose they are
(docs/reference/metrics.md, "Small numbers").
"""

from collections import defaultdict
from dataclasses import dataclass
from statistics import median, quantiles

from nacre.communities.models import Community
from nacre.editorial.models import PaperRating
from nacre.insights.disclosure import FLOOR, HIDDEN, round_to_5
from nacre.members.professions import profession_label


@dataclass(frozen=True)
class Spread:
    """The middle of some scores, and between which points the middle half of them lies."""

    median: float
    low: float
    high: float


@dataclass(frozen=True)
class Scores:
    """One profession's word on one paper; without figures where fewer than eight spoke."""

    profession: str
    people: int | str = HIDDEN
    relevance: Spread | None = None
    newsworthiness: Spread | None = None
    changing: int | str = HIDDEN


@dataclass(frozen=True)
class Panel:
    """All that is told of the ratings of one paper."""

    scores: list[Scores]
    comments: list[str]


def spread_of(values: list[int]) -> Spread:
    """Median and quartiles of at least two scores."""
    low, _, high = quantiles(values, n=4, method="inclusive")
    return Spread(median(values), low, high)


def scores_of(profession: str, ratings: list[PaperRating]) -> Scores:
    """What may be told of the ratings of one profession."""
    label = profession_label(profession)
    if len(ratings) < FLOOR:
        return Scores(label)
    return Scores(
        profession=label,
        people=round_to_5(len(ratings)),
        relevance=spread_of([one.relevance for one in ratings]),
        newsworthiness=spread_of([one.newsworthiness for one in ratings]),
        changing=round_to_5(sum(one.changes_practice for one in ratings)),
    )


def panels_of(community: Community, citations: list[int]) -> dict[int, Panel]:
    """The panels of some papers, by citation; one question to the database."""
    found: dict[int, dict[str, list[PaperRating]]] = defaultdict(lambda: defaultdict(list))
    for one in PaperRating.objects.of(community).about(citations):
        found[one.citation_id][one.profession].append(one)
    return {
        citation: Panel(
            scores=[scores_of(profession, ratings) for profession, ratings in by.items()],
            # In the order of the alphabet: neither who wrote one nor when can be read off.
            comments=sorted(one.comment for some in by.values() for one in some if one.comment),
        )
        for citation, by in found.items()
    }
