"""An editor looks at a draft as others will see it: nothing is recorded, nothing of theirs is shown."""

import pytest
from django.urls import reverse
from wagtail.admin.models import FormState

from nacre.audiences.models import Audience
from nacre.editorial.actions import place_page
from nacre.editorial.models import JournalReviewPage
from nacre.evidence.actions import add_citation
from tests.cast import SECRET, make_person
from tests.editorial.letters import link_for

NURSES, DOCTORS, PHARMACISTS = "Weigh every morning.", "Ask for the scan.", "Count the tablets."


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    """Activity of this test alone."""
    settings.NACRE_HOME = tmp_path / "home"
    settings.NACRE_HOME.mkdir()


@pytest.fixture
def look(at, nell):
    """The latest draft of a page as the journalist sees it in a preview."""
    browser = at("liver", nell)

    def preview(page, mode="", **more):
        address = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
        return browser.get(f"{address}?mode={mode}", **more)

    return preview


@pytest.fixture
def review(news, board, liver):
    """A review with a word for three professions."""
    facts = {"title": "Weighing", "journal_abbrev": "Gut", "year": 2024}
    said = [("doctor", DOCTORS), ("nurse", NURSES), ("pharmacist", PHARMACISTS)]
    page = JournalReviewPage(
        title="Weighing works", slug="weighing", why_it_matters="It is cheap.", community=liver,
        citation=add_citation(doi="10.5555/weigh", shelf=liver, **facts),
        implications=[
            {"type": "implication", "value": {"profession": who, "text": words}}
            for who, words in said
        ],
    )  # fmt: skip
    return place_page(page=page, below=news)


def test_a_draft_is_seen_as_each_reader_will_see_it(look, article, nell):
    article.body = [{"type": "paragraph", "value": f"<p>{SECRET}, the new text</p>"}]
    article.save_revision(user=nell.user)
    assert f"{SECRET}, the new text" in look(article, "member").text
    for persona, way_in in (("outsider", "Change your profile"), ("visitor", "Join in three")):
        told = look(article, persona).text
        assert SECRET not in told
        assert article.audience.explanation in told
        assert way_in in told


def test_without_a_choice_it_is_a_member_of_the_audience(look, article):
    assert SECRET in look(article).text
    assert SECRET in look(article, "nobody-is-called-this").text


def test_the_audience_chosen_in_the_draft_is_the_one_that_counts(look, article, liver, nell):
    article.audience = Audience.objects.get(community=liver, slug="nurses")
    article.save_revision(user=nell.user)
    assert "Open to nurses of Liver" in look(article, "outsider").text
    assert SECRET in look(article, "member").text
    article.audience = Audience.objects.get(community=liver, slug="public")
    article.save_revision(user=nell.user)
    assert SECRET in look(article, "visitor").text


@pytest.mark.parametrize(
    ("persona", "own"),
    [("nurse", NURSES), ("consultant", DOCTORS), ("gp", DOCTORS), ("pharmacist", PHARMACISTS)],
)
def test_a_review_begins_with_what_it_means_for_the_one_who_reads(look, review, persona, own):
    told = look(review, persona).text
    assert told.index(own) < told.index("And for colleagues")
    assert all(words in told for words in (NURSES, DOCTORS, PHARMACISTS))


def test_the_clinician_who_has_a_letter_reads_what_it_means_for_whom(
    at, review, nell, edith, mailoutbox, committed
):
    review.save_revision(user=nell.user)
    with committed():
        review.get_workflow().start(review, nell.user)
    told = at("liver").get(link_for(edith, mailoutbox)).text
    assert all(words in told for words in (NURSES, DOCTORS, PHARMACISTS))


def test_the_list_of_previews_names_the_readers(review, article):
    labels = [str(label) for _name, label in review.preview_modes]
    assert labels[3:] == [f"A reader: {who}" for who in ("nurse", "consultant", "GP", "pharmacist")]
    assert len(article.preview_modes) == 3


def test_nothing_of_the_editor_is_in_it_and_nothing_is_recorded(look, article, nell, settings):
    for persona in ("member", "outsider", "visitor"):
        told = look(article, persona)
        assert "no-store" in told["Cache-Control"]
        for trace in ("Write and edit", "person-menu__name", "data-view", "reading-progress", "\0"):
            assert trace not in told.text
    lines = [path.read_text() for path in settings.NACRE_HOME.rglob("*") if path.is_file()]
    assert "page.opened" not in "".join(lines)
    assert "page.refused" not in "".join(lines)


def test_only_previews_have_the_bar_with_the_checks(look, at, nell, article):
    assert "<wagtail-userbar>" in look(article, "visitor").text
    assert "image-alt" in look(article, "member").text
    assert "wagtail" not in at("liver", nell).get(article.path_in_community).text


def test_a_draft_stays_closed_to_everybody_else(at, draft, amara, ms):
    address = reverse("wagtailadmin_pages:view_draft", args=[draft.pk])
    mia = make_person(ms, "Mia", "Voss", profession="editorial_staff", duty="journalist")
    for host, person in (("liver", amara), ("liver", None), ("ms", mia), ("liver", mia)):
        assert at(host, person).get(address).status_code in {302, 403}
    assert at("liver", amara).get("/news/draft/").status_code == 404


def test_a_preview_with_a_patient_in_it_is_kept_nowhere(at, nell, draft):
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[draft.pk])
    said = {"title": "NHS number 943 476 5919", "slug": "draft", "body-count": "0"}
    at("liver", nell).post(address, said)
    assert not FormState.objects.exists()
