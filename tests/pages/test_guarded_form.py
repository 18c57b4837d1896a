"""At the desk too: what identifies a patient is not saved, not even as a draft."""

import re

import pytest
from django.urls import reverse
from wagtail.models import Revision
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from nacre.editorial.actions import open_desk
from nacre.editorial.blocks import PROSE
from nacre.editorial.models import NewsPage
from nacre.pages.models import SectionPage, Topic
from nacre.pages.models.guarded_form import texts_in
from tests.cast import make_person

VALUE = "943 476 5919"


@pytest.fixture
def nell(liver):
    """A journalist of the liver community."""
    open_desk(liver)
    return make_person(liver, "Nell", "Garrity", profession="editorial_staff", duty="journalist")


@pytest.fixture
def send(at, nell, liver):
    """Saves a draft with a standfirst and one paragraph, and answers with the page shown next."""
    news = SectionPage.objects.of(liver).get(slug="news")

    def save(standfirst="", paragraph=""):
        browser = at("liver", nell)
        address = reverse("wagtailadmin_pages:add", args=["editorial", "newspage", news.pk])
        rows = re.findall(r'name="([\w-]+_FORMS)" value="(\d+)"', browser.get(address).text)
        words = rich_text(f"<p>{paragraph}</p>", features=PROSE)
        said = {
            "title": "Varices",
            "slug": "varices",
            "standfirst": standfirst,
            "body": streamfield([("paragraph", words)]),
        }
        return browser.post(address, dict(rows) | nested_form_data(said), follow=True)

    return save


@pytest.mark.parametrize("place", ["standfirst", "paragraph"])
def test_a_number_is_not_saved_wherever_it_stands(send, place):
    answer = send(**{place: f"She is NHS number {VALUE}."})
    assert "an NHS number" in answer.text
    assert not NewsPage.objects.exists()
    assert not Revision.objects.filter(content__icontains="5919").exists()


def test_a_doubt_is_asked_about_and_saved(send):
    answer = send(paragraph="Ring her on 07911 123456.")
    assert "Could this identify someone?" in answer.text
    assert NewsPage.objects.get().title == "Varices"


def test_who_is_written_about_may_be_named(send):
    answer = send(paragraph="Sanjay Rao leads the liver clinic in Leeds. He has had a busy year.")
    assert "Could this identify someone?" not in answer.text
    assert NewsPage.objects.exists()


def test_a_row_of_the_desk_is_read_too(at, nell):
    browser, address = at("liver", nell), reverse("wagtailsnippets_pages_topic:add")
    said = {"slug": "bile", "mesh_id": "", "mesh_label": "", "parent": ""}
    browser.post(address, {**said, "label": f"Patient {VALUE}"})
    assert not Topic.objects.filter(slug="bile").exists()
    browser.post(address, {**said, "label": "Bile"})
    assert Topic.objects.filter(slug="bile").exists()


def test_html_is_read_as_words():
    assert list(texts_in("<p>one</p><p><b>two</b> three</p>")) == ["one\ntwo three\n"]
