"""What an editor wrote and reviewed stands on their profile, as far as the reader may open it."""

import pytest

from nacre.editorial.actions import publish_placed
from nacre.editorial.models import ClinicalEditor
from nacre.members.actions import change_profile
from nacre.members.contributions import contributions_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(article, board, erin):
    """Erin has a seat on the board, and her name is above an article."""
    editor = ClinicalEditor.objects.get(user=erin.user)
    article.author_name = editor.name
    publish_placed(page=article)
    return article


def test_what_somebody_wrote_is_gathered_by_itself(written, erin, amara):
    (gave,) = contributions_of(erin.membership, amara.viewer)
    assert (gave.what, gave.title) == ("Wrote", written.title)
    assert gave.url == written.path_in_community


def test_a_review_counts_too(article, board, erin, amara):
    article.author_name = "Somebody Else"
    article.reviewed_by = ClinicalEditor.objects.get(user=erin.user)
    publish_placed(page=article)
    assert [gave.what for gave in contributions_of(erin.membership, amara.viewer)] == ["Reviewed"]


def test_nobody_is_told_of_a_page_that_they_may_not_open(written, erin, visitor, dora):
    assert contributions_of(erin.membership, visitor.viewer) == []
    assert contributions_of(erin.membership, dora.viewer) == []


def test_nobody_gets_the_work_of_a_namesake(written, erin, amara):
    amara.user.given_name, amara.user.family_name = "Erin", "Shaw"
    amara.user.save()
    assert contributions_of(amara.membership, erin.viewer) == []


def test_they_stand_on_the_profile_unless_its_owner_hides_them(at, written, erin, amara):
    profile = erin.membership.profile_url
    assert written.title in at("liver", amara).get(profile).text
    change_profile(by=erin.viewer, visibility={"contributions": "me"})
    assert written.title not in at("liver", amara).get(profile).text
    assert written.title in at("liver", erin).get(profile).text
