"""Polls within an article: a member votes once, and no result leads to a person."""

import json
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied

from nacre.editorial import actions
from nacre.editorial.models import NewsPage, PollVote
from nacre.insights.disclosure import FLOOR
from tests.cast import make_person

POLL, YES, NO = (str(uuid4()) for _ in range(3))


@pytest.fixture
def asking(news, amara):
    """An article that asks its readers something."""
    options = [
        {"id": YES, "type": "item", "value": "Yes, all of them"},
        {"id": NO, "type": "item", "value": "Not yet"},
    ]
    question = {"question": "Does your ward use the bundle?", "options": options}
    body = [{"id": POLL, "type": "poll", "value": question}]
    return actions.place_page(
        page=NewsPage(title="Bundles on the ward", body=json.dumps(body)), below=news
    )


def vote(at, member, page, option=YES):
    return at("liver", member).post(f"/polls/{page.pk}/", {"option": option}, follow=True)


def test_a_member_votes_and_changes_their_mind(at, asking, amara):
    assert "Does your ward use the bundle?" in at("liver", amara).get(asking.path_in_community).text
    assert "Change my answer" in vote(at, amara, asking).text
    vote(at, amara, asking, NO)
    assert [str(kept.option) for kept in PollVote.objects.all()] == [NO]


def test_the_result_is_shown_to_voters_once_enough_have_voted(at, asking, amara, liver):
    others = [make_person(liver, "Colleague", f"Number{n}") for n in range(FLOOR - 1)]
    for other in others[1:]:
        actions.vote_in_poll(page=asking, option=UUID(NO), by=other.viewer)
    assert "The result is shown from" in vote(at, amara, asking).text
    actions.vote_in_poll(page=asking, option=UUID(NO), by=others[0].viewer)
    page = at("liver", amara).get(asking.path_in_community).text
    assert 'value="88" aria-label="Not yet"' in page
    assert f"{FLOOR} votes" in page


def test_nobody_votes_where_the_page_is_closed_to_them(at, asking, dora, faye, visitor):
    for person in (dora, faye, visitor):
        assert vote(at, person, asking).status_code == 404
    assert not PollVote.objects.exists()


@pytest.mark.parametrize("option", ["", "yes", "11111111-2222-4333-8444-555555555555"])
def test_what_is_not_offered_is_not_counted(at, asking, amara, option):
    assert vote(at, amara, asking, option).status_code in {403, 404}
    assert not PollVote.objects.exists()


def test_a_page_without_a_question_takes_no_vote(news, amara):
    silent = actions.place_page(page=NewsPage(title="Nothing is asked"), below=news)
    with pytest.raises(PermissionDenied):
        actions.vote_in_poll(page=silent, option=uuid4(), by=amara.viewer)
