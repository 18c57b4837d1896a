"""A module that plays a SCORM package: it is done when the package says so."""

import io

import pytest

from nacre.certificates.models import Certificate
from nacre.editorial.actions import place_page
from nacre.learning.models import Attempt, ModulePage
from nacre.scorm import actions as scorm
from nacre.scorm.signals import attempt_recorded
from tests.scorm import packages


@pytest.fixture
def module(liver, erin, course, settings, tmp_path):
    """A module of the course that plays a package."""
    settings.MEDIA_ROOT = tmp_path
    content = io.BytesIO(packages.package(title="Golf"))
    package = scorm.import_package(community=liver, file=content, by=erin.viewer)
    page = ModulePage(
        title="Golf", slug="golf", minutes=5, community=liver,
        body=[{"type": "package", "value": {"package": package.pk}, "id": "p"}],
    )  # fmt: skip
    course.refresh_from_db()
    return place_page(page=page, below=course)


def report(attempt, **said):
    """The package says how its learner is doing."""
    played = attempt.package_attempt
    for name, value in said.items():
        setattr(played, name, value)
    played.save()
    attempt_recorded.send(type(played), attempt=played)


def test_it_is_played_in_a_frame_of_another_host_and_nowhere_else(at, nadia, module):
    browser = at("liver", nadia)
    assert "<iframe" not in browser.get(module.url_of_player).text
    browser.post(f"{module.url_of_player}start/")
    answer = browser.get(module.url_of_player)
    assert "<iframe" in answer.text
    assert "nacre-play.localhost" in answer.headers["Content-Security-Policy"]
    assert Attempt.objects.get().package_attempt.membership == nadia.membership


def test_completed_and_passed_it_completes_the_course(at, nadia, module):
    at("liver", nadia).post(f"{module.url_of_player}start/")
    attempt = Attempt.objects.get()
    report(attempt, is_complete=False, seconds=40)
    assert Attempt.objects.open().get().seconds == 40
    report(attempt, is_complete=True, is_passed=True, score=90.0)
    report(attempt, is_complete=True, is_passed=True, score=90.0)
    attempt.refresh_from_db()
    assert attempt.is_passed
    assert attempt.score == 90
    assert Certificate.objects.count() == 1


def test_failed_it_may_be_tried_again_from_its_beginning(at, nadia, module):
    browser = at("liver", nadia)
    browser.post(f"{module.url_of_player}start/")
    first = Attempt.objects.get()
    report(first, is_complete=True, is_passed=False, score=20.0)
    assert "Not passed yet" in browser.get(module.url_of_player).text
    browser.post(f"{module.url_of_player}start/")
    second = Attempt.objects.open().get()
    assert second.package_attempt_id != first.package_attempt_id
