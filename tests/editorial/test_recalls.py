"""A paper is retracted: pages say so, and editors have a task with a day."""

import datetime as dt

import pytest
from django.utils import timezone

from nacre.editorial import actions
from nacre.editorial.models import JournalReviewPage, NewsPage, Recall
from nacre.editorial.models.recall import due_after
from nacre.evidence.actions import add_citation
from nacre.pages.models import BasePage, SectionPage
from tests.cast import make_person
from tests.editorial.recalled import letters_to

PATH = "/news/counting/"
pytestmark = pytest.mark.usefixtures("home")


def test_every_page_that_cites_the_paper_says_so_above_its_text(at, amara, review, citing, retract):
    browser = at("liver", amara)
    for page in (review, citing):
        assert "has been retracted" not in browser.get(page.path_in_community).text
    retract()
    for page, first_words in ((review, "It spares a biopsy"), (citing, "Band first")):
        told = browser.get(page.path_in_community).text
        assert told.index("A cited paper has been retracted") < told.index(first_words)
        assert told.index("Retraction, 15 April 2021: Error in Data") < told.index(first_words)
        assert "https://doi.org/10.5555/notice" in told


@pytest.mark.parametrize(
    ("nature", "reason", "heading"),
    [
        ("Correction", "", "has been corrected"),
        ("Expression of concern", "", "has expressed concern about a cited paper"),
        ("Retraction", "+Retract and Replace;", "has been retracted and replaced"),
        ("Retraction", "+Withdrawal;", "has been withdrawn"),
    ],
)
def test_what_happened_is_told_apart(at, amara, review, retract, nature, reason, heading):
    retract(nature, reason=reason)
    assert heading in at("liver", amara).get(PATH).text


def test_a_reinstatement_takes_the_banner_away_and_is_told(at, amara, review, retract, mailoutbox):
    at("liver", amara).get(PATH)
    retract()
    retract("Reinstatement", date="5/1/2022", notice="10.5555/again")
    told = at("liver", amara).get(PATH).text
    assert "has been retracted" not in told
    assert ["has been reinstated" in letter for letter in letters_to(mailoutbox, amara)] == [
        False, True,
    ]  # fmt: skip


def test_lists_mark_the_page_and_do_not_recommend_it(
    at, amara, liver, hepatitis, review, article, citing, retract
):
    other = actions.place_page(
        page=NewsPage(title="Another", slug="another", community=liver),
        below=SectionPage.objects.of(liver).get(slug="news"),
    )
    for page in (review, other):
        page.topics.set([hepatitis])
        actions.publish_placed(page=page)
    review_row = BasePage.objects.get(pk=review.pk)
    browser = at("liver", amara)
    assert review.title in browser.get(other.path_in_community).text
    retract()
    assert "Paper retracted" in browser.get("/news/").text
    assert review.title not in browser.get(other.path_in_community).text
    assert review_row not in BasePage.objects.visible_to(amara.viewer).recommended()
    # Publishing it anew does not lose the mark.
    JournalReviewPage.objects.get(pk=review.pk).get_latest_revision().publish()
    assert BasePage.objects.get(pk=review.pk).standing == "retracted"


def test_editors_have_a_task_with_a_day_and_one_letter_for_all_pages(
    at, erin, review, citing, retract, mailoutbox
):
    retract()
    (letter,) = letters_to(mailoutbox, erin)
    assert review.title in letter
    assert citing.title in letter
    assert Recall.objects.count() == 2
    desk = at("liver", erin).get("/cms/").text
    assert review.title in desk
    due_on = due_after(timezone.localdate())
    assert f"{due_on.day} {due_on:%B %Y}" in desk
    assert "Overdue" not in desk
    Recall.objects.update(due_on=timezone.localdate() - dt.timedelta(days=1))
    assert "Overdue" in at("liver", erin).get("/cms/").text


def test_five_working_days_have_no_weekend():
    assert due_after(dt.date(2026, 11, 27)) == dt.date(2026, 12, 4)  # a Friday
    assert due_after(dt.date(2026, 11, 28)) == dt.date(2026, 12, 4)  # a Saturday


def test_an_editor_closes_the_task_by_saying_what_was_done(at, erin, review, retract):
    retract()
    address = f"/cms/recalls/{Recall.objects.get().pk}/"
    browser = at("liver", erin)
    assert "A simple index" in browser.get(address).text
    assert Recall.objects.get().closed_at is None
    browser.post(address, {"done": ""})
    refused = browser.post(address, {"done": "Asked about NHS number 943 476 5919"})
    assert "could identify a patient" in refused.text
    assert Recall.objects.get().closed_at is None
    browser.post(address, {"done": "Corrected the text."})
    recall = Recall.objects.get()
    assert (recall.done, recall.closed_by) == ("Corrected the text.", erin.user)
    assert review.title not in browser.get("/cms/").text
    assert browser.get(address).status_code == 404


@pytest.mark.parametrize("who", ["amara", "faye", "visitor", "dora", "editor elsewhere"])
def test_nobody_else_opens_or_closes_it(request, at, ms, liver, review, retract, who):
    if who == "editor elsewhere":
        person = make_person(ms, "Quentin", "Q", profession="doctor", duty="clinical_editor")
    else:
        person = request.getfixturevalue(who)
    retract()
    address = f"/cms/recalls/{Recall.objects.get().pk}/"
    for host in ("liver", "ms"):
        for answer in (
            at(host, person).get(address),
            at(host, person).post(address, {"done": "Mine."}),
        ):
            assert answer.status_code in {302, 403, 404}
    assert Recall.objects.get().closed_at is None


def test_a_later_notice_takes_the_place_of_an_open_task(review, retract):
    retract("Expression of concern", date="1/2/2020")
    retract()
    first, second = Recall.objects.order_by("pk")
    assert first.done == "Overtaken by: Retraction"
    assert second.closed_at is None


def test_an_editor_chooses_what_a_page_cites_from_the_shelf_of_the_community(
    at, erin, ms, paper, article, desk
):
    facts = {"title": "Of another shelf", "journal_abbrev": "Gut", "year": 2020}
    add_citation(doi="10.5555/theirs", shelf=ms, **facts)
    erin.membership.save()
    form = at("liver", erin).get(f"/cms/pages/{article.pk}/edit/").text
    assert "A simple index" in form
    assert "Of another shelf" not in form
