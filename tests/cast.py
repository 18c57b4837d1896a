"""Two communities, eight people and a few pages that every test knows.

amara: verified hepatologist. ben: pharmacist, waiting. chen: moderator. nadia: hepatology nurse,
Learning Zone only. dora: member of MS alone; she must never see liver. erin: clinical editor.
faye: a sponsor's observer. visitor: nobody.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page, Site

from nacre.audiences.models import Audience
from nacre.communities.models import (
    Client,
    Community,
    EnabledComponent,
    FundingRelationship,
    Sponsor,
    TherapyArea,
)
from nacre.components import registry
from nacre.members.models import Membership, Organisation, OrganisationName, User
from nacre.members.organisation_index import index_organisations
from nacre.members.viewer import Viewer
from nacre.pages.models import HomePage, SectionPage, Topic
from tests import settled

SECRET = "bilirubin-of-the-members"  # stands in the body of every closed liver page
NURSES_ONLY = {"professions": ["nurse"], "tiers": ["full", "learning_zone_only"]}


@dataclass
class Person:
    """One of the cast: the account, the membership and how they look at their community."""

    user: User | None
    membership: Membership | None
    community: Community

    @property
    def viewer(self) -> Viewer:
        """This person as a viewer, made anew."""
        if self.user is None:
            return Viewer.anonymous(self.community)
        return Viewer.of(User.objects.get(pk=self.user.pk), self.community)


def make_community(slug: str, name: str) -> Community:
    """A community with home, news and a Learning Zone, all components on."""
    site = Site.objects.create(
        hostname=f"{slug}.nacre.localhost",
        port=8000,
        site_name=name,
        root_page=Page.get_first_root_node(),  # until its home grows
    )
    area, _ = TherapyArea.objects.get_or_create(code=slug, defaults={"label": name})
    client, _ = Client.objects.get_or_create(
        name=f"{name} Society", defaults={"kind": "professional_body"}
    )
    community = Community.objects.create(
        slug=slug,
        name=name,
        short_name=name,
        site=site,
        therapy_area=area,
        client=client,
        launched_on=date(2025, 5, 1),
    )
    for component in registry.installed():
        EnabledComponent.objects.create(community=community, slug=component.slug)
    for audience_slug, rule, default in (
        ("public", {"everyone": True}, False),
        ("members", {}, True),
        ("nurses", NURSES_ONLY, False),
    ):
        Audience.objects.create(
            community=community,
            slug=audience_slug,
            name=audience_slug.title(),
            rule=rule,
            is_default=default,
            explanation=f"Open to {audience_slug} of {name}. Ask a moderator to let you in.",
        )
    grow_tree(community)
    return community


def grow_tree(community: Community) -> None:
    """Home, news and a Learning Zone for nurses."""
    public = Audience.objects.get(community=community, slug="public")
    home = Page.get_first_root_node().add_child(
        instance=HomePage(
            title=community.name, slug=community.slug, audience=public, community=community
        )
    )
    site = community.site
    site.root_page = home
    site.save()
    for slug, title, below in (("news", "News", None), ("learning", "Learning Zone", "nurses")):
        home.add_child(
            instance=SectionPage(
                title=title,
                slug=slug,
                community=community,
                audience=public,
                content_audience=below and Audience.objects.get(community=community, slug=below),
            )
        )


def make_page(community: Community, section: str, title: str, **fields: Any) -> SectionPage:
    """A page in a section; closed text stands in its intro."""
    parent = SectionPage.objects.of(community).get(slug=section)
    slug = title.lower().replace(" ", "-")
    page = SectionPage(title=title, slug=slug, intro=f"{SECRET}: {title}", **fields)
    parent.add_child(instance=page)
    page.save_revision().publish()
    return SectionPage.objects.get(pk=page.pk)


def make_person(community: Community, given: str, family: str, **fields: Any) -> Person:
    """An account with a membership; active unless a status is given."""
    user = User.objects.create_user(
        f"{given}.{family}@example.org".lower(), given_name=given, family_name=family
    )
    fields.setdefault("status", "active")
    if fields["status"] == "active":
        fields.setdefault("activated_at", timezone.now())
    fields.setdefault("rules_accepted_at", timezone.now())
    membership = Membership.objects.create(community=community, user=user, **fields)
    return Person(user, membership, community)


def settle() -> None:
    """Found both communities, for their fixtures to put back."""
    settled.keep(lambda: make_community("liver", "Liver"), lambda: make_community("ms", "MS"))


@pytest.fixture
def liver(db) -> Community:
    """The liver community."""
    return settled.put_back("liver")


@pytest.fixture
def ms(db) -> Community:
    """The MS community."""
    return settled.put_back("ms")


@pytest.fixture
def royal_free(db) -> Organisation:
    """A trust with an abbreviation and a former name."""
    trust = Organisation.objects.create(
        ods_code="RAL",
        name="Royal Free London NHS Foundation Trust",
        kind="trust",
        nation="England",
        region="London",
    )
    for name, sort in (
        (trust.name, "current"),
        ("Royal Free Hampstead NHS Trust", "former"),
        ("RFL", "abbreviation"),
    ):
        OrganisationName.objects.create(
            organisation=trust, name=name, key=name.casefold(), sort=sort
        )
    index_organisations()
    return trust


@pytest.fixture
def amara(liver, royal_free) -> Person:
    """A verified hepatologist."""
    return make_person(
        liver, "Amara", "Osei", profession="doctor", role="consultant", organisation=royal_free
    )


@pytest.fixture
def ben(liver) -> Person:
    """A pharmacist whose registration waits for a moderator."""
    return make_person(liver, "Ben", "Hart", profession="pharmacist", status="pending")


@pytest.fixture
def chen(liver) -> Person:
    """The moderator."""
    return make_person(
        liver, "Chen", "Li", profession="editorial_staff", tier="staff", duty="moderator"
    )


@pytest.fixture
def nadia(liver, royal_free) -> Person:
    """A hepatology nurse who is not in the body: Learning Zone only."""
    return make_person(
        liver,
        "Nadia",
        "Rahman",
        profession="nurse",
        tier="learning_zone_only",
        organisation=royal_free,
    )


@pytest.fixture
def dora(ms) -> Person:
    """A member of MS alone."""
    return make_person(ms, "Dora", "Quill", profession="nurse")


@pytest.fixture
def erin(liver) -> Person:
    """A clinical editor."""
    return make_person(liver, "Erin", "Shaw", profession="doctor", duty="clinical_editor")


@pytest.fixture
def faye(liver) -> Person:
    """A sponsor's observer."""
    return make_person(liver, "Faye", "Moss", profession="pharma_staff", tier="sponsor_observer")


@pytest.fixture
def visitor(liver) -> Person:
    """Nobody."""
    return Person(None, None, liver)


@pytest.fixture
def closed_page(liver) -> SectionPage:
    """A news page for members."""
    return make_page(liver, "news", "Cirrhosis bundle")


@pytest.fixture
def nurses_page(liver) -> SectionPage:
    """A Learning Zone page for nurses."""
    return make_page(liver, "learning", "Nurse led clinic")


@pytest.fixture
def public_page(liver) -> SectionPage:
    """A news page for everyone."""
    audience = Audience.objects.get(community=liver, slug="public")
    return make_page(liver, "news", "Open letter", audience=audience)


@pytest.fixture
def hepatitis(liver) -> Topic:
    """A topic."""
    return Topic.objects.create(
        community=liver, slug="hepatitis-d", label="Hepatitis D", mesh_id="D003699"
    )


@pytest.fixture
def grant(liver) -> FundingRelationship:
    """A hands-off grant for the Learning Zone."""
    sponsor = Sponsor.objects.create(slug="alderley", name="Alderley Therapeutics")
    return FundingRelationship.objects.create(
        community=liver,
        sponsor=sponsor,
        area="learning",
        kind="hands_off_grant",
        statement="Alderley Therapeutics provided a grant. It had no influence.",
    )
