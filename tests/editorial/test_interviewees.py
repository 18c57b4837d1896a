"""An interview leads to a member's profile only with that member's own yes."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nacre.audiences.models import Audience
from nacre.editorial.actions import answer_interview, place_page, publish_placed
from nacre.editorial.interviewees import linked_to
from nacre.editorial.models import InterviewAnswer, InterviewPage
from nacre.launch.interviews import link_interviews
from nacre.members.actions import change_profile, leave_community
from nacre.members.contributions import contributions_of
from nacre.pages.models import BasePage, SectionPage

pytestmark = pytest.mark.django_db
TITLE = "On being wrong about a checklist"
LINK = 'rel="author">Profile</a>'


@pytest.fixture
def interview(news, amara) -> InterviewPage:
    """An interview that an editor says is with amara."""
    page = InterviewPage(
        title=TITLE, slug="checklist", interviewee_name="Dr Amara Osei", interviewee_role="Doctor",
        approved_on="2026-10-01", interviewee=amara.membership, community=news.community,
    )  # fmt: skip
    return place_page(page=page, below=news)


@pytest.fixture
def agreed(interview, amara) -> InterviewPage:
    """Amara said yes."""
    answer_interview(interview=interview, by=amara.viewer, is_given=True)
    return interview


def said_of(amara, viewer) -> list[tuple[str, str]]:
    return [(gave.what, gave.title) for gave in contributions_of(amara.membership, viewer)]


def answer(browser, interview, said: str):
    return browser.post(f"/interviews/{interview.pk}/answer/", {"answer": said}, follow=True)


def test_without_a_yes_nothing_leads_anywhere(at, interview, amara, erin):
    assert said_of(amara, erin.viewer) == []
    assert LINK not in at("liver", erin).get(interview.path_in_community).text


def test_the_member_is_asked_agrees_and_takes_it_back(at, interview, amara, erin):
    browser = at("liver", amara)
    page = browser.get("/members/me/").text
    assert "You are named in this interview" in page
    assert TITLE in page
    assert not InterviewAnswer.objects.exists()
    assert "It is linked to your profile." in answer(browser, interview, "yes").text
    assert said_of(amara, erin.viewer) == [("In conversation", TITLE)]
    assert "Take the link away" in answer(browser, interview, "yes").text
    answer(browser, interview, "no")
    assert said_of(amara, erin.viewer) == []
    assert InterviewAnswer.objects.get().is_given is False


def test_who_declines_may_still_agree_later(at, interview, amara):
    browser = at("liver", amara)
    assert "It is not linked to your profile" in answer(browser, interview, "no").text
    assert "Link it" in browser.get("/members/me/").text


def test_the_interview_leads_to_the_profile_for_those_who_may_see_it(at, agreed, amara, erin):
    for who in (erin, amara):
        page = at("liver", who).get(agreed.path_in_community).text
        assert f'<a href="{amara.membership.profile_url}" {LINK}' in page


@pytest.mark.parametrize("who", ["visitor", "faye", "nadia", "dora"])
def test_nobody_else_is_led_there_although_the_page_is_kept_for_many(
    request, at, agreed, amara, erin, who
):
    public = Audience.objects.of(agreed.community).get(slug="public")
    BasePage.objects.filter(pk=agreed.pk).update(audience=public)
    for person in (erin, request.getfixturevalue(who), erin):
        page = at("liver", person).get(agreed.path_in_community).text
        assert TITLE in page
        assert (LINK in page) == (person is erin)


def test_it_stands_on_the_profile_as_far_as_the_owner_opens_that(at, agreed, amara, erin):
    profile = amara.membership.profile_url
    assert "In conversation" in at("liver", erin).get(profile).text
    change_profile(by=amara.viewer, visibility={"contributions": "me"})
    assert "In conversation" not in at("liver", erin).get(profile).text


def test_a_page_that_one_may_not_open_is_not_told(agreed, amara, visitor, dora):
    assert said_of(amara, visitor.viewer) == []
    assert said_of(amara, dora.viewer) == []


@pytest.mark.parametrize("who", ["erin", "dora", "ben", "faye", "visitor"])
def test_nobody_answers_for_somebody_else(request, at, interview, who):
    person = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        answer_interview(interview=interview, by=person.viewer, is_given=True)
    assert answer(at("liver", person), interview, "yes").status_code == 404
    assert not InterviewAnswer.objects.exists()


def test_a_get_answers_nothing(at, interview, amara):
    address = reverse(
        "editorial:interview_answer", args=[interview.pk], urlconf="nacre.config.urls"
    )
    assert at("liver", amara).get(address).status_code == 405


def test_an_unpublished_interview_asks_nobody(at, interview, amara):
    interview.unpublish()
    assert TITLE not in at("liver", amara).get("/members/me/").text


def test_named_instead_of_somebody_else_one_is_asked_anew(agreed, amara, erin):
    agreed.interviewee = erin.membership
    publish_placed(page=agreed)
    assert said_of(amara, erin.viewer) == []
    assert said_of(erin, amara.viewer) == []
    answer_interview(interview=agreed, by=erin.viewer, is_given=True)
    assert linked_to(agreed.pk) == erin.membership


def test_who_leaves_is_not_led_to(at, agreed, amara, erin):
    leave_community(by=amara.viewer)
    assert LINK not in at("liver", erin).get(agreed.path_in_community).text


def test_the_demonstration_links_by_name_once(interview, amara):
    InterviewPage.objects.update(interviewee=None, interviewee_name=amara.user.name)
    assert link_interviews(amara.community) == 1
    answer_interview(interview=InterviewPage.objects.get(), by=amara.viewer, is_given=False)
    assert link_interviews(amara.community) == 0
    assert not InterviewAnswer.objects.agreed().exists()


@pytest.fixture
def at_desk(at, liver, erin, desk):
    """Erin at the desk."""
    erin.membership.save()
    return at("liver", erin)


def test_the_chooser_finds_colleagues_of_this_community_by_name(at_desk, amara, dora):
    page = at_desk.get("/cms/choose-member/").text
    assert "Amara Osei" in page
    assert "Dora Quill" not in page
    assert "Amara Osei" not in at_desk.get("/cms/choose-member/results/?q=shaw").text
    assert "Amara Osei" in at_desk.get("/cms/choose-member/results/?q=ama+ose").text


def test_nobody_of_another_community_is_chosen_by_number(at_desk, amara, dora):
    assert at_desk.get(f"/cms/choose-member/chosen/{amara.membership.pk}/").status_code == 200
    for address in ("chosen/{}/", "chosen-multiple/?id={}"):
        answered = at_desk.get(f"/cms/choose-member/{address.format(dora.membership.pk)}")
        assert "Quill" not in answered.content.decode()
        assert answered.status_code in {302, 403, 404}


@pytest.mark.parametrize("who", ["amara", "dora", "faye", "visitor"])
def test_the_chooser_is_for_the_desk_alone(request, at, desk, who):
    answered = at("liver", request.getfixturevalue(who)).get("/cms/choose-member/")
    assert answered.status_code in {302, 403}


def test_the_form_takes_no_member_of_another_community(interview, at_desk, dora):
    form = InterviewPage.get_edit_handler().get_form_class()
    made = form(instance=interview, parent_page=interview.get_parent(), for_user=None)
    allowed = made.fields["interviewee"].queryset
    assert interview.interviewee in allowed
    assert dora.membership not in allowed


def test_the_overview_asks_no_more_for_more_interviews(at, interview, amara, news):
    browser = at("liver", amara)

    def queries() -> int:
        browser.get("/members/me/")
        with CaptureQueriesContext(connection) as seen:
            browser.get("/members/me/")
        return len(seen)

    before = queries()
    for number in range(5):
        page = InterviewPage(
            title=f"More {number}", slug=f"more-{number}", interviewee_name="Dr Amara Osei",
            approved_on="2026-10-01", interviewee=amara.membership, community=news.community,
        )  # fmt: skip
        place_page(page=page, below=SectionPage.objects.get(pk=news.pk))
    assert queries() <= before
