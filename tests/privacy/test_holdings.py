"""Whatever is held about people is declared."""

import pytest
from django.apps import apps

from nacre.privacy import holdings


def test_each_model_about_a_person_is_declared():
    """Declare it in the app's personal_data.py: what it is for, and what becomes of it."""
    assert list(holdings.undeclared()) == []


@pytest.mark.parametrize("holding", holdings.holdings(), ids=lambda h: f"{h.model}: {h.label}")
@pytest.mark.django_db
def test_each_declaration_can_be_asked(holding, amara):
    names = {field.name for field in holding.model_class._meta.concrete_fields}
    assert set(holding.shown) | set(holding.hidden) | set(holding.files) <= names
    assert holding.because.endswith(".")
    holding.rows(amara.user).count()


def test_a_new_model_about_people_is_noticed(monkeypatch):
    kept = [h for h in holdings._holdings if h.model != "pages.ReadingPlace"]
    monkeypatch.setattr(holdings, "_holdings", kept)
    assert "pages.ReadingPlace.membership" in list(holdings.undeclared())


def test_nothing_is_declared_that_is_not_there():
    for holding in holdings.holdings():
        assert apps.get_model(holding.model)
