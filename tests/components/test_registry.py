"""Components are found, switched per community, and cannot break a page."""

import pytest

from nacre.components import Component, NavEntry, Urls, metric, panel, registry


@pytest.fixture
def sample():
    """A component that exists for one test."""

    class Sample(Component):
        slug = "sample-of-tests"
        name = "Sample"
        nav = [NavEntry("Sample", url="/sample/", order=1)]

        @metric("Things", code="things", unit="things")
        def things(self, community, period):
            return 3

        @panel("Broken", place="home", template="none.html")
        def broken(self, viewer):
            raise RuntimeError("a bug in a panel")

    yield registry._components["sample-of-tests"]
    registry.forget("sample-of-tests")


def test_navigation_shows_what_is_switched_on(sample):
    assert "Sample" in [entry.label for entry in registry.nav({"sample-of-tests"})]
    assert "Sample" not in [entry.label for entry in registry.nav(set())]


def test_a_metric_is_asked_only_where_it_is_switched_on(sample):
    on = [c.label for _, c in registry.contributions("metric", {"sample-of-tests"})]
    assert on == ["Things"]
    assert not list(registry.contributions("metric", set()))


def test_a_broken_panel_costs_the_panel_not_the_page(sample, caplog):
    component, broken = next(registry.contributions("panel", {"sample-of-tests"}))
    assert registry.call(component, broken, None, strict=False) is None
    assert "a bug in a panel" in caplog.text
    with pytest.raises(RuntimeError):
        registry.call(component, broken, None, strict=True)


def test_a_slug_must_be_kebab_case():
    with pytest.raises(ValueError, match="kebab-case"):

        class Bad(Component):
            slug = "Not Kebab"


def test_a_panel_needs_a_known_place():
    with pytest.raises(ValueError, match="place"):
        panel("Nowhere", place="ceiling", template="x.html")


def test_urls_name_a_prefix_and_a_module():
    assert Urls("cases/", "bespoke.cases.urls").prefix == "cases/"
