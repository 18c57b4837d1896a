"""An article is placed in another community: one text, its own introduction, one gate."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone

from nacre.audiences.models import Audience
from nacre.communities.models import EnabledComponent, FundingRelationship, Sponsor
from nacre.discussions.actions import write_post
from nacre.editorial import actions
from nacre.editorial.models import (
    NewsPage,
    PageChange,
    PlacedPage,
    PlacingRule,
    ReaderNotice,
    ResourcePage,
)
from nacre.evidence.actions import add_citation, restate_citation
from nacre.members.models import Membership
from nacre.pages.models import BasePage, CommunityDocument, SectionPage, Topic
from nacre.pages.search.results import find
from tests.cast import SECRET, Person, make_person
from tests.editorial.changed import with_notice

HOME, THERE = "/news/varices-again/", "/news/varices-again/"
WORDS = "For our nurses: why a bleed in liver disease concerns MS clinics."


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    """Activity and files of this test alone."""
    settings.NACRE_HOME = tmp_path / "home"
    settings.NACRE_HOME.mkdir()


@pytest.fixture
def quentin(ms):
    """The clinical editor of MS."""
    person = make_person(ms, "Quentin", "Abbot", profession="doctor", duty="clinical_editor")
    said = {"key": "abbot", "name": "Dr Quentin Abbot"}
    actions.seat_editor(community=ms, said=said, user=person.user)
    actions.open_desk(ms)
    return person


@pytest.fixture
def nell(nell, ms, quentin) -> Person:
    """A journalist with a desk in both communities."""
    Membership.objects.create(
        community=ms, user=nell.user, status="active", profession="editorial_staff",
        duty="journalist", rules_accepted_at=timezone.now(),
    )  # fmt: skip
    return nell


@pytest.fixture
def section(ms) -> SectionPage:
    """The news of MS."""
    return SectionPage.objects.of(ms).get(slug="news")


@pytest.fixture
def place(article, section, ms, nell, committed):
    """`place()` puts the article into the news of MS, for its members."""

    def run(page=None, audience="members", **said) -> PlacedPage:
        with committed():
            placed = actions.place_article(
                article=page or article, section=section, by=nell.viewer,
                audience=Audience.objects.get(community=ms, slug=audience),
                introduction=WORDS, **said,
            )  # fmt: skip
        return PlacedPage.objects.get(pk=placed.pk)

    return run


@pytest.fixture
def trusting(ms) -> PlacingRule:
    """MS takes the sign-off of the other community."""
    return PlacingRule.objects.create(community=ms, takes_sign_offs=True)


def approve(page, person) -> None:
    """Somebody signs a placement off."""
    state = page.current_workflow_task_state
    state.task.specific.on_action(state, person.user, "approve")


def test_it_waits_for_a_clinical_editor_of_the_community_it_goes_to(
    at, dora, erin, place, quentin, committed
):
    placed = place()
    assert at("ms", dora).get(THERE).status_code == 404
    with pytest.raises(PermissionDenied):
        approve(placed, erin)  # an editor of liver answers for nothing in MS
    with committed():
        approve(placed, quentin)
    told = at("ms", dora).get(THERE).text
    assert WORDS in told
    assert SECRET in told
    assert "First published in Liver" in told


def test_the_sign_off_at_home_counts_where_the_community_says_so(at, dora, trusting, place):
    assert place().live
    assert SECRET in at("ms", dora).get(THERE).text


def test_an_interest_in_a_sponsor_there_asks_for_an_editor_there(ms, article, trusting, place):
    """The reviewer at home takes fees of the company that funds the section here."""
    sponsor = Sponsor.objects.create(slug="tamarisk", name="Tamarisk")
    FundingRelationship.objects.create(
        community=ms, sponsor=sponsor, area="news", kind="hands_off_grant", statement="T. paid."
    )
    placed = place()
    assert not placed.live
    assert "T. paid." in [funding.statement for funding in placed.funding]
    assert any(said.get("touched") for said in placed.text.interests)


def test_a_section_that_a_company_takes_over_takes_no_placement_along(
    at, ms, dora, trusting, place, committed
):
    place()
    sponsor = Sponsor.objects.create(slug="tamarisk", name="Tamarisk")
    with committed():
        FundingRelationship.objects.create(
            community=ms, sponsor=sponsor, area="news", kind="company_material", statement="T."
        )
    assert at("ms", dora).get(THERE).status_code == 404


@pytest.mark.parametrize("who", ["amara", "dora", "visitor", "both"])
def test_each_member_reads_it_where_they_belong_and_nowhere_else(
    request, at, amara, ms, trusting, place, who
):
    place()
    if who == "both":
        Membership.objects.create(
            community=ms, user=amara.user, status="active", profession="doctor",
            rules_accepted_at=timezone.now(),
        )  # fmt: skip
    person = amara if who == "both" else request.getfixturevalue(who)
    reads = {"amara": ["liver"], "dora": ["ms"], "visitor": [], "both": ["liver", "ms"]}[who]
    for host in ("liver", "ms"):
        browser = at(host, person)
        assert (SECRET in browser.get(HOME).text) == (host in reads), host
        found = browser.get("/api/v1/pages/").json()["results"]
        assert any("varices-again" in one["url"] for one in found) == (host in reads)
    dora_sees = find(person.viewer, "varices")
    assert (dora_sees.total > 0) == (who != "visitor")


def test_the_members_of_one_community_learn_nothing_of_the_other(at, dora, nell, trusting, place):
    place()
    told = at("ms", dora).get(THERE).text
    for word in ('rel="canonical"', "liver.nacre.localhost", "What the new guideline leaves"):
        assert word not in told
    assert (
        at("liver", dora).get(f"/desk/placements/{PlacedPage.objects.get().pk}/").status_code == 404
    )


def test_feeds_sitemap_and_topics_take_it_as_a_page_of_their_own(
    at, liver, ms, article, trusting, place
):
    article.audience = Audience.objects.get(community=liver, slug="public")
    actions.publish_placed(page=article)
    topic = Topic.objects.create(community=ms, slug="bleeding", label="Bleeding")
    place(NewsPage.objects.get(pk=article.pk), audience="public", topics=[topic])
    browser = at("ms")
    for address in ("/feed/", "/feed/topics/bleeding/", "/sitemap.xml", "/news/"):
        told = browser.get(address).text
        assert "varices-again" in told, address
        assert "liver.nacre" not in told
    told = browser.get(THERE).text
    assert f'<link rel="canonical" href="{liver.url(HOME)}">' in told
    assert "canonical" not in at("liver").get(HOME).text


def test_an_edit_reaches_every_place_once_it_is_signed_off(
    at, dora, erin, nell, edith, article, trusting, place, committed
):
    place()
    browser = at("ms", dora)
    browser.get(THERE)  # and lies ready
    article.key_points, article.title = "Only milligrams", "Varices, and doses"
    with committed():
        with_notice(article, "correction", "It was grams.", is_material=True)
        article.save_revision(user=nell.user)
    assert "Only milligrams" not in browser.get(THERE).text
    with committed():
        page = NewsPage.objects.get(pk=article.pk)
        page.get_workflow().start(page, nell.user)
        approve(page, edith)
    told = browser.get(THERE).text
    for word in ("Only milligrams", "Varices, and doses", "It was grams.", 'id="change-1"'):
        assert word in told
    assert "Corrected" in browser.get("/news/").text
    assert find(dora.viewer, "milligrams").total == 1


def test_embargo_and_expiry_reach_it_at_the_same_second(
    at, clock, dora, article, trusting, place, committed
):
    rows = BasePage.objects.filter(pk=article.pk)
    rows.update(opens_at=clock.now + timedelta(hours=1), expire_at=clock.now + timedelta(hours=2))
    with committed():
        place()
    browser = at("ms", dora)
    said = []
    for ahead in ({"minutes": 59, "seconds": 59}, {"seconds": 1}, {"minutes": 59}, {"minutes": 2}):
        clock.on(**ahead)
        listed = "varices-again" in browser.get("/news/").text
        assert (browser.get(THERE).status_code == 200) == listed
        said.append(listed)
    assert said == [False, True, True, False]


def test_a_withdrawal_reaches_every_place_and_its_readers_once(
    at, amara, dora, erin, article, trusting, place, committed, mailoutbox
):
    place()
    at("ms", dora).get(THERE)
    with committed():
        actions.withdraw_page(page=article, words="The source was retracted.", by=erin.viewer)
    told = at("ms", dora).get(THERE).text
    assert "The source was retracted." in told
    assert SECRET not in told
    for address in ("/news/", "/api/v1/pages/"):
        assert "varices-again" not in at("ms", dora).get(address).text
    assert find(dora.viewer, "varices").total == 0
    letters = [mail for mail in mailoutbox if mail.to == [dora.user.email]]
    assert len(letters) == 1
    assert "ms.nacre.localhost" in letters[0].body
    PageChange.objects.update(told_at=None)
    actions.tell_of_changes()
    assert ReaderNotice.objects.count() == 1


@pytest.mark.parametrize("how", ["unpublish", "delete"])
def test_a_text_that_is_gone_at_home_is_gone_everywhere(
    at, dora, article, trusting, place, how, committed
):
    place()
    at("ms", dora).get(THERE)
    with committed():
        getattr(NewsPage.objects.get(pk=article.pk), how)()
    assert at("ms", dora).get(THERE).status_code == 404
    assert "varices-again" not in at("ms", dora).get("/news/").text


def test_a_file_opens_with_the_text_that_carries_it(at, dora, visitor, news, trusting, place):
    document = CommunityDocument.objects.create(
        title="Table", file=ContentFile(b"doses", "doses.txt")
    )
    page = ResourcePage(
        title="Doses", slug="doses", document=document, version="1", community=news.community
    )
    page = actions.place_page(page=page, below=news)
    for address in (document.url, page.file_link):
        assert at("ms", dora).get(address).status_code == 404
    place(page)
    for address in (document.url, page.file_link):
        assert at("ms", dora).get(address).status_code == 200
        assert at("ms").get(address).status_code == 404
        assert at("liver", dora).get(address).status_code == 404
    shown = at("ms", dora).get("/news/doses/").text
    assert page.file_link in shown
    assert "unit" not in shown.split("</main>")[0].lower().split("<h1", 1)[1]


def test_each_community_discusses_it_by_itself(
    at, amara, dora, article, liver, ms, trusting, place, committed
):
    for community in (liver, ms):
        EnabledComponent.objects.get_or_create(community=community, slug="discussions")
    write_post(by=amara.viewer, page=article, text="We band first here.")
    placed = place()
    there = at("ms", dora).get(THERE).text
    assert "We band first here." not in there
    with committed():
        write_post(by=dora.viewer, page=placed, text="Our clinic asks hepatology.")
    assert "Our clinic asks hepatology." in at("ms", dora).get(THERE).text
    assert "Our clinic asks hepatology." not in at("liver", amara).get(HOME).text


def test_a_retracted_paper_is_marked_wherever_the_text_is(
    at, dora, liver, article, trusting, place, committed
):
    paper = add_citation(doi="10.5555/a", shelf=liver, title="An index", year=2006)
    article.papers.set([paper])
    actions.publish_placed(page=article)
    place(NewsPage.objects.get(pk=article.pk))
    with committed():
        restate_citation(citation=paper, status="retracted", note="Error.")
    assert "has been retracted" in at("ms", dora).get(THERE).text
    assert "Paper retracted" in at("ms", dora).get("/news/").text


def test_only_who_has_a_desk_in_both_places_it(at, article, section, ms, erin, nell, quentin):
    audience = Audience.objects.get(community=ms, slug="members")
    for person in (erin, quentin):
        with pytest.raises(PermissionDenied):
            actions.place_article(
                article=article, section=section, audience=audience, by=person.viewer
            )
    address = f"/desk/placements/{article.pk}/"
    assert "MS" in at("liver", nell).get(address).text
    assert "You sit at no other desk" in at("liver", erin).get(address).text
    assert at("liver", erin).get(f"{address}?in=ms").text.count("<textarea") == 0
    assert not PlacedPage.objects.exists()


def test_a_journalist_places_it_at_the_desk_and_only_once(
    at, nell, article, section, ms, trusting, place
):
    address = f"/desk/placements/{article.pk}/?in=ms"
    audience = Audience.objects.get(community=ms, slug="members")
    said = {"section": section.pk, "audience": audience.pk, "introduction": WORDS}
    assert at("liver", nell).post(address, said).status_code == 302
    assert PlacedPage.objects.get().standfirst == WORDS
    with pytest.raises(ValidationError, match="placed there already"):
        place()


def test_what_a_company_says_is_not_placed(article, place):
    BasePage.objects.filter(pk=article.pk).update(promotion_label="Tamarisk")
    with pytest.raises(ValidationError, match="What a company says"):
        place(NewsPage.objects.get(pk=article.pk))
