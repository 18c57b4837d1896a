"""The pages of linking up, as members meet them."""

import pytest

from nacre.members.models import Connection
from nacre.networking import actions
from nacre.networking.models import Conversation, Follow, Message

pytestmark = pytest.mark.django_db

PAGES = ("/messages/", "/messages/new/", "/connections/", "/connections/choices/", "/following/")


@pytest.mark.parametrize("page", PAGES)
def test_a_member_opens_each_page(at, amara, page):
    assert at("liver", amara).get(page).status_code == 200


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("person", ["visitor", "ben", "nadia", "faye", "dora"])
def test_everybody_else_is_told_why_not(request, at, liver, page, person):
    answer = at("liver", request.getfixturevalue(person)).get(page)
    assert answer.status_code == 403
    assert "Linking up" in answer.text


def test_a_colleague_is_asked_and_accepts(at, amara, erin):
    asked = at("liver", amara).post(
        f"/connections/ask/{erin.membership.key}/", {"note": "We met in Leeds."}
    )
    assert asked.status_code == 302
    profile = at("liver", amara).get(f"/members/{erin.membership.key}/").text
    assert "You asked to connect" in profile
    theirs = at("liver", erin)
    assert "We met in Leeds." in theirs.get("/connections/").text
    connection = Connection.objects.get()
    theirs.post(f"/connections/{connection.key}/accept/")
    assert Connection.objects.are_connected(amara.membership, erin.membership)
    assert "Connected" in at("liver", amara).get(f"/members/{erin.membership.key}/").text


def test_a_conversation_from_the_profile_to_the_answer(at, amara, erin, connected):
    connected(amara, erin)
    browser = at("liver", amara)
    form = browser.get(f"/messages/new/?to={erin.membership.key}").text
    assert "Write to Erin Shaw" in form
    sent = browser.post(
        f"/messages/new/?to={erin.membership.key}",
        {"to": str(erin.membership.key), "text": "Shall we audit drains?\nBoth sites?"},
    )
    conversation = Conversation.objects.get()
    assert sent["Location"] == f"/messages/{conversation.key}/"
    theirs = at("liver", erin)
    assert "Shall we audit drains?" in theirs.get("/messages/").text
    page = theirs.get(f"/messages/{conversation.key}/").text
    assert "Shall we audit drains?<br>Both sites?" in page
    answered = theirs.post(f"/messages/{conversation.key}/", {"text": "Yes: https://example.org"})
    assert answered.status_code == 302
    assert 'rel="nofollow noopener' in browser.get(f"/messages/{conversation.key}/").text


def test_what_was_typed_is_not_lost_when_a_file_is_refused(at, amara, erin, connected, write):
    connected(amara, erin)
    conversation = write(amara, erin, "Hello")
    from django.core.files.uploadedfile import SimpleUploadedFile

    page = at("liver", amara).post(
        f"/messages/{conversation.key}/",
        {"text": "See the table.", "attachments": SimpleUploadedFile("a.exe", b"MZ")},
    )
    assert page.status_code == 200
    assert "See the table." in page.text
    assert "PDF, Word or Excel" in page.text
    assert Message.objects.count() == 1


def test_reading_marks_only_by_post(at, amara, erin, connected, write, committed):
    connected(amara, erin)
    conversation = write(amara, erin, "Hello")
    theirs = at("liver", erin)
    page = f"/messages/{conversation.key}/"
    assert "unread messages" in theirs.get(page).text
    assert "unread messages" in theirs.get(page).text
    with committed():
        theirs.post(f"{page}read/", {"up_to": Message.objects.get().pk})
    assert "unread messages" not in theirs.get("/messages/").text


def test_nobody_outside_opens_a_conversation(at, amara, erin, otto, chen, connected, write):
    connected(amara, erin)
    conversation = write(amara, erin, "Hello")
    for person in (otto, chen):
        assert at("liver", person).get(f"/messages/{conversation.key}/").status_code == 404


def test_following_and_unfollowing_take_one_tap(at, amara, erin, royal_free, hepatitis):
    browser = at("liver", amara)
    for sort, key in (
        ("person", erin.membership.key),
        ("organisation", "RAL"),
        ("topic", "hepatitis-d"),
    ):
        browser.post(f"/following/{sort}/{key}/begin/")
    page = browser.get("/following/").text
    assert all(name in page for name in ("Erin Shaw", "Royal Free London", "Hepatitis D"))
    for follow in Follow.objects.all():
        browser.post(f"/following/{follow.key}/end/")
    assert not Follow.objects.exists()


def test_the_way_back_stays_on_this_site(at, amara, hepatitis):
    answer = at("liver", amara).post(
        "/following/topic/hepatitis-d/begin/", {"next": "//evil.example"}
    )
    assert answer["Location"] == "/following/"


def test_an_introduction_from_question_to_connection(at, amara, erin, otto, connected):
    connected(amara, erin)
    connected(erin, otto)
    browser = at("liver", amara)
    browser.post(
        f"/introductions/ask/{otto.membership.key}/",
        {"contact": str(erin.membership.key), "note": "About delta hepatitis."},
    )
    theirs = at("liver", erin)
    assert "Amara Osei</a> asks whether you can introduce" in theirs.get("/connections/").text
    from nacre.networking.models import Introduction

    wish = Introduction.objects.get()
    assert theirs.get(f"/introductions/{wish.key}/pass-on/").status_code == 200
    theirs.post(f"/introductions/{wish.key}/pass-on/", {"note": "We trained together."})
    third = at("liver", otto)
    page = third.get("/connections/").text
    assert "We trained together." in page
    assert "About delta hepatitis." in page
    third.post(f"/introductions/{wish.key}/accept/")
    assert "through Erin Shaw" in browser.get("/connections/").text


def test_a_flagged_message_reaches_a_moderator_with_its_neighbours_alone(
    at, amara, erin, chen, connected, write
):
    connected(amara, erin)
    for number in range(9):
        write(amara, erin, f"Message number {number} of the morning")
    fifth = Message.objects.order_by("pk")[4]
    at("liver", erin).post(f"/messages/flags/{fifth.key}/", {"reason": "unkind"})
    from nacre.networking.models import MessageFlag

    flag = MessageFlag.objects.get()
    moderator = at("liver", chen)
    assert "Unkind" in moderator.get("/moderation/messages/").text
    page = moderator.get(f"/moderation/messages/{flag.key}/").text
    shown = [n for n in range(9) if f"number {n} of" in page]
    assert shown == [2, 3, 4, 5, 6]
    moderator.post(
        f"/moderation/messages/{flag.key}/", {"decision": "hidden", "why": "Not in that tone."}
    )
    conversation = Conversation.objects.get()
    text = at("liver", erin).get(f"/messages/{conversation.key}/").text
    assert "A moderator took this message away." in text
    assert "number 4 of" not in text
    for person in (amara, erin):
        assert at("liver", person).get(f"/moderation/messages/{flag.key}/").status_code == 403


def test_letters_stop_by_one_post_and_not_by_looking(at, client, amara, erin):
    from nacre.networking.colleagues import choices_of
    from nacre.networking.letters import stop_token

    link = f"/messages/mail/stop/{stop_token(erin.membership.pk)}/"
    browser = at("liver")
    for _ in range(3):
        assert browser.get(link).status_code == 200
    assert choices_of(erin.membership.pk).wants_mail
    assert browser.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not choices_of(erin.membership.pk).wants_mail
    assert browser.get("/messages/mail/stop/guess/").status_code == 404


def test_keeping_somebody_away_asks_first(at, amara, erin, connected):
    connected(amara, erin)
    browser = at("liver", amara)
    page = f"/connections/block/{erin.membership.key}/"
    assert "They are not told" in browser.get(page).text
    assert Connection.objects.are_connected(amara.membership, erin.membership)
    browser.post(page)
    assert not Connection.objects.are_connected(amara.membership, erin.membership)
    assert "Erin Shaw" in browser.get("/connections/choices/").text
    browser.post(f"/connections/unblock/{erin.membership.key}/")
    assert "Nobody." in browser.get("/connections/choices/").text


def test_a_suggestion_can_be_put_away(at, amara, erin, make_colleague, royal_free):
    colleague = make_colleague("Ines", "Ferreira", organisation=royal_free)
    from nacre.members.actions import rebuild_directory

    rebuild_directory(amara.community)
    browser = at("liver", amara)
    page = browser.get("/connections/").text
    assert "Ines Ferreira" in page
    assert "Also at your hospital" in page
    browser.post(f"/connections/suggestions/{colleague.membership.key}/dismiss/")
    assert "Ines Ferreira" not in browser.get("/connections/").text


def test_switched_off_means_gone(at, amara, liver):
    from nacre.communities import tenancy
    from nacre.communities.models import EnabledComponent

    EnabledComponent.objects.filter(community=liver, slug="networking").delete()
    tenancy.touch(liver)
    browser = at("liver", amara)
    assert browser.get("/messages/").status_code == 404
    assert "envelope" not in browser.get("/members/").text


def test_signed_in_pages_ask_nothing_about_messages_once_counted(
    at, amara, erin, write, connected, django_assert_num_queries
):
    connected(amara, erin)
    write(amara, erin, "Hello")
    viewer = erin.viewer
    from nacre.networking.unread import unread_count

    assert unread_count(viewer) == 1
    with django_assert_num_queries(0):
        assert unread_count(viewer) == 1
    actions.read_conversation(
        by=viewer, conversation=Conversation.objects.get(), up_to=Message.objects.get().pk
    )
