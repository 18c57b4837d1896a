"""Theme, mark and pattern are served to everyone and kept; the pattern page is for staff."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.test import RequestFactory

from nacre.ui import views
from nacre.ui.urls import for_staff

ask = RequestFactory().get


def test_the_theme_is_kept_for_ever_when_its_address_names_a_version():
    answer = views.theme(ask("/theme.css?v=1"))
    assert answer["Content-Type"].startswith("text/css")
    assert "immutable" in answer["Cache-Control"]
    assert "immutable" not in views.theme(ask("/theme.css"))["Cache-Control"]


def test_the_theme_is_that_of_the_request():
    request = ask("/theme.css")
    request.theme = {"hue": 77, "motif": "villi"}
    assert b"--brand-hue:77" in views.theme(request).content


def test_mark_and_motif_are_svg():
    assert views.mark(ask("/mark.svg")).content.startswith(b"<svg")
    assert views.motif(ask("/motif/cover.svg"), "cover")["Content-Type"] == "image/svg+xml"
    with pytest.raises(Http404):
        views.motif(ask("/motif/x.svg"), "x")


def test_a_visitor_does_not_see_the_pattern_page():
    request = ask("/patterns/")
    request.user = AnonymousUser()
    assert for_staff(views.pattern_list)(request).status_code == 302
