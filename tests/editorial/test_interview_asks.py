"""A member is asked, answers on the phone, approves the exact text, and may withdraw."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import PageLogEntry

from nacre.confidentiality import scan
from nacre.editorial.actions import (
    approve_text,
    ask_for_interview,
    draft_interview,
    publish_placed,
    save_answers,
    send_text,
    withdraw_interview,
)
from nacre.editorial.models import InterviewApproval, InterviewAsk, InterviewPage
from nacre.pages.models import BasePage
from nacre.privacy.erasing import erase

pytestmark = pytest.mark.django_db
SUBJECT = "On running a clinic by bus"
FIRST = "We began with one bus and no timetable."
OUTSIDERS = ["erin", "dora", "ben", "faye", "visitor"]


@pytest.fixture
def ask(nell, amara, committed) -> InterviewAsk:
    """Nell has asked amara."""
    with committed():
        return ask_for_interview(
            membership=amara.membership, subject=SUBJECT, message="",
            questions=["How did it begin?", "What next?"], by=nell.viewer,
        )  # fmt: skip


@pytest.fixture
def answered(ask, amara) -> InterviewAsk:
    """Amara has answered the first question."""
    answers = {ask.questions.first().pk: FIRST}
    save_answers(
        ask=ask, by=amara.viewer, answers=answers, said={"declares": "none"}, is_final=True
    )
    ask.refresh_from_db()
    return ask


@pytest.fixture
def page(answered, nell, news) -> InterviewPage:
    """The draft of the answers."""
    return draft_interview(ask=answered, below=news, by=nell.viewer, user=nell.user)


@pytest.fixture
def sent(answered, page, nell) -> InterviewApproval:
    """The text, sent to amara."""
    answered.refresh_from_db()
    return send_text(ask=answered, by=nell.viewer, user=nell.user)


@pytest.fixture
def published(sent, page, amara, liver) -> InterviewPage:
    """Approved and published."""
    approve(sent, amara)
    publish_placed(page=latest(page))
    return InterviewPage.objects.get(pk=page.pk)


def approve(approval, person):
    approve_text(approval=approval, by=person.viewer, user=person.user, seen=approval.fingerprint)


def latest(page) -> InterviewPage:
    return InterviewPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def link(ask, where: str = "") -> str:
    return f"/interviews/asked/{ask.key}/{where}"


def typed(ask, first: str, **more) -> dict[str, str]:
    return {f"answer_{ask.questions.first().pk}": first, **more}


def test_the_member_gets_a_letter_and_keeps_a_draft(at, ask, amara, mailoutbox):
    assert mailoutbox[-1].to == [amara.user.email]
    assert link(ask) in mailoutbox[-1].body
    browser = at("liver", amara)
    assert "How did it begin?" in browser.get(link(ask)).text
    assert (
        "Nobody but you sees it yet"
        in browser.post(link(ask), typed(ask, FIRST, then="keep"), follow=True).text
    )
    assert FIRST in browser.get(link(ask)).text
    assert ask.questions.first().answer == FIRST
    ask.refresh_from_db()
    assert ask.takes_answers


def test_sending_asks_for_an_answer_and_for_interests(at, ask, amara, nell, mailoutbox, committed):
    browser = at("liver", amara)
    assert "Answer at least one" in browser.post(link(ask), typed(ask, "", then="send")).text
    assert "if you have none" in browser.post(link(ask), typed(ask, FIRST, then="send")).text
    with committed():
        browser.post(link(ask), typed(ask, FIRST, then="send", declares="none"))
    ask.refresh_from_db()
    assert ask.state == "answered"
    assert mailoutbox[-1].to == [nell.user.email]
    assert FIRST not in mailoutbox[-1].body


def test_what_identifies_a_patient_is_not_kept(at, ask, amara):
    said = "Her NHS no 943 476 5919 was on the bus."
    assert scan(said).findings
    page = at("liver", amara).post(link(ask), typed(ask, said, then="keep")).text
    assert "Take out what could identify a patient" in page
    assert ask.questions.first().answer == ""


def test_the_desk_sees_nothing_before_it_is_sent(at, ask, amara, nell):
    at("liver", amara).post(link(ask), typed(ask, FIRST, then="keep"))
    desk = at("liver", nell).get(f"/cms/interviews/{ask.pk}/")
    assert SUBJECT in desk.text
    assert FIRST not in desk.text


def test_a_member_may_say_no_and_an_old_link_takes_nothing(at, ask, amara):
    InterviewAsk.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    browser = at("liver", amara)
    browser.post(link(ask), typed(ask, FIRST, then="keep"))
    assert ask.questions.first().answer == ""
    InterviewAsk.objects.update(expires_at=timezone.now() + timedelta(days=1))
    assert "would rather not" in browser.post(link(ask, "decline/"), follow=True).text


@pytest.mark.parametrize("who", OUTSIDERS)
def test_the_link_is_for_one_member(request, at, sent, page, who):
    browser = at("liver", request.getfixturevalue(who))
    for where in ("", "text/", "withdraw/"):
        answer = browser.get(link(sent.ask, where))
        assert answer.status_code in {302, 404}
        assert FIRST not in answer.text
    for where in ("text/", "changes/", "withdraw/", "decline/"):
        assert browser.post(link(sent.ask, where), {"text": sent.fingerprint}).status_code in {
            302,
            404,
        }
    sent.refresh_from_db()
    assert sent.state == "waiting"
    with pytest.raises(PermissionDenied):
        approve(sent, request.getfixturevalue(who))


def test_the_answers_become_a_draft_once(page, answered, nell, news, amara):
    assert FIRST in str(page.questions)
    assert "What next?" not in str(page.questions)
    assert not page.live
    assert page.interviewee == amara.membership
    answered.refresh_from_db()
    assert draft_interview(ask=answered, below=news, by=nell.viewer, user=nell.user) == page


def test_the_member_reads_the_text_and_approves_it_by_post(at, sent, page, amara, board):
    browser = at("liver", amara)
    for _ in range(3):
        shown = browser.get(link(sent.ask, "text/")).text
        assert FIRST in shown
    sent.refresh_from_db()
    assert sent.state == "waiting"
    with pytest.raises(PermissionDenied, match="has approved exactly this text"):
        publish_placed(page=latest(page))
    browser.post(link(sent.ask, "text/"), {"text": sent.fingerprint})
    publish_placed(page=latest(page))
    assert FIRST in browser.get(page.path_in_community).text


def test_a_changed_comma_voids_it(at, sent, page, amara, nell, committed):
    approve(sent, amara)
    with pytest.raises(ValidationError, match="approved exactly this"):
        send_text(ask=sent.ask, by=nell.viewer, user=nell.user)
    draft = latest(page)
    draft.intro = "A comma, more."
    draft.save_revision(user=nell.user)
    with pytest.raises(PermissionDenied, match="has approved exactly this text"):
        publish_placed(page=latest(page))
    again = send_text(ask=sent.ask, by=nell.viewer, user=nell.user)
    draft.intro = "A comma, and more."
    with committed():
        draft.save_revision(user=nell.user)
    again.refresh_from_db()
    assert again.state == "void"
    with pytest.raises(ValidationError, match="has changed"):
        approve(again, amara)
    assert "A comma" not in at("liver", amara).get(link(sent.ask, "text/")).text


def test_a_text_other_than_the_one_on_the_screen_is_not_approved(sent, amara):
    with pytest.raises(ValidationError, match="read it again"):
        approve_text(approval=sent, by=amara.viewer, user=amara.user, seen="another")


def test_an_old_link_approves_nothing(sent, amara):
    InterviewApproval.objects.update(expires_at=timezone.now())
    sent.refresh_from_db()
    with pytest.raises(ValidationError, match="run out"):
        approve(sent, amara)


def test_the_same_text_is_sent_once(sent, nell, mailoutbox, committed):
    with committed():
        assert send_text(ask=sent.ask, by=nell.viewer, user=nell.user) == sent
    assert not [letter for letter in mailoutbox if "to approve" in letter.subject]


def test_the_member_asks_for_changes_with_a_note(at, sent, page, amara, nell):
    browser = at("liver", amara)
    assert "This field is required" in browser.post(link(sent.ask, "changes/")).text
    browser.post(link(sent.ask, "changes/"), {"note": "It was two buses."})
    assert "It was two buses." in at("liver", nell).get(f"/cms/interviews/{sent.ask.pk}/").text
    with pytest.raises(PermissionDenied):
        publish_placed(page=latest(page))


def test_withdrawing_takes_it_down_at_once_and_for_good(
    at, published, sent, amara, chen, nell, mailoutbox, committed
):
    address, reader = published.path_in_community, at("liver", chen)
    assert FIRST in reader.get(address).text
    browser = at("liver", amara)
    assert "gone for readers at once" in browser.get(link(sent.ask, "withdraw/")).text
    assert InterviewPage.objects.get().live
    with committed():
        browser.post(link(sent.ask, "withdraw/"), {"note": ""})
    assert not InterviewPage.objects.get().live
    assert reader.get(address).status_code == 404
    assert published not in BasePage.objects.listable_to(chen.viewer)
    assert mailoutbox[-1].to == [nell.user.email]
    assert PageLogEntry.objects.filter(action="nacre.interview.withdrawn").count() == 1
    withdraw_interview(ask=sent.ask, by=amara.viewer, user=amara.user)
    assert PageLogEntry.objects.filter(action="nacre.interview.withdrawn").count() == 1
    with pytest.raises(PermissionDenied, match="has withdrawn"):
        publish_placed(page=latest(published))
    assert "withdrawn" in at("liver", nell).get("/cms/").text


def test_a_guest_s_interview_still_needs_the_day_of_their_yes(news, liver, board):
    page = InterviewPage(
        title="Guest", slug="guest", interviewee_name="Guest", community=liver, live=False
    )
    news.add_child(instance=page)
    with pytest.raises(PermissionDenied, match="on which day"):
        publish_placed(page=page)
    page = InterviewPage.objects.get(slug="guest")
    page.approved_on = timezone.localdate()
    publish_placed(page=page)
    assert InterviewPage.objects.get(slug="guest").live


def test_the_desk_asks_with_the_chooser(at, nell, amara, dora, mailoutbox, committed):
    browser, address = at("liver", nell), "/cms/interviews/ask/"
    assert "choose-member" in browser.get(address).text
    said = {"subject": SUBJECT, "questions": "One?\nTwo?"}
    browser.post(address, {**said, "membership": dora.membership.pk})
    assert not InterviewAsk.objects.exists()
    with committed():
        browser.post(address, {**said, "membership": amara.membership.pk})
    assert [q.question for q in InterviewAsk.objects.get().questions.all()] == ["One?", "Two?"]
    assert mailoutbox[-1].to == [amara.user.email]


@pytest.mark.parametrize("who", ["amara", "chen", "dora", "faye", "visitor"])
def test_the_interviews_of_the_desk_are_for_the_desk(request, at, answered, who):
    browser = at("liver", request.getfixturevalue(who))
    for path in ("", "ask/", f"{answered.pk}/"):
        answer = browser.get(f"/cms/interviews/{path}")
        assert answer.status_code in {302, 403}
        assert FIRST not in answer.text


def test_who_is_forgotten_leaves_no_draft_and_no_answer(published, sent, amara):
    erase(amara.user, asked_by="member")
    ask = InterviewAsk.objects.get()
    assert ask.membership is None
    assert not ask.questions.exclude(answer="").exists()
    assert InterviewPage.objects.get().live
    changed = latest(published)
    changed.intro = "Changed behind them."
    with pytest.raises(PermissionDenied):
        publish_placed(page=changed)


def test_an_unpublished_draft_goes_with_its_member(page, amara):
    erase(amara.user, asked_by="member")
    assert not InterviewPage.objects.exists()
