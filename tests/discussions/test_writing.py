"""Members write below an article, answer, put right and take back; what no post may say."""

from datetime import timedelta

import pytest
from django.utils import timezone

from nacre.audiences.models import Audience
from nacre.discussions import actions
from nacre.discussions.models import Post, Thread, ThreadFollow
from nacre.members.refusals import Refused
from nacre.pages.models import BasePage

pytestmark = pytest.mark.django_db

NHS = "943 476 5919"


def test_the_first_post_starts_the_discussion_and_its_author_follows_it(say, amara, article):
    assert not Thread.objects.exists()
    post = say(amara, "We band at two weeks.\r\nDo you?")
    assert post.text == "We band at two weeks.\nDo you?"
    assert post.thread.page_id == article.pk
    say(amara, "And we audit it.")
    assert Thread.objects.count() == 1
    assert ThreadFollow.objects.get().membership == amara.membership


def test_an_answer_to_an_answer_stands_below_the_same_post(say, amara, otto):
    first = say(amara, "We band at two weeks.")
    answer = say(otto, "We wait for four.", to=first)
    again = say(amara, "Why four?", to=answer)
    other = say(otto, "On another matter.")
    assert again.answers == first
    assert list(Post.objects.in_order()) == [first, answer, again, other]


@pytest.mark.parametrize("person", ["visitor", "ben", "nadia", "faye", "dora"])
def test_whoever_is_not_in_the_circle_writes_nothing(request, say, liver, person):
    who = request.getfixturevalue(person)
    with pytest.raises(Refused):
        say(who, "Let me in.")
    assert not Thread.objects.exists()


def test_a_member_below_verified_does_not_take_part(say, amara, article, monkeypatch):
    monkeypatch.setattr("nacre.members.models.Membership.level", 2)
    with pytest.raises(Refused):
        say(amara, "Hello.")


def test_what_identifies_a_patient_is_refused_and_not_kept(say, amara):
    with pytest.raises(Refused, match="NHS number") as refused:
        say(amara, f"NHS no {NHS} seen again")
    assert NHS not in str(refused.value)
    with pytest.raises(Refused, match="tick that you have checked"):
        say(amara, "94yo F with PBC")
    assert not Post.objects.exists()
    assert say(amara, "94yo F with PBC", is_checked=True).is_attested


def test_a_newcomer_writes_ten_posts_a_day_and_the_same_words_once(say, amara):
    say(amara, "Post")
    with pytest.raises(Refused, match="already"):
        say(amara, "Post")
    for number in range(9):
        say(amara, f"Post {number}")
    with pytest.raises(Refused, match="tomorrow"):
        say(amara, "One more")


def test_a_post_is_put_right_by_its_author_for_a_quarter_of_an_hour(say, amara, otto):
    post = say(amara, "We bend at two weeks.")
    with pytest.raises(Refused):
        actions.edit_post(by=otto.viewer, post=post, text="Mine now.")
    actions.edit_post(by=amara.viewer, post=post, text="We band at two weeks.")
    assert Post.objects.get().edited_at is not None
    post.created_at = timezone.now() - timedelta(minutes=16)
    with pytest.raises(Refused, match="15 minutes"):
        actions.edit_post(by=amara.viewer, post=post, text="Too late.")
    assert Post.objects.get().text == "We band at two weeks."


def test_a_post_that_is_taken_back_leaves_its_place_and_no_word(say, amara, otto):
    post = say(amara, "I was wrong.")
    say(otto, "You were not.", to=post)
    with pytest.raises(Refused):
        actions.remove_post(by=otto.viewer, post=post)
    actions.remove_post(by=amara.viewer, post=post)
    kept = Post.objects.get(pk=post.pk)
    assert (kept.text, kept.get_hidden_because_display()) == ("", "Removed by its author.")
    with pytest.raises(Refused):
        say(otto, "Still.", to=kept)


def test_where_a_company_speaks_nobody_discusses(say, amara, article):
    post = say(amara, "Before.")
    BasePage.objects.filter(pk=article.pk).update(promotion_label="Advertising — Tamarisk")
    article.promotion_label = "Advertising — Tamarisk"
    with pytest.raises(Refused, match="not discussed"):
        say(amara, "After.")
    assert not Post.objects.visible_to(amara.viewer).filter(pk=post.pk).exists()


def test_a_list_of_pages_is_not_discussed(amara, closed_page):
    with pytest.raises(Refused, match="not discussed"):
        actions.write_post(by=amara.viewer, page=closed_page, text="Here?")


def test_a_page_that_is_withdrawn_or_not_open_yet_takes_its_discussion_along(say, amara, article):
    post = say(amara, "Words")
    mine = Post.objects.filter(pk=post.pk)
    assert mine.visible_to(amara.viewer).exists()
    page = BasePage.objects.filter(pk=article.pk)
    page.update(opens_at=timezone.now() + timedelta(days=1))
    assert not mine.visible_to(amara.viewer).exists()
    page.update(opens_at=None, live=False)
    assert not mine.visible_to(amara.viewer).exists()


def test_a_reader_outside_the_audience_of_the_page_reads_no_post(say, amara, otto, liver, article):
    post = say(amara, "Words")
    nurses = Audience.objects.get(community=liver, slug="nurses")
    BasePage.objects.filter(pk=article.pk).update(audience=nurses)
    assert not Post.objects.visible_to(otto.viewer).filter(pk=post.pk).exists()
