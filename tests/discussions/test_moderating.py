"""Members flag posts, moderators decide, those concerned are told; discussions are closed."""

import pytest
from django.core import mail

from nacre.discussions import actions
from nacre.discussions.models import Flag, Post
from nacre.members.refusals import Refused

pytestmark = pytest.mark.django_db


def flag(by, post, kind="other", **more):
    """Bring a post to the moderators."""
    return actions.flag_post(by=by.viewer, post=post, kind=kind, **more)


def decide(by, post, decision, reason="Read the house rules."):
    """Decide about a post."""
    return actions.decide_post(by=by.viewer, post=post, decision=decision, reason=reason)


@pytest.fixture
def post(say, amara):
    """A post by amara."""
    return say(amara, "Give twice the dose.")


def test_a_flagged_post_waits_for_a_moderator_who_tells_both_why(
    post, amara, otto, chen, committed
):
    with committed():
        flag(otto, post, "unsafe", note="The dose is wrong.")
    assert [letter.to for letter in mail.outbox] == [["chen.li@example.org"]]
    assert "dose" not in mail.outbox[0].body
    assert list(Post.objects.moderated_by(chen.viewer).waiting()) == [post]
    mail.outbox.clear()
    with committed():
        decide(chen, post, "hide", "The dose is twice that of the BNF.")
    assert {letter.to[0] for letter in mail.outbox} == {
        "amara.osei@example.org",
        "otto.lind@example.org",
    }
    assert all("twice that of the BNF" in letter.body for letter in mail.outbox)
    assert not Post.objects.moderated_by(chen.viewer).waiting()
    assert Post.objects.get().hidden_because == "moderator"


def test_what_may_identify_a_patient_is_hidden_at_once_and_comes_back(post, otto, chen):
    flag(otto, post, "patient")
    assert Post.objects.get().hidden_because == "held"
    decide(chen, Post.objects.get(), "keep")
    assert not Post.objects.get().is_hidden


def test_one_member_flags_a_post_once_and_never_their_own(post, amara, otto):
    flag(otto, post)
    flag(otto, post, "unkind")
    assert Flag.objects.get().kind == "other"
    with pytest.raises(Refused):
        flag(amara, post)


def test_nobody_decides_about_their_own_words_or_flag(say, post, amara, otto, chen):
    own = say(chen, "A word from the desk.")
    flag(chen, post)
    for who, what in ((otto, post), (chen, own), (chen, post)):
        with pytest.raises(Refused):
            decide(who, what, "hide")
    assert Post.objects.shown().count() == 2


def test_a_moderator_decides_only_with_a_reason(post, chen):
    with pytest.raises(Refused, match="say why"):
        decide(chen, post, "hide", "  ")


def test_a_text_taken_back_is_kept_for_the_moderator_until_they_decide(post, amara, otto, chen):
    flag(otto, post, "adverse")
    actions.remove_post(by=amara.viewer, post=post)
    assert Post.objects.get().text
    decide(chen, Post.objects.get(), "keep")
    kept = Post.objects.get()
    assert (kept.text, kept.hidden_because) == ("", "author")


def test_a_closed_discussion_takes_no_more_posts(say, post, amara, otto, chen):
    with pytest.raises(Refused):
        actions.lock_thread(by=amara.viewer, thread=post.thread)
    actions.lock_thread(by=chen.viewer, thread=post.thread)
    for answered in (None, Post.objects.get()):
        with pytest.raises(Refused, match="closed this discussion"):
            say(otto, "But still.", to=answered)
    actions.unlock_thread(by=chen.viewer, thread=post.thread)
    assert say(otto, "Thank you.")


def test_the_queue_and_the_page_of_a_decision(at, post, otto, chen):
    flag(otto, post, "adverse", note="Jaundice after the second dose.")
    browser = at("liver", chen)
    assert "/moderation/posts/" in browser.get("/moderation/").text
    assert "A suspected side effect" in browser.get("/moderation/posts/").text
    page = browser.get(f"/moderation/posts/{post.key}/").text
    assert all(word in page for word in ("twice the dose", "Jaundice", "yellowcard.mhra.gov.uk"))
    browser.post(
        f"/moderation/posts/{post.key}/", {"decision": "keep", "reason": "Reported by its writer."}
    )
    assert "Reported by its writer." in browser.get("/moderation/posts/").text


@pytest.mark.parametrize("person", ["visitor", "ben", "nadia", "faye", "otto", "dora"])
def test_the_queue_is_closed_to_everyone_else(request, at, post, person):
    browser = at("liver", request.getfixturevalue(person))
    for address in ("/moderation/posts/", f"/moderation/posts/{post.key}/"):
        answer = browser.get(address)
        assert answer.status_code == 403
        assert "dose" not in answer.text
