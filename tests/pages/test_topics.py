"""The page of a topic: what there is on it, who follows it, what lies beside."""

import pytest

from nacre.members.actions.directory import refresh_directory
from nacre.pages.models import Topic
from tests.cast import make_page


@pytest.fixture
def on_topic(liver, closed_page, hepatitis):
    closed_page.topics.add(hepatitis)
    closed_page.save_revision().publish()
    return closed_page


def test_a_topic_lists_its_pages_by_kind(at, amara, liver, on_topic):
    make_page(liver, "news", "Of another topic")
    page = at("liver", amara).get("/topics/hepatitis-d/").text
    assert "Cirrhosis bundle" in page
    assert "Of another topic" not in page


def test_a_topic_of_one_community_is_not_found_in_another(at, dora, ms, on_topic):
    assert at("ms", dora).get("/topics/hepatitis-d/").status_code == 404


def test_a_topic_nobody_wrote_on_says_so(at, visitor, hepatitis):
    page = at("liver", visitor).get("/topics/hepatitis-d/")
    assert page.status_code == 200
    assert "Nothing here yet" in page.text


def test_only_who_may_see_people_is_told_how_many_follow(at, amara, visitor, nadia, on_topic):
    amara.membership.interests = ["hepatitis-d"]
    amara.membership.save()
    refresh_directory(amara.membership)
    assert "1 colleague follows" in at("liver", amara).get("/topics/hepatitis-d/").text
    for person in (visitor, nadia):
        assert "colleague" not in at("liver", person).get("/topics/hepatitis-d/").text


def test_related_topics_have_something_to_read(at, amara, liver, on_topic, hepatitis):
    beside = Topic.objects.create(community=liver, slug="delta", label="Delta", parent=hepatitis)
    assert "/topics/delta/" not in at("liver", amara).get("/topics/hepatitis-d/").text
    on_topic.topics.add(beside)
    on_topic.save_revision().publish()
    assert "/topics/delta/" in at("liver", amara).get("/topics/hepatitis-d/").text
    assert "Delta (1)" in at("liver", amara).get("/topics/").text


def test_a_search_for_a_synonym_leads_to_the_topic(at, amara, on_topic, hepatitis):
    hepatitis.synonyms = ["HDV"]
    hepatitis.save()
    assert 'href="/topics/hepatitis-d/"' in at("liver", amara).get("/search/?q=hdv").text
