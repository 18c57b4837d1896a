"""From a blueprint to an open community: its site, look, funding, audiences, topics and sections.

Everything is found by its slug first, so that doing it again changes nothing that people changed.
"""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Site

from nacre.audiences.models import Audience
from nacre.communities.actions import answer_funding
from nacre.communities.funding import Answers
from nacre.communities.models import (
    Client,
    Community,
    EnabledComponent,
    FundingRelationship,
    Sponsor,
    TherapyArea,
)
from nacre.insights.periods import Month, day_starts_at
from nacre.launch.blueprint import Blueprint, Said, slugs
from nacre.pages.models import HomePage, SectionPage, Topic

THEME = ("hue", "chroma", "accent_hue", "corner", "motif", "motif_seed", "motif_density")


def launched_on(blueprint: Blueprint, until: Month) -> date:
    """The first day of the community's life: so many complete months before the end of one."""
    return until.previous(blueprint.community.get("launched_months_ago", 1) - 1).starts_on


def opened_on(community: Community) -> date:
    """The day of the launch of a community that we opened."""
    return community.launched_on or timezone.localdate()


@transaction.atomic
def open_community(blueprint: Blueprint, until: Month) -> Community:
    """The community of a blueprint with everything that pages need to stand on."""
    community = Community.objects.filter(slug=blueprint.slug).first()
    community = community or _new_community(blueprint, launched_on(blueprint, until))
    said = blueprint.community
    for slug in said.get("components", []):
        EnabledComponent.objects.get_or_create(community=community, slug=slug)
    _fund(community, said)
    _audiences(community, said)
    _topics(community, said)
    home = _home(community)
    _sections(community, home, blueprint)
    return community


def _new_community(blueprint: Blueprint, opens_on: date) -> Community:
    said = blueprint.community
    area, _ = TherapyArea.objects.get_or_create(
        code=said["therapy_area"]["code"], defaults={"label": said["therapy_area"]["label"]}
    )
    client = said["client"]
    client, _ = Client.objects.get_or_create(
        name=client["name"], defaults={"kind": client["kind"], "about": client.get("about", "")}
    )
    order = slugs().index(blueprint.slug) if blueprint.slug in slugs() else 9
    return Community.objects.create(
        slug=blueprint.slug,
        site=_site(blueprint),
        therapy_area=area,
        client=client,
        launched_on=opens_on,
        order=10 * (order + 1),
        **{name: said[name].strip() for name in ("name", "short_name", "strapline", "about")},
        **{name: said["theme"][name] for name in THEME if name in said["theme"]},
    )


def _site(blueprint: Blueprint) -> Site:
    """A site that stands on the root until its home page is there."""
    site, _ = Site.objects.get_or_create(
        hostname=f"{blueprint.slug}.{settings.NACRE_BASE_HOST}",
        defaults={
            "port": settings.NACRE_PORT,
            "site_name": blueprint.community["name"],
            "root_page": Page.get_first_root_node(),
        },
    )
    return site


def _fund(community: Community, said: Said) -> None:
    sponsors = {
        row["slug"]: Sponsor.objects.get_or_create(
            slug=row["slug"], defaults={"name": row["name"]}
        )[0]
        for row in said.get("sponsors", [])
    }
    for funding in said.get("funding", []):
        terms = {
            "community": community,
            "sponsor": sponsors[funding["sponsor"]],
            "scope": funding.get("scope", "area"),
            "area": funding.get("area") or "",
        }
        if not FundingRelationship.objects.filter(**terms).exists():
            answers = Answers.read(funding["answers"])
            answer_funding(relationship=FundingRelationship(**terms), answers=answers)


def _audiences(community: Community, said: Said) -> None:
    rows = said["audiences"]
    if not any(row["slug"] == "members" for row in rows):
        rows = [*rows, {"slug": "members", "name": "Members", "rule": {}}]
    own_rule = {"public": {"everyone": True}, "members": {}}
    for row in rows:
        Audience.objects.get_or_create(
            community=community,
            slug=row["slug"],
            defaults={
                "name": row["name"],
                "explanation": (row.get("explanation") or "").strip(),
                "rule": own_rule.get(row["slug"], row.get("rule") or {}),
                "is_default": row["slug"] == "members",
            },
        )


def _topics(community: Community, said: Said) -> None:
    known = {topic.slug: topic for topic in Topic.objects.of(community)}
    for row in said.get("topics", []):
        if row["slug"] not in known:
            known[row["slug"]] = Topic.objects.create(
                community=community,
                slug=row["slug"],
                label=row["label"],
                mesh_id=row.get("mesh_id") or "",
                mesh_label=row.get("mesh_label") or "",
                parent=known.get(row.get("parent") or ""),
                synonyms=row.get("synonyms") or [],
            )


def _home(community: Community) -> HomePage:
    root = Page.get_first_root_node()
    home = HomePage.objects.of(community).first()
    if home is None:
        home = HomePage(
            title=community.name,
            slug=community.slug,
            standfirst=community.strapline,
            community=community,
            audience=Audience.objects.of(community).get(slug="public"),
        )
        root.add_child(instance=home)
        publish(home, opened_on(community))
    if community.site.root_page_id != home.pk:
        community.site.root_page = home
        community.site.save()
    return home


def _sections(community: Community, home: HomePage, blueprint: Blueprint) -> None:
    have = set(home.get_children().values_list("slug", flat=True))
    public = Audience.objects.of(community).get(slug="public")
    for row in blueprint.community["sections"]:
        if row["slug"] in have or (row["slug"] == "about" and blueprint.about):
            continue  # the about page of pages.yaml stands at the section's address
        section = SectionPage(
            title=row["title"],
            slug=row["slug"],
            intro=(row.get("intro") or "").strip(),
            standfirst=(row.get("intro") or "").strip(),
            community=community,
            audience=public,
            content_audience=_content_audience(community, blueprint, row["slug"]),
        )
        home.add_child(instance=section)
        publish(section, opened_on(community))


def _content_audience(community: Community, blueprint: Blueprint, section: str) -> Audience | None:
    """Who may open what lies in a section, unless an item says otherwise."""
    found = {
        "about": ["public"],
        "learning": [course["audience"] for course in blueprint.courses],
    }.get(section)
    if not found:
        return None
    usual = max(set(found), key=found.count)
    return Audience.objects.of(community).filter(slug=usual).first()


def publish(page: Page, on: date) -> None:
    """Publish a page as it would stand had that happened on a day in the past."""
    page.save_revision().publish()
    moment = day_starts_at(on).replace(hour=8, minute=30)
    moments = {"first_published_at": moment, "last_published_at": moment}
    Page.objects.filter(pk=page.pk).update(**moments, latest_revision_created_at=moment)
    page.first_published_at = page.last_published_at = moment


def remove_wagtail_welcome() -> None:
    """Take away the page and the site that Wagtail's first migration made."""
    Site.objects.filter(hostname="localhost", community__isnull=True).delete()
    for page in Page.objects.filter(depth=2, slug="home", title__startswith="Welcome to your"):
        page.delete()
