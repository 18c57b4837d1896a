"""A member keeps a question to the directory and hears, by one letter a week, who is new in it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nacre.members.actions import (
    change_search,
    delete_search,
)
from nacre.members.actions.saved_searches import MOST
from nacre.members.models import SavedSearch
from nacre.members.search_alerts import stop_address
from tests.members.keeping import NURSES, keep

pytestmark = pytest.mark.django_db
PAGE, SAVE = "/members/searches/", "/members/searches/save/"
TOO_LONG = "&".join(f"region={number}{'x' * 58}" for number in range(20))
OUTSIDERS = ["ben", "nadia", "dora", "faye", "visitor"]


def test_the_directory_offers_to_save_what_was_asked_under_a_readable_name(
    at, amara, listed, leeds, hepatitis
):
    asked = f"q=osei&{NURSES}&profession=doctor&interest=hepatitis-d&organisation=RR801&miles=25"
    page = at("liver", amara).get(f"/members/?{asked}").text
    name = (
        "“osei” · Nurse or Doctor · Hepatitis D · within 25 miles of St James's University Hospital"
    )
    assert name[:60] in page.replace("&#x27;", "'")
    assert "Save this search" in page
    assert "Save this search" not in at("liver", amara).get("/members/").text


def test_a_search_is_saved_listed_and_opens_the_same_question(at, amara, listed):
    client = at("liver", amara)
    said = {"asked": "q=+Osei&page=3&order=closest", "name": "Our Osei", "alert": "weekly"}
    page = client.post(SAVE, said, follow=True)
    assert page.redirect_chain == [(PAGE, 302)]
    assert "Your search is saved." in page.text
    assert "1 colleague on" in page.text
    assert 'href="/members/?q=Osei"' in page.text


def test_the_same_question_again_changes_the_one_that_is_kept(amara, listed):
    keep(amara, "profession=nurse&profession=doctor&q=x  y", "One")
    keep(amara, "q=x+y&profession=doctor&profession=nurse&page=2", "Two", alert="never")
    kept = SavedSearch.objects.get()
    assert (kept.name, kept.alert) == ("Two", "never")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("", "Search for somebody first"),
        ("q=the+hospital", "Search for somebody first"),
        ("q=943+476+5919", "Take out what could identify a patient: an NHS number"),
        ("profession=943+476+5919", "Take out what could identify a patient"),
        ("q=patient+John+Smith", "a patient&#x27;s name"),
        (TOO_LONG, "too long to keep"),
    ],
)
def test_a_question_that_cannot_be_kept_is_refused_in_words(at, amara, listed, asked, told):
    page = at("liver", amara).post(SAVE, {"asked": asked, "name": "N", "alert": "weekly"})
    assert told in page.text
    assert not SavedSearch.objects.exists()


def test_a_name_that_could_identify_a_patient_is_refused(at, amara, listed):
    said = {"asked": NURSES, "name": "NHS number 943 476 5919", "alert": "weekly"}
    assert "Take out what could identify a patient" in at("liver", amara).post(SAVE, said).text
    assert not SavedSearch.objects.exists()


def test_a_colleague_with_a_title_is_no_patient(at, amara, listed):
    at("liver", amara).post(SAVE, {"asked": "q=Mrs+Jones", "name": "Mrs Jones", "alert": "never"})
    assert SavedSearch.objects.get().query == "q=Mrs+Jones"


def test_nobody_keeps_more_than_twenty(at, amara, listed):
    for number in range(MOST):
        keep(amara, f"q=name{number}")
    page = at("liver", amara).post(SAVE, {"asked": NURSES, "name": "N", "alert": "never"})
    assert "You have 20 saved searches, as many as one can keep." in page.text
    keep(amara, "q=name3", "Renamed")
    assert SavedSearch.objects.count() == MOST


def test_a_search_that_very_many_fit_is_kept_without_letters(amara, listed, monkeypatch):
    monkeypatch.setattr("nacre.members.models.saved_search.MOST_KNOWN", 1)
    with pytest.raises(ValidationError, match="too many to tell who is new"):
        keep(amara, "profession=doctor")
    kept = keep(amara, "profession=doctor", alert="never")
    with pytest.raises(ValidationError, match="too many to tell who is new"):
        change_search(search=kept, name="Doctors", alert="weekly", by=amara.viewer)


def test_a_search_is_renamed_silenced_and_deleted(at, amara, nurses):
    client, address = at("liver", amara), f"{PAGE}{nurses.pk}/"
    assert 'value="Nurses"' in client.get(address).text
    client.post(address, {"name": "All nurses", "alert": "never"})
    nurses.refresh_from_db()
    assert (nurses.name, nurses.alert) == ("All nurses", "never")
    assert "“All nurses” is deleted." in client.post(f"{address}delete/", follow=True).text
    assert not SavedSearch.objects.exists()


def test_opening_pages_changes_nothing(at, amara, nurses):
    client, before = at("liver", amara), list(SavedSearch.objects.values())
    stop = stop_address(amara.membership)
    pages = (PAGE, f"{PAGE}{nurses.pk}/", stop, nurses.url, SAVE, f"{PAGE}{nurses.pk}/delete/")
    answers = [client.get(page).status_code for page in pages]
    assert answers == [200, 200, 200, 200, 405, 405]
    assert list(SavedSearch.objects.values()) == before


@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_outsiders_keep_nothing_and_reach_nobodys(at, request, outsider, nurses):
    client = at("liver", request.getfixturevalue(outsider))
    for method, page in (
        (client.get, PAGE),
        (client.post, SAVE),
        (client.post, f"{PAGE}{nurses.pk}/"),
        (client.post, f"{PAGE}{nurses.pk}/delete/"),
    ):
        answer = method(page, {"asked": "q=x", "name": "Mine", "alert": "never"})
        assert answer.status_code in {302, 403}
        assert "Nurses" not in answer.text
    assert list(SavedSearch.objects.values_list("name")) == [("Nurses",)]


def test_a_colleague_reaches_nobodys_either(at, erin, nurses):
    client = at("liver", erin)
    assert "Nurses" not in client.get(PAGE).text
    assert client.get(f"{PAGE}{nurses.pk}/").status_code == 404
    assert client.post(f"{PAGE}{nurses.pk}/delete/").status_code == 404
    with pytest.raises(PermissionDenied):
        change_search(search=nurses, name="x", alert="never", by=erin.viewer)
    with pytest.raises(PermissionDenied):
        delete_search(search=nurses, by=erin.viewer)


@pytest.mark.parametrize("outsider", ["ben", "nadia", "faye"])
def test_the_action_refuses_outsiders_too(request, outsider, listed):
    with pytest.raises(PermissionDenied):
        keep(request.getfixturevalue(outsider))


def test_the_list_does_not_query_per_search(at, amara, listed, royal_free, leeds):
    client = at("liver", amara)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            client.get(PAGE)
        return len(caught)

    keep(amara, "organisation=RAL")
    client.get(PAGE)
    few = queries()
    for number in range(10):
        keep(amara, f"q=name{number}&organisation=RR801")
    assert queries() <= few
