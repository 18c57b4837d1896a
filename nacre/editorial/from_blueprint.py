"""Pages from the items of a blueprint: pure functions, each item in and an unsaved page out.

The launch makes one `Material` a community and adds what it is given to the tree with
`actions.place_page`.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any, TypeVar

from django.utils import timezone

from nacre.audiences.models import Audience
from nacre.communities.models import Community, FundingRelationship
from nacre.editorial.blocks import body_from_blueprint, prose
from nacre.editorial.models import (
    AboutPage,
    Article,
    ClinicalEditor,
    ConferencePage,
    ConferenceReportPage,
    InterviewPage,
    JournalReviewPage,
    NewsPage,
    ResourcePage,
    ToolkitPage,
)
from nacre.editorial.review_blocks import finding_from_blueprint
from nacre.evidence.actions import add_citation
from nacre.members.models import Organisation
from nacre.members.professions import role_label
from nacre.pages.models import CommunityDocument, Topic

Item = dict[str, Any]
P = TypeVar("P", bound=Article)
DAYS_A_MONTH = 30.44
REVIEWED_BEFORE = timedelta(days=2)


@dataclass
class Material:
    """What the items of one community refer to by slug or key."""

    community: Community
    today: date

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """Topics by slug."""
        return {topic.slug: topic for topic in Topic.objects.of(self.community)}

    @cached_property
    def audiences(self) -> dict[str, Audience]:
        """Audiences by slug."""
        return {a.slug: a for a in Audience.objects.of(self.community)}

    @cached_property
    def editors(self) -> dict[str, ClinicalEditor]:
        """Clinical editors by key, the lead first."""
        board = ClinicalEditor.objects.of(self.community).for_board()
        return {editor.slug: editor for editor in board}

    @cached_property
    def funds(self) -> dict[str, FundingRelationship]:
        """Funding relationships by the sponsor's slug."""
        found = self.community.funding_relationships.select_related("sponsor")
        return {funding.sponsor.slug: funding for funding in found}

    def moment(self, days_ago: int) -> datetime:
        """Half past seven in the morning, so many days ago."""
        day = self.today - timedelta(days=days_ago)
        return timezone.make_aware(datetime.combine(day, time(7, 30)))

    def reviewer_of(
        self, item: Item, besides: ClinicalEditor | None = None
    ) -> ClinicalEditor | None:
        """The editor whose remit fits best and who did not write it; besides another, if given."""
        taken = {item.get("author"), besides and besides.slug}
        others = [e for key, e in self.editors.items() if key not in taken]
        wanted = set(item.get("topics", []))
        return max(others, key=lambda e: len(wanted & self._remit(e)), default=None)

    @staticmethod
    def _remit(editor: ClinicalEditor) -> set[str]:
        return {topic.slug for topic in editor.remit.all()}

    def byline(self, author: str) -> dict[str, str]:
        """Name, role and organisation of an author given by an editor's key, or by name."""
        editor = self.editors.get(author)
        if editor is None:
            # A blueprint's journalists are ours: they may have no interests (board and staff rules).
            return {
                "author_name": author,
                "author_organisation": self.community.name,
                "author_declares": "none",
            }
        return {
            "author_name": editor.name,
            "author_role": editor.post,
            "author_organisation": editor.organisation.name if editor.organisation else "",
            "author_declares": "some" if editor.interests else "none",
            "author_interests": "; ".join(d.said for d in editor.interests),
        }


def article_of(sort: type[P], item: Item, material: Material, **fields: Any) -> P:
    """What all items have in common, with the fields of one page type."""
    at = material.moment(item.get("days_ago", 7))
    points = item.get("key_points", [])
    common: dict[str, Any] = {
        "title": item["title"],
        "slug": item["slug"],
        "standfirst": (item.get("standfirst") or "").strip(),
        "community": material.community,
        "key_points": "\n".join(" ".join(str(point).split()) for point in points),
        "body": body_from_blueprint(item.get("body")),
        "first_published_at": at,
    }
    if item.get("audience"):
        common["audience"] = material.audiences[item["audience"]]
    if item.get("funding"):
        common["funded_by"] = material.funds[item["funding"]]
    if item.get("author"):
        common |= material.byline(item["author"])
    if sort.needs_sign_off:
        common["reviewed_by"] = material.reviewer_of(item)
        if sort.clinicians_needed > 1:
            common["also_reviewed_by"] = material.reviewer_of(item, besides=common["reviewed_by"])
        common["reviewed_on"] = (at - REVIEWED_BEFORE).date()
    page = sort(**(common | fields))
    page.topics_when_placed = [material.topics[slug] for slug in item.get("topics", [])]
    return page


def review_due(item: Item, material: Material) -> date | None:
    """When an item is due for review, counted from the day on which it appeared."""
    months = item.get("review_months")
    if not months:
        return None
    since = material.moment(item.get("days_ago", 7)).date()
    return since + timedelta(days=round(months * DAYS_A_MONTH))


def _words(value: Any) -> str:
    return " ".join(str(value or "").split())


def news_page(item: Item, material: Material) -> NewsPage:
    """An item of news.yaml."""
    return article_of(NewsPage, item, material)


def journal_review_page(item: Item, material: Material) -> JournalReviewPage:
    """An item of reviews.yaml; its paper is put on the community's shelf."""
    asked, judged = item.get("question") or {}, item.get("appraisal") or {}
    plain = ("why_it_matters", "design", "setting", "participants", "what_they_did", "harms")
    findings = [
        {"type": "finding", "value": finding_from_blueprint(finding)}
        for finding in item.get("findings", [])
    ]
    meant = [{"type": "implication", "value": dict(row)} for row in item.get("implication", [])]
    commentator = material.editors.get(item.get("commentary_by", ""))
    others = [e for e in material.editors.values() if e != commentator]
    return article_of(
        JournalReviewPage,
        item,
        material,
        citation=citation_of(item["citation"], material.community),
        **{name: _words(item.get(name)) for name in plain},
        **{name: _words(asked.get(name)) for name in ("population", "intervention")},
        **{name: _words(asked.get(name)) for name in ("comparator", "outcomes")},
        appraisal_tool=_words(judged.get("tool")),
        judgement_note=_words(judged.get("in_words")),
        **{name: _words(judged.get(name)) for name in ("judgement", "strengths", "limitations")},
        findings=findings,
        implications=meant,
        level_of_evidence=_words(item.get("level_of_evidence")),
        commentary_by=commentator,
        commentary=_words(item.get("commentary")),
        key_points="\n".join(_words(point) for point in item.get("take_home", [])),
        reviewed_by=others[0] if others else commentator,
    )


def citation_of(said: Item, community: Community) -> Any:
    """The paper of a review, on the community's shelf."""
    return add_citation(
        doi=said.get("doi"),
        pmid=said.get("pmid"),
        shelf=community,
        title=_words(said["title"]),
        authors=[_words(author) for author in said.get("authors", [])],
        journal_abbrev=said["journal"],
        year=said["year"],
        month=said.get("month"),
        **{name: str(said.get(name) or "") for name in ("volume", "issue", "pages")},
    )


def interview_page(item: Item, material: Material) -> InterviewPage:
    """An item of interviews.yaml."""
    talk = [
        {
            "type": "question",
            "value": {"question": _words(pair["q"]), "answer": f"<p>{prose(pair['a'])}</p>"},
        }
        for pair in item.get("questions", [])
    ]
    code = item.get("organisation_ods")
    return article_of(
        InterviewPage,
        item,
        material,
        author_declares="none",
        interviewee_name=item["name"],
        interviewee_role=role_label(item["role"]),
        organisation=Organisation.objects.filter(ods_code=code).first() if code else None,
        approved_on=material.moment(item.get("days_ago", 7)).date(),
        intro=_words(item.get("intro")),
        questions=talk,
        favourite_resource=_words(item.get("favourite_resource")),
    )


def conference_page(congress: Item, material: Material) -> ConferencePage:
    """The congress of conference.yaml."""
    item = {
        "slug": congress["slug"],
        "title": congress["name"],
        "standfirst": congress.get("summary", ""),
        "days_ago": congress["ends_days_ago"],
        "audience": congress.get("audience"),
    }
    return article_of(
        ConferencePage,
        item,
        material,
        society=congress.get("society", ""),
        city=congress.get("city", ""),
        country=congress.get("country", ""),
        starts_on=material.moment(congress["starts_days_ago"]).date(),
        ends_on=material.moment(congress["ends_days_ago"]).date(),
    )


def conference_report_page(
    item: Item, material: Material, congress: Item, place: int = 0
) -> ConferenceReportPage:
    """A report of conference.yaml; reports appear a day apart after the meeting."""
    days_ago = max(1, congress["ends_days_ago"] - 1 - place)
    plain = ("session_title", "session_type", "speaker", "reporter_funding", "data_maturity")
    dated = {"days_ago": days_ago, "key_points": item.get("key_findings", []), **item}
    return article_of(
        ConferenceReportPage,
        dated,
        material,
        **{name: _words(item.get(name)) for name in plain},
        **material.byline(item.get("reporter", "")),
    )


def resource_page(
    item: Item, material: Material, document: CommunityDocument | None = None
) -> ResourcePage:
    """An item of resources.yaml with the file that was made from it."""
    return article_of(
        ResourcePage,
        {**item, "standfirst": item.get("summary", ""), "body": item.get("body") or _inside(item)},
        material,
        document=document,
        kind=item["kind"],
        version=_words(item.get("version")),
        owner_name=_owner(item, material),
        licence=_words(item.get("licence")),
        review_due_on=review_due(item, material),
    )


def _inside(item: Item) -> list[Item]:
    """What a document says of itself and the headings of its parts, to read before the download."""
    document = item.get("document") or {}
    headings = [part["heading"] for part in document.get("parts", []) if part.get("heading")]
    body: list[Item] = [{"p": document["intro"]}] if document.get("intro") else []
    return [*body, {"h": "What is inside"}, {"list": headings}] if headings else body


def _owner(item: Item, material: Material) -> str:
    owner = item.get("owner", "")
    editor = material.editors.get(owner)
    return editor.name if editor else _words(owner)


def toolkit_page(
    item: Item, material: Material, document: CommunityDocument | None = None
) -> ToolkitPage:
    """The toolkit of resources.yaml with its data sheet."""
    measure = item.get("measure") or {}
    counted = ("numerator", "denominator", "exclusions", "target")
    plain = ("aim", "driver", "standard", "registration_purpose", "version", "licence")
    return article_of(
        ToolkitPage,
        item,
        material,
        document=document,
        steps="\n".join(_words(step) for step in item.get("steps", [])),
        roles="\n".join(_words(role) for role in item.get("roles", [])),
        owner_name=_owner(item, material),
        **{name: _words(measure.get(name)) for name in counted},
        **{name: _words(item.get(name)) for name in plain},
        review_due_on=review_due({"review_months": 24, **item}, material),
    )


def about_page(about: Item, material: Material) -> AboutPage:
    """The about page of pages.yaml."""
    community = material.community
    item = {
        "slug": "about",
        "title": about.get("title") or f"About {community.name}",
        "standfirst": about.get("standfirst") or community.about,
        "audience": "public",
        "days_ago": 365,
    }
    return article_of(AboutPage, {**item, "body": about["body"]}, material)
