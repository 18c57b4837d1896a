"""New papers of the demonstration: found by a saved question, some kept and rated already."""

from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml

from nacre.communities.models import Community
from nacre.editorial.models import PaperRating, TriagedPaper
from nacre.editorial.rating_querysets import start_of_week
from nacre.evidence.actions import add_citation
from nacre.evidence.harvesting import save_query
from nacre.evidence.models import Citation, Find, SavedQuery
from nacre.members.models import Membership

FOR = "liver"
PAPERS = Path(__file__).parent / "papers.yaml"
RATERS = {"nurse": 14, "doctor": 11, "pharmacist": 3}


def find_papers(community: Community, now: datetime) -> int:
    """Put the invented papers before the editors of the one community that has them; how many."""
    if community.slug != FOR or SavedQuery.objects.of(community).exists():
        return 0
    told = yaml.safe_load(PAPERS.read_text())
    query = SavedQuery(
        community=community, slug="trials", name=told["name"], source="pubmed", good_at=now
    )
    version = save_query(query=query, words=told["words"])
    for number, paper in enumerate(told["papers"]):
        citation = _cite(number, paper, community, now)
        found_at = now - timedelta(hours=20 * (len(told["papers"]) - number))
        Find.objects.create(
            community=community, citation=citation, version=version, found_at=found_at
        )
        if paper.get("kept"):
            _rate(citation, community, found_at + timedelta(hours=6), number)
    return len(told["papers"])


def _cite(number: int, paper: dict[str, Any], community: Community, now: datetime) -> Citation:
    conclusion = paper.get("conclusion")
    citation = add_citation(
        doi=f"10.5555/nacre.demo.{number + 1}",
        shelf=community,
        title=paper["title"],
        authors=paper["authors"],
        journal_abbrev=paper["journal"],
        year=now.year,
        status=paper.get("status", "ok"),
        status_note=paper.get("note", ""),
        details={"abstract": [{"label": "CONCLUSIONS", "text": conclusion}]} if conclusion else {},
    )
    citation.shelves.remove(community)
    return citation


def _rate(citation: Citation, community: Community, kept_at: datetime, number: int) -> None:
    TriagedPaper.objects.create(
        community=community, citation=citation, verdict="kept", decided_at=kept_at
    )
    random = Random(f"ratings of paper {number}")  # noqa: S311 - a drawing, no secret
    before = start_of_week() - timedelta(days=1)
    members = Membership.objects.of(community).active().filter(source="demo")
    rows = []
    for profession, count in RATERS.items():
        for pk in members.filter(profession=profession).values_list("pk", flat=True)[:count]:
            relevance, news = random.randint(3, 7), random.randint(2, 6)
            rows.append(
                PaperRating(
                    community=community, citation=citation, membership_id=pk, profession=profession,
                    relevance=relevance, newsworthiness=news, changes_practice=relevance > 5,
                    first_rated_at=before, rated_at=before,
                )
            )  # fmt: skip
    PaperRating.objects.bulk_create(rows)
