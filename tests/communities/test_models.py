"""What a community refuses: a look that cannot be read, figures for a hands-off funder."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction


def test_a_readable_look_is_kept(liver):
    liver.hue, liver.chroma = 45, 0.1
    liver.full_clean()


def test_an_unreadable_look_is_refused_with_the_measured_contrast(liver):
    liver.chroma = 9.0
    with pytest.raises(ValidationError):
        liver.full_clean()


def test_a_hands_off_grant_buys_no_figures(grant):
    grant.report_entitlement = "aggregated"
    with pytest.raises(ValidationError, match="arm's-length"):
        grant.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        grant.save()


def test_a_module_s_funding_does_not_cover_its_section(grant):
    assert grant.covers("learning")
    assert not grant.covers("news")
    grant.scope = "module"
    assert not grant.covers("learning")
