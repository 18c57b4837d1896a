"""The pages of a ledger, as its member and everybody else meet them."""

from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nacre.cpd import actions
from nacre.cpd.models import Entry, Plan, Record, Reflection
from nacre.members.models import Membership
from tests.cast import make_person
from tests.cpd.conftest import span
from tests.walk import addresses

pytestmark = pytest.mark.django_db
WORDS = ("Ascites in ten minutes", "Tap early", "Clear teaching", "Regional nurses")
NHS_NUMBER = "NHS number 943 476 5919"


def test_a_nurse_accepts_in_one_tap_and_her_hours_grow(at, nadia, proposed):
    proposed(minutes=90, occurred_on=timezone.localdate())
    entry = Entry.objects.get()
    browser = at("liver", nadia)
    page = browser.get("/cpd/").text
    assert "1 proposed" in page
    assert "0 min of 35 hours" in page
    sent = browser.post("/cpd/decide/", {"accept": entry.key}, follow=True)
    assert "Accepted. It counts now." in sent.text
    assert "1 h 30 min of 35 hours" in sent.text
    assert "0 min of 20 hours" in sent.text


def test_several_are_accepted_at_once_and_others_left_out(at, nadia, proposed):
    for n in range(4):
        proposed(key=f"c{n}", minutes=15)
    keys = [str(key) for key in Entry.objects.order_by("pk").values_list("key", flat=True)]
    browser = at("liver", nadia)
    browser.post("/cpd/decide/", {"accept_chosen": "1", "chosen": keys[:2]})
    browser.post("/cpd/decide/", {"reject": keys[2]})
    browser.post("/cpd/decide/", {"accept_all": "1"})
    states = list(Entry.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["accepted", "accepted", "rejected", "accepted"]
    answer = browser.post("/cpd/decide/", {"accept": "'; drop table"}, follow=True)
    assert "Tick one first" in answer.text


def test_four_answers_add_what_happened_elsewhere(at, nadia):
    browser = at("liver", nadia)
    said = {
        "title": "Study day", "source": "event", "occurred_on": "2026-03-04", "hours": "6",
        "minutes": "", "share": "half",
    }  # fmt: skip
    browser.post("/cpd/entries/new/", said)
    entry = Entry.objects.get()
    assert (entry.claimed, entry.participatory, entry.category) == (360, 180, "external")
    assert entry.is_own_statement
    page = browser.post("/cpd/entries/new/", said | {"hours": "", "title": NHS_NUMBER}).text
    assert "Say how long it took" in page
    assert "Nothing was kept" in page
    assert Entry.objects.count() == 1


def test_a_reflection_takes_three_lines_and_refuses_a_patient(at, nadia, proposed, home):
    entry = proposed(minutes=15)
    Plan.objects.create(community=nadia.community, membership=nadia.membership, schemes=["hcpc"])
    browser, path = at("liver", nadia), f"/cpd/entries/{entry.key}/reflect/"
    assert browser.get(path).text.count("<textarea") == 3
    refused = browser.post(path, {"what": NHS_NUMBER})
    assert "Nothing was kept" in refused.text
    assert not Reflection.objects.exists()
    browser.post(path, {"what": "I learnt to tap early.", "now_what": "Teach it."})
    assert "tap early" in browser.get(f"/cpd/entries/{entry.key}/").text
    lines = "".join(p.read_text() for p in (home / "spool").glob("*")) if home.exists() else ""
    assert "tap early" not in lines


def test_each_profession_starts_with_its_own_scheme(at, nadia, amara, liver):
    ana = make_person(liver, "Ana", "Birch", profession="pharmacist")
    for who, words in (
        (nadia, "NMC revalidation"),
        (amara, "Federation of the Royal Colleges"),
        (ana, "GPhC revalidation"),
    ):
        assert words in at("liver", who).get("/cpd/").text


def test_the_ledger_is_paged_and_filtered_in_a_number_of_queries_that_does_not_grow(
    at, nadia, proposed
):
    browser = at("liver", nadia)

    def asked(path):
        browser.get(path)  # what is kept is kept
        with CaptureQueriesContext(
            connection,
        ) as found:
            page = browser.get(path).text
        return len(found), page

    proposed(key="first", minutes=15)
    actions.accept_entries(by=nadia.viewer, keys=Entry.objects.values_list("key", flat=True))
    few = {path: asked(path)[0] for path in ("/cpd/", "/cpd/entries/")}
    for n in range(30):
        proposed(key=f"c{n}", minutes=15, spans=[span(n * 20, 15)])
    actions.accept_entries(by=nadia.viewer, keys=Entry.objects.values_list("key", flat=True))
    for path, number in few.items():
        assert asked(path)[0] <= number + 1  # the pager may count
    assert "page=2" in asked("/cpd/entries/?state=accepted")[1]
    assert "Nothing here" in asked("/cpd/entries/?state=rejected")[1]
    assert (
        browser.get("/cpd/entries/?state=%00&source=x&from=2026-99-99&page=zz").status_code == 200
    )


def test_records_are_kept_changed_and_deleted(at, nadia):
    browser = at("liver", nadia)
    said = {"happened_on": "2026-02-01", "source": "A student", "kind": "Spoken",
            "content": "Clear teaching."}  # fmt: skip
    browser.post("/cpd/records/feedback/new/", said)
    record = Record.objects.get()
    assert record.facts == {"source": "A student", "kind": "Spoken", "content": "Clear teaching."}
    path = f"/cpd/records/feedback/{record.key}"
    browser.post(f"{path}/edit/", said | {"used": "I speak slower."})
    assert "I speak slower." in browser.get("/cpd/records/feedback/").text
    browser.post(f"{path}/delete/")
    assert not Record.objects.exists()
    hours = {"happened_on": "2026-01-01", "until": "2026-02-01", "hours": "37.5",
             "organisation": "Royal Free, Pond Street, NW3 2QG", "setting": "Hospital or secondary care",
             "scope": "Direct patient care", "registration": "Nurse"}  # fmt: skip
    browser.post("/cpd/records/practice/new/", hours)
    assert "37 h 30 min of 450 hours" in browser.get("/cpd/").text
    assert browser.get("/cpd/records/secrets/").status_code == 404


def test_the_export_page_gives_the_file(at, nadia, history):
    browser = at("liver", nadia)
    assert "Make the file" in browser.get("/cpd/export/").text
    said = {"template": "nmc", "form": "csv", "since": "2025-10-01", "until": "2026-09-30"}
    answer = browser.post("/cpd/export/", said)
    assert answer["Content-Disposition"] == 'attachment; filename="cpd-nmc-2026-09-30.csv"'
    assert "no-store" in answer["Cache-Control"]
    assert b"Ascites in ten minutes" in answer.content
    wrong = browser.post("/cpd/export/", said | {"until": "2020-01-01", "form": "exe"})
    assert wrong.status_code == 200
    assert "before the first day" in wrong.text


@pytest.mark.parametrize("status", ["left", "suspended"])
def test_who_left_still_reads_and_exports_their_own(at, nadia, history, status):
    Membership.objects.filter(pk=nadia.membership.pk).update(status=status)
    browser = at("liver", nadia)
    assert "Ascites in ten minutes" in browser.get("/cpd/entries/").text
    said = {"template": "nmc", "form": "csv"}
    assert b"Ascites in ten minutes" in browser.post("/cpd/export/", said).content
    assert "Your CPD" in browser.get("/").text


def test_the_menu_and_the_home_lead_to_the_ledger(at, nadia, faye, proposed, committed):
    browser = at("liver", nadia)
    page = browser.get("/").text
    assert 'href="/cpd/">Your CPD' in page
    assert "for you</a>" not in page
    with committed():
        for n in range(3):
            proposed(key=f"c{n}", minutes=15)
    assert "3 learning entries wait for you" in browser.get("/").text
    assert "Your CPD" not in at("liver", faye).get("/").text


def test_get_changes_nothing(at, nadia, history):
    before = everything_kept()
    browser = at("liver", nadia)
    for address in addresses("nacre.cpd.urls", guesses()):
        browser.get(f"/cpd{address}")
    assert everything_kept() == before


@pytest.mark.parametrize("person", ["faye", "dora", "chen"])
def test_nobody_else_reads_or_changes_a_word(request, at, nadia, history, person):
    browser = at("liver", request.getfixturevalue(person))
    before = everything_kept()
    found = guesses()
    for address in addresses("nacre.cpd.urls", found):
        path = f"/cpd{address}"
        answers = [browser.get(path)]
        if any(key in path for key in found["uuid"]):
            answers.append(browser.post(path, {"title": "x", "what": "x", "claimed": "1"}))
        for answer in answers:
            assert answer.status_code < 500, path
            assert not [word for word in WORDS if word in answer.text], path
    keys = list(Entry.objects.values_list("key", flat=True))
    browser.post("/cpd/decide/", {"reject_chosen": "1", "chosen": keys})
    browser.post("/cpd/decide/", {"reject": keys[0]})
    assert everything_kept() == before


def test_staff_who_look_as_a_member_see_no_learning(nadia, history):
    from dataclasses import replace

    from nacre.cpd.permissions import can_keep, can_read_own

    looking = replace(nadia.viewer, impersonated_by=1)
    assert not can_read_own(looking)
    assert not can_keep(looking)
    for model in (Entry, Reflection, Record, Plan):
        assert model.objects.visible_to(nadia.viewer).exists()
        assert not model.objects.visible_to(looking).exists()


def test_an_entry_is_edited_with_the_fields_of_ones_scheme(at, nadia, proposed):
    entry = proposed(minutes=30)
    browser, path = at("liver", nadia), f"/cpd/entries/{entry.key}/edit/"
    page = browser.get(path).text
    assert "Part of the NMC Code" in page
    assert "Good medical practice" not in page
    said = {"title": "Ascites, read twice", "hours": "1", "minutes": "0", "participatory": "70",
            "category": "personal"}  # fmt: skip
    assert "cannot be longer than the whole" in browser.post(path, said).text
    browser.post(
        path, said | {"participatory": "20", "themes": ["people"], "occurred_on": "2020-01-01"}
    )
    entry.refresh_from_db()
    assert (entry.claimed, entry.participatory, entry.themes) == (60, 20, ["people"])
    assert entry.occurred_on == date(2026, 3, 4)
    assert "30 of 60 minutes" in browser.get(f"/cpd/entries/{entry.key}/").text


def guesses() -> dict[str, list[str]]:
    """Every key that exists, and every sort of record."""
    keys = [
        str(key)
        for model in (Entry, Reflection, Record)
        for key in model.objects.values_list("key", flat=True)
    ]
    return {"uuid": keys, "slug": ["feedback", "practice", "partner"]}


def everything_kept() -> list[tuple]:
    """All rows of all ledgers."""
    models = apps.get_app_config("cpd").get_models(include_auto_created=True)
    return [row for model in models for row in model.objects.order_by("pk").values_list()]
