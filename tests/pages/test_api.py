"""The read API says what the one who asks may open, and not a word more."""

import pytest

from nacre.audiences.models import Audience
from nacre.editorial.actions import place_page
from nacre.editorial.models import NewsPage
from nacre.pages.models import SectionPage
from tests.cast import SECRET

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(liver, hepatitis, grant) -> NewsPage:
    """An article for nurses in the Learning Zone, with the grant behind it."""
    page = NewsPage(
        title="Drains", slug="drains", standfirst="Within a day.", community=liver,
        audience=Audience.objects.get(community=liver, slug="nurses"),
        body=[{"type": "paragraph", "value": f"<p>{SECRET}</p>"}],
    )  # fmt: skip
    page.topics_when_placed = [hepatitis]
    return place_page(page=page, below=SectionPage.objects.of(liver).get(slug="learning"))


def test_a_nurse_reads_it(at, nadia, article):
    listed = at("liver", nadia).get("/api/v1/pages/").json()
    assert (listed["total"], listed["pages"]) == (1, 1)
    assert listed["results"][0]["title"] == "Drains"
    assert listed["results"][0]["topics"] == ["hepatitis-d"]
    one = at("liver", nadia).get(f"/api/v1/pages/{article.pk}/").json()
    assert SECRET in one["text"]
    assert one["funding"] == ["Alderley Therapeutics provided a grant. It had no influence."]


@pytest.mark.parametrize("who", ["visitor", "amara", "dora", "ben"])
def test_others_do_not_learn_that_it_exists(request, at, article, who):
    browser = at("liver", request.getfixturevalue(who))
    assert browser.get("/api/v1/pages/").json()["total"] == 0
    answer = browser.get(f"/api/v1/pages/{article.pk}/")
    assert answer.status_code == 404
    assert "Drains" not in answer.text
    assert (
        at("ms", request.getfixturevalue(who)).get(f"/api/v1/pages/{article.pk}/").status_code
        == 404
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [("type=news", 1), ("type=interview", 0), ("topic=hepatitis-d", 1), ("topic=other", 0)],
)
def test_by_type_and_topic(at, nadia, article, asked, found):
    assert at("liver", nadia).get(f"/api/v1/pages/?{asked}").json()["total"] == found


def test_a_wrong_question_is_answered_with_the_remedy(at, article):
    browser = at("liver")
    for page in ("0", "-1", "x", "9" * 30, "²"):
        answer = browser.get("/api/v1/pages/", {"page": page})
        assert answer.status_code == 400
        assert "whole number" in answer.json()["error"]
    assert browser.get("/api/v1/pages/?page=2").status_code == 404
    assert browser.get("/api/v1/pages/?type=%00x&topic=%00x").json()["total"] == 0


def test_it_is_for_reading(at, nadia, article):
    for method in ("post", "put", "patch", "delete"):
        assert getattr(at("liver", nadia), method)("/api/v1/pages/").status_code == 405
