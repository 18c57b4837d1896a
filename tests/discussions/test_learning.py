"""What members write below articles is proposed to them as CPD, with what colleagues answered."""

import pytest

from nacre.cpd.models import Entry
from nacre.discussions import actions

pytestmark = pytest.mark.django_db


def of(who) -> Entry:
    """What is proposed to somebody."""
    return Entry.objects.get(membership=who.membership)


def test_a_days_posts_below_an_article_are_one_proposal(say, amara, otto, committed, article):
    with committed():
        first = say(amara, "We band at two weeks.")
    assert (of(amara).claimed, of(amara).participatory) == (15, 0)  # nobody is there yet
    with committed():
        say(otto, "We wait for four.", to=first)
    entry = of(amara)
    assert (entry.claimed, entry.participatory) == (15, 15)
    assert entry.evidence == {"posts": 1, "answers": 1}
    assert entry.title == f"Discussion: {article.title}"
    assert list(entry.pages.all().values_list("pk", flat=True)) == [article.pk]
    assert of(otto).participatory == 15
    with committed():
        say(amara, "Why four?", to=first)
    assert of(amara).evidence["posts"] == 2


def test_two_posts_within_a_quarter_of_an_hour_are_not_half_an_hour(say, amara, committed):
    with committed():
        say(amara, "We band at two weeks.")
        say(amara, "Or at three.")
    assert of(amara).claimed == 15


def test_what_is_taken_back_or_taken_away_is_proposed_no_longer(say, amara, otto, chen, committed):
    with committed():
        mine, theirs = say(amara, "We band at two weeks."), say(otto, "We wait.")
    with committed():
        actions.remove_post(by=amara.viewer, post=mine)
        actions.decide_post(by=chen.viewer, post=theirs, decision="hide", reason="Off the subject.")
    assert not Entry.objects.exists()
