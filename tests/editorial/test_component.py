"""What editorial shows on the home of a community."""

from datetime import timedelta

import pytest
from django.utils import timezone

from nacre.editorial.actions import place_page
from nacre.editorial.component import Editorial
from nacre.editorial.models import ConferencePage


def meet(news, title: str, days: int) -> ConferencePage:
    day = timezone.localdate() + timedelta(days=days)
    page = ConferencePage(
        title=title, slug=title.lower(), starts_on=day, ends_on=day, community=news.community
    )
    return place_page(page=page, below=news)


@pytest.mark.django_db
def test_the_editors_show_their_faces(board, amara):
    shown = Editorial().editors(amara.viewer)
    assert [editor["name"] for editor in shown["editors"]] == ["Dr Erin Shaw"]


@pytest.mark.django_db
def test_a_community_without_a_board_shows_none(amara):
    assert Editorial().editors(amara.viewer) is None


@pytest.mark.django_db
def test_the_meeting_that_comes_next_goes_before_the_one_that_was(news, amara):
    meet(news, "Past", -3)
    assert Editorial().meeting(amara.viewer)["heading"] == "Latest meeting"
    meet(news, "Far", 60)
    near = meet(news, "Near", 6)
    shown = Editorial().meeting(amara.viewer)
    assert (shown["meeting"], shown["heading"]) == (near, "Next meeting")


@pytest.mark.django_db
def test_the_meeting_and_editors_of_liver_are_hidden_from_dora(news, board, dora):
    meet(news, "Near", 6)
    assert Editorial().meeting(dora.viewer) is None
    assert Editorial().editors(dora.viewer) is None
