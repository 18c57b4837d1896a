"""One letter a week says who is new in what a member searched for, as that member may see them."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from nacre.members.actions import (
    change_profile,
    change_search,
    leave_community,
    rebuild_directory,
    refresh_directory,
    seed_members,
)
from nacre.members.models import Connection, Membership, SavedSearch
from nacre.members.search_alerts import EVERY, MOST_NAMED, send_alerts, stop_address
from nacre.networking.models import Block
from tests.cast import make_person
from tests.members.keeping import keep

pytestmark = pytest.mark.django_db
PAGE = "/members/searches/"


@pytest.fixture
def come(liver):
    """`come("Otto")`: somebody is let in, a nurse unless said otherwise, and listed."""

    def join(given="Otto", family="Lind", **fields):
        person = make_person(liver, given, family, **({"profession": "nurse"} | fields))
        refresh_directory(person.membership)
        return person

    return join


@pytest.fixture
def run(committed):
    """`run(weeks=1)`: the letters of a day so many weeks from now; answers how many."""

    def send(weeks=1) -> int:
        mail.outbox.clear()
        with committed():
            return send_alerts(timezone.now() + weeks * timedelta(days=7))

    return send


def letter() -> str:
    """The one letter that was sent."""
    (only,) = mail.outbox
    return only.body


def test_who_is_new_is_told_once(nurses, come, run, capsys):
    come()
    assert run() == 1
    assert "Otto Lind, Nurse" in letter()
    assert nurses.community.url("/members/?profession=nurse") in letter()
    assert mail.outbox[0].to == ["amara.osei@example.org"]
    assert run() == 0
    assert run(weeks=2) == 0
    assert not mail.outbox
    call_command("send_search_alerts")
    assert "0 told" in capsys.readouterr().out


def test_nothing_is_told_within_the_week(nurses, come, run):
    come()
    assert run(weeks=0) == 0
    assert run(weeks=1) == 1


def test_who_fitted_when_it_was_saved_is_not_new_whatever_they_change(
    liver, amara, listed, come, run
):
    otto = come()
    keep(amara)
    change_profile(by=otto.viewer, biography="More.")
    rebuild_directory(liver)
    assert run() == 0


def test_who_moves_or_changes_so_that_they_fit_is_new(amara, erin, listed, royal_free, run):
    keep(amara, "organisation=RAL", "At my hospital")
    assert run() == 0
    change_profile(by=erin.viewer, organisation=royal_free)
    assert run(weeks=2) == 1
    assert "Erin Shaw, Doctor, Royal Free London NHS Foundation Trust" in letter()


def test_who_hides_where_they_work_is_not_told_to_those_who_ask_for_the_place(
    at, amara, listed, come, royal_free, run
):
    keep(amara, "organisation=RAL", "At my hospital")
    come(organisation=royal_free, visibility={"organisation": "me"})
    assert run() == 0
    assert "2 colleagues on" not in at("liver", amara).get(PAGE).text


def test_the_letter_names_no_place_that_is_hidden(nurses, come, royal_free, run):
    come(organisation=royal_free, visibility={"organisation": "me"})
    run()
    assert "Otto Lind" in letter()
    assert "Royal Free" not in letter()


@pytest.mark.parametrize(
    "state",
    [
        {"status": "pending"},
        {"status": "suspended"},
        {"status": "left"},
        {"tier": "learning_zone_only"},
        {"tier": "sponsor_observer"},
    ],
)
def test_who_is_not_in_the_directory_is_no_news(at, amara, nurses, come, run, state):
    come(**state)
    come("Ida", "Berg")
    assert run() == 1
    assert "One colleague is new" in letter()
    assert "Lind" not in letter()
    assert "1 colleague on" in at("liver", amara).get(PAGE).text


@pytest.mark.parametrize("ends", [("amara", "otto"), ("otto", "amara")])
def test_nobody_is_told_of_whom_they_keep_away_or_who_keeps_them_away(
    amara, nurses, come, run, ends
):
    people = {"amara": amara, "otto": come()}
    by, whom = (people[end].membership for end in ends)
    Block.objects.create(community=nurses.community, blocked_by=by, blocked=whom)
    come("Ida", "Berg")
    assert run() == 1
    assert "One colleague is new" in letter()
    assert "Lind" not in letter()
    nurses.refresh_from_db()
    assert nurses.fresh == 1


def test_nobody_is_news_to_themselves(amara, nurses, run):
    change_profile(by=amara.viewer, biography="x")
    Membership.objects.filter(pk=amara.membership.pk).update(profession="nurse")
    refresh_directory(amara.membership)
    assert run() == 0


def test_a_connection_is_named_as_the_viewer_may_see_them(amara, nurses, come, royal_free, run):
    otto = come(organisation=royal_free, visibility={"organisation": "connections"})
    Connection.objects.create(
        community=nurses.community,
        requested_by=amara.membership,
        addressed_to=otto.membership,
        state="accepted",
    )
    run()
    assert "Otto Lind, Nurse, Royal Free" in letter()


def test_all_searches_of_a_member_are_in_one_letter(amara, nurses, come, run):
    keep(amara, "q=lind", "The Linds")
    keep(amara, "q=otto", "Silent", alert="never")
    come()
    assert run() == 1
    assert "new in “Nurses”" in letter()
    assert "new in “The Linds”" in letter()
    assert "Silent" not in letter()
    assert "one colleague new" in mail.outbox[0].subject


def test_of_many_the_letter_names_some_and_counts_the_rest(liver, nurses, run):
    seed_members(liver, MOST_NAMED + 3, professions={"nurse": MOST_NAMED + 3})
    run()
    assert f"{MOST_NAMED + 3} colleagues are new" in letter()
    assert letter().count(", Nurse") <= MOST_NAMED
    assert "and 3 more" in letter()


def test_a_search_that_grew_too_wide_waits(at, amara, nurses, come, run, monkeypatch):
    come()
    monkeypatch.setattr("nacre.members.search_alerts.MOST_KNOWN", 0)
    monkeypatch.setattr("nacre.members.models.saved_search.MOST_KNOWN", 0)
    assert run() == 0
    assert "Too many to tell who is new" in at("liver", amara).get(PAGE).text
    monkeypatch.undo()
    assert run(weeks=2) == 1


@pytest.mark.parametrize(
    "state",
    [
        {"status": "suspended"},
        {"status": "pending"},
        {"tier": "sponsor_observer"},
        {"tier": "learning_zone_only"},
        {"profession": "pharma_staff"},
    ],
)
def test_whom_the_directory_is_closed_to_is_not_written_to(amara, nurses, come, run, state):
    come()
    Membership.objects.filter(pk=amara.membership.pk).update(**state)
    assert run() == 0
    assert not mail.outbox


def test_a_community_without_a_directory_sends_nothing(liver, nurses, come, run):
    come()
    liver.enabled_components.filter(slug="members").delete()
    assert run() == 0


def test_who_leaves_leaves_no_searches(amara, nurses, come, run):
    come()
    leave_community(by=amara.viewer)
    assert not SavedSearch.objects.exists()
    assert run() == 0


def test_one_who_hears_again_hears_only_of_those_who_come_after(amara, nurses, come, run):
    change_search(search=nurses, name="Nurses", alert="never", by=amara.viewer)
    come()
    assert run() == 0
    change_search(search=nurses, name="Nurses", alert="weekly", by=amara.viewer)
    come("Ida", "Berg")
    assert run() == 1
    assert "Lind" not in letter()


def test_a_run_that_dies_before_the_commit_tells_again_later(nurses, come, run, monkeypatch):
    come()
    with monkeypatch.context() as broken:
        broken.setattr("nacre.members.search_alerts._shown", lambda *args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run()
    assert not mail.outbox
    assert run() == 1


def test_another_worker_finds_nothing_due(nurses, come, run, monkeypatch):
    come()
    at_first = SavedSearch.objects.due(timezone.now() + EVERY * 2)
    assert at_first.count() == 1
    assert run() == 1
    monkeypatch.setattr(
        "nacre.members.saved_search_querysets.SavedSearchQuerySet.due",
        lambda *a: SavedSearch.objects.all(),
    )
    assert run() == 0


# --- Stopping the letters ---------------------------------------------------------------------------


def test_the_link_in_the_letter_stops_them_all_with_one_post(at, amara, nurses, come, run):
    keep(amara, "q=lind", "The Linds")
    come()
    run()
    address = nurses.community.url(stop_address(amara.membership))
    assert address in letter()
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe"] == f"<{address}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop, anybody = stop_address(amara.membership), at("liver")
    assert "Stop letters about saved searches?" in anybody.get(stop).text
    assert SavedSearch.objects.weekly().count() == 2
    assert "no longer write" in anybody.post(stop).text
    assert not SavedSearch.objects.weekly().exists()
    assert SavedSearch.objects.count() == 2
    come("Ida", "Berg")
    assert run(weeks=2) == 0


def test_a_stop_link_works_in_its_own_community_alone(at, amara, nurses, ms):
    stop = stop_address(amara.membership)
    assert at("ms").post(stop).status_code == 404
    assert at("liver").post(f"{PAGE}stop/x:y:z/").status_code == 404
    assert SavedSearch.objects.weekly().count() == 1
