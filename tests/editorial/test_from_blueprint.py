"""Every blueprint becomes pages that can be read."""

from datetime import date

import pytest
from django.db import models

from nacre.editorial import from_blueprint as made
from nacre.editorial.actions import place_page, seat_editor
from nacre.editorial.blocks import body_from_blueprint, prose
from nacre.editorial.models import ClinicalEditor, JournalReviewPage
from nacre.launch.blueprint import FOLDER, blueprint_from, read_files, slugs
from nacre.pages.models import SectionPage, Topic


def test_marks_of_a_blueprint_become_html_and_nothing_else_does():
    text = "*Take* **care** of <script> at [NICE](https://www.nice.org.uk/a?b=1&c=2)."
    assert prose(text) == (
        "<i>Take</i> <b>care</b> of &lt;script&gt; at "
        '<a href="https://www.nice.org.uk/a?b=1&amp;c=2">NICE</a>.'
    )


def test_a_text_block_that_is_not_understood_is_named():
    with pytest.raises(ValueError, match="video"):
        body_from_blueprint([{"video": "x"}])


@pytest.mark.parametrize("slug", slugs())
def test_each_blueprint_becomes_pages(slug, liver):
    blueprint = blueprint_from(read_files(FOLDER / slug))
    for said in blueprint.editors.values():
        seat_editor(community=liver, said=said)
    material = made.Material(liver, date(2026, 11, 20))
    material.topics = _Any(Topic(slug="any"))
    material.audiences = _Any(next(iter(material.audiences.values())))
    material.funds = _Any(None)
    pages = [made.news_page(item, material) for item in blueprint.news]
    pages += [made.journal_review_page(item, material) for item in blueprint.reviews]
    pages += [made.interview_page(item, material) for item in blueprint.interviews]
    pages += [made.resource_page(item, material) for item in blueprint.resources]
    if blueprint.congress:
        pages.append(made.conference_page(blueprint.congress, material))
        pages += [
            made.conference_report_page(item, material, blueprint.congress, place)
            for place, item in enumerate(blueprint.reports)
        ]
    if blueprint.toolkit:
        pages.append(made.toolkit_page(blueprint.toolkit, material))
    if blueprint.about:
        pages.append(made.about_page(blueprint.about, material))
    for page in pages:
        for field in page._meta.concrete_fields:
            limit = getattr(field, "max_length", None)
            if limit and isinstance(field, models.CharField):
                assert len(str(getattr(page, field.attname) or "")) <= limit, field.name
        assert len(page.words().split()) > 8, page.title
        assert page.body_words() or not page.body
    assert len(pages) > 15


class _Any(dict):
    """A dictionary that knows every key: topics and audiences are the launch's own tests."""

    def __init__(self, value):
        super().__init__()
        self.value = value

    def __missing__(self, key):
        return self.value


def test_a_page_is_placed_once_and_keeps_its_date(liver):
    said = {"key": "a", "name": "Dr A", "declarations": ["none"], "is_lead": True}
    seat_editor(community=liver, said=said)
    seat_editor(community=liver, said=said)
    assert ClinicalEditor.objects.get().declared.startswith("No relevant interests. Confirmed ")
    material = made.Material(liver, date(2026, 11, 20))
    news = SectionPage.objects.of(liver).get(slug="news")
    item = {
        "slug": "x",
        "title": "X",
        "days_ago": 10,
        "citation": {"doi": "10.1/x", "title": "T", "journal": "Gut", "year": 2020},
        "take_home": ["One", "Two"],
        "why_it_matters": "It does.",
        "commentary_by": "a",
    }
    first = place_page(page=made.journal_review_page(item, material), below=news)
    again = place_page(page=made.journal_review_page(item, material), below=news)
    assert first.pk == again.pk
    page = JournalReviewPage.objects.get()
    assert page.live
    assert page.first_published_at.date() == date(2026, 11, 10)
    assert page.points == ["One", "Two"]
    assert page.reviewed_on == date(2026, 11, 8)
