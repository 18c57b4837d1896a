"""Editors sort what was harvested; nobody else sees the list, and looking changes nothing."""

import pytest
from django.core.exceptions import PermissionDenied

from nacre.editorial import actions
from nacre.editorial.commissioning import suggested
from nacre.editorial.models import JournalReviewPage, TriagedPaper
from nacre.evidence.models import Citation, SavedQuery
from nacre.members.actions import refresh_directory
from tests.cast import make_person
from tests.editorial.papers import make_paper

LIST = "/desk/papers/"


@pytest.fixture
def paper(liver):
    """A harvested paper about hepatitis D."""
    return make_paper(liver, "Invented bile in Hepatitis D")


def test_editors_see_what_was_found_for_them_and_by_what(at, erin, paper, ms, desk):
    make_paper(ms, "A paper of the others")
    page = at("liver", erin).get(LIST).text
    assert paper.title in page
    assert "by file.xml" in page
    assert "A paper of the others" not in page


@pytest.mark.parametrize("person", ["amara", "ben", "chen", "dora", "faye", "visitor"])
def test_nobody_else_sees_or_sorts_them(request, at, person, paper):
    browser = at("liver", request.getfixturevalue(person))
    for address in (LIST, f"{LIST}{paper.pk}/dismiss/", f"{LIST}{paper.pk}/review/"):
        assert browser.get(address).status_code == 404
    for verb in ("keep", "dismiss", "review"):
        data = {"reason": "weak", "section": 1}
        assert browser.post(f"{LIST}{paper.pk}/{verb}/", data).status_code == 404
    assert not TriagedPaper.objects.exists()


def test_an_editor_of_another_community_does_not_reach_it(at, ms, paper):
    other = make_person(ms, "Ivo", "Brandt", profession="doctor", duty="clinical_editor")
    assert at("ms", other).post(f"{LIST}{paper.pk}/keep/").status_code == 404


def test_looking_changes_nothing_and_keeping_is_a_post(at, erin, paper, desk):
    browser = at("liver", erin)
    assert browser.get(f"{LIST}{paper.pk}/keep/").status_code == 405
    browser.get(f"{LIST}{paper.pk}/review/")
    assert not TriagedPaper.objects.exists()
    browser.post(f"{LIST}{paper.pk}/keep/")
    assert paper.title not in browser.get(LIST).text
    assert paper.title in browser.get(f"{LIST}?show=kept").text


def test_a_dismissal_has_its_reason_and_can_be_taken_back(at, erin, paper, desk):
    browser = at("liver", erin)
    assert "Why?" in browser.post(f"{LIST}{paper.pk}/dismiss/", {"reason": "ugly"}).text
    browser.post(f"{LIST}{paper.pk}/dismiss/", {"reason": "weak", "note": "Twelve people"})
    page = browser.get(f"{LIST}?show=dismissed").text
    assert "The methods are too weak: Twelve people" in page
    browser.post(f"{LIST}{paper.pk}/keep/", {"show": "dismissed"})
    assert TriagedPaper.objects.get().verdict == "kept"


def test_a_note_that_names_a_patient_is_refused(at, erin, paper, desk):
    said = {"reason": "other", "note": "as in NHS no 943 476 5919"}
    assert "NHS number" in at("liver", erin).post(f"{LIST}{paper.pk}/dismiss/", said).text
    assert not TriagedPaper.objects.exists()


def test_a_retracted_paper_is_marked_and_nobody_is_asked_to_rate_it(at, erin, paper, desk):
    Citation.objects.filter(pk=paper.pk).update(status="retracted", status_note="Made up")
    page = at("liver", erin).get(LIST).text
    assert "Made up" in page
    assert "Keep for rating" not in page
    paper.refresh_from_db()
    with pytest.raises(PermissionDenied):
        actions.keep_for_rating(citation=paper, by=erin.viewer)


def test_twenty_stand_on_a_page(at, erin, liver, desk):
    for number in range(21):
        make_paper(liver, f"Invented bile, part {number:02}")
    browser = at("liver", erin)
    first, second = browser.get(LIST).text, browser.get(f"{LIST}?show=waiting&page=2").text
    assert "part 20" in first
    assert "part 00" not in first
    assert "part 00" in second


def test_a_question_that_could_not_be_asked_is_said_on_the_list(at, erin, liver, desk):
    SavedQuery.objects.create(
        community=liver, slug="bile", name="Bile", source="pubmed",
        failing_since="2026-11-20T04:40Z", trouble="PubMed cannot be reached.",
    )  # fmt: skip
    page = at("liver", erin).get(LIST).text
    assert "Could not be asked since 20 November 2026" in page


def test_a_review_begins_with_the_paper_and_the_member_is_asked(
    at, erin, amara, paper, news, desk, committed, mailoutbox
):
    said = {"section": news.pk, "member": amara.membership.pk}
    with committed():
        answer = at("liver", erin).post(f"{LIST}{paper.pk}/review/?name=osei", said)
    page = JournalReviewPage.objects.get()
    assert answer.url.endswith(f"/pages/{page.pk}/edit/")
    assert (page.citation, page.live, page.author_name) == (paper, False, amara.user.name)
    assert paper.title in mailoutbox[0].body
    assert mailoutbox[0].to == [amara.user.email]
    again = actions.commission_review(citation=paper, below=news, by=erin.viewer)
    assert again.pk == page.pk


def test_only_practising_members_are_suggested(erin, amara, faye, nadia, paper, desk):
    assert suggested(paper, erin.viewer, "osei") == [amara.membership]
    assert suggested(paper, erin.viewer, "moss") == []


def test_members_who_show_an_interest_in_it_are_suggested_and_nobody_who_hides_it(
    erin, amara, paper, hepatitis
):
    amara.membership.interests = ["hepatitis-d"]
    amara.membership.save()
    refresh_directory(amara.membership)
    assert suggested(paper, erin.viewer) == [amara.membership]
    amara.membership.visibility = {"interests": 0}
    amara.membership.save()
    refresh_directory(amara.membership)
    assert suggested(paper, erin.viewer) == []


def test_editors_save_questions_and_changed_words_are_a_new_version(at, erin, liver, ms, desk):
    browser, add = at("liver", erin), "/cms/snippets/evidence/savedquery/add/"
    said = {"name": "Bile", "source": "pubmed", "is_active": "on", "words": "bile"}
    browser.post(add, said)
    query = SavedQuery.objects.of(liver).get()
    browser.post(f"/cms/snippets/evidence/savedquery/edit/{query.pk}/", said | {"words": "gall"})
    assert [str(version) for version in query.versions.all()] == [
        "Bile, version 2",
        "Bile, version 1",
    ]
    assert "Not asked yet." in browser.get("/cms/snippets/evidence/savedquery/").text
    feed = said | {"source": "feed", "words": "file:///etc/passwd"}
    assert "It is no web address." in browser.post(add, feed).text
    browser.post(add, said)
    assert [one.slug for one in SavedQuery.objects.order_by("pk")] == ["bile", "bile-2"]
