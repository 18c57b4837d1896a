"""Registering for a toolkit."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from nacre.components import registry
from nacre.editorial.actions import register_for_toolkit
from nacre.editorial.models import ToolkitRegistration
from nacre.insights.periods import Month


def test_a_nurse_opens_the_toolkit_and_a_consultant_is_told_why_not(at, toolkit, nadia, amara):
    address = toolkit.path_in_community
    assert "Drain within a day" in at("liver", nadia).get(address).text
    refused = at("liver", amara).get(address).text
    assert "Drain within a day" not in refused
    assert "Open to nurses of Liver" in refused


def test_a_nurse_registers_once(at, toolkit, nadia):
    browser = at("liver", nadia)
    assert "Register for this toolkit" in browser.get(toolkit.path_in_community).text
    for _ in range(2):
        answer = browser.post(f"/toolkits/{toolkit.pk}/register/", follow=True)
        assert "You are registered" in answer.text
    assert ToolkitRegistration.objects.get().membership == nadia.membership


def test_nobody_registers_for_what_is_closed_to_them(at, toolkit, amara, dora, faye, visitor):
    for person in (amara, dora, faye, visitor):
        answer = at("liver", person).post(f"/toolkits/{toolkit.pk}/register/")
        assert answer.status_code == 404
        with pytest.raises(PermissionDenied):
            register_for_toolkit(toolkit=toolkit, by=person.viewer)
    assert not ToolkitRegistration.objects.exists()


def test_the_metric_counts_members_not_registrations(liver, ms, toolkit, nadia):
    register_for_toolkit(toolkit=toolkit, by=nadia.viewer)
    register_for_toolkit(toolkit=toolkit, by=nadia.viewer)
    editorial = next(c for c in registry.installed() if c.slug == "editorial")
    month = Month.of(timezone.now())
    assert editorial.toolkit_registrants(liver, month) == 1
    assert editorial.toolkit_registrants(ms, month) == 0
    last = month.previous()
    assert editorial.toolkit_registrants(liver, last) == 0
