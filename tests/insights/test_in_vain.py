"""Editors learn what several members looked for in vain, and nothing about anybody."""

from types import SimpleNamespace

import pytest

from nacre.insights.actions import compact_activity, record
from nacre.insights.in_vain import searches_in_vain

pytestmark = pytest.mark.django_db


def search(community, member: int, query: str, results: int = 0) -> None:
    """Somebody searched."""
    viewer = SimpleNamespace(community=community, is_member=True, membership_id=member, user_id=1)
    record("search.made", viewer=viewer, query=query, results=results)


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.NACRE_HOME = tmp_path


def test_a_search_by_three_members_is_told_and_one_by_two_is_not(liver, ms):
    for member in (1, 2, 3):
        search(liver, member, "zanorivex shingles")
        search(ms, member, "of ms alone")
        search(liver, member, "found", results=4)
    for member in (1, 2, 2, 2):
        search(liver, member, "too few")
    compact_activity()
    told = searches_in_vain(liver)
    assert [(row.term, row.times, row.members) for row in told] == [("zanorivex shingles", 3, 3)]


def test_only_editors_open_the_list(at, liver, erin, amara, visitor, dora):
    for member in (1, 2, 3):
        search(liver, member, "zanorivex shingles")
    compact_activity()
    page = at("liver", erin).get("/search/in-vain/").text
    assert "zanorivex shingles" in page
    assert "words=zanorivex%20shingles" in page
    for person in (amara, visitor, dora):
        answer = at("liver", person).get("/search/in-vain/")
        assert answer.status_code == 403
        assert "zanorivex" not in answer.text
