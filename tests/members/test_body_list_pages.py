"""Those who keep the body's list bring it, read the difference and approve it, on a page."""

import csv
import io
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from nacre.insights import schedule
from nacre.insights.models import ReportRecipient
from nacre.members import list_forms, list_work
from nacre.members.models import (
    ImportChange,
    ImportRun,
    MemberListEdition,
    MemberListEntry,
    StagedLine,
)
from tests.members.body_lists import as_csv, many, stranger

pytestmark = pytest.mark.django_db
LIST = "/moderation/list/"


@pytest.fixture
def bring(at, chen, committed):
    """Upload a list as the moderator; answers the page it leads to."""

    def upload(people, who=chen):
        text = people if isinstance(people, str) else as_csv(people)
        file = SimpleUploadedFile("autumn.csv", text.encode())
        browser = at("liver", who)
        with committed():
            answer = browser.post(LIST, {"file": file})
        return browser.get(answer.url) if answer.status_code == 302 else answer

    return upload


def press(at, who, committed, name, **said):
    edition = MemberListEdition.objects.latest("pk")
    browser = at("liver", who)
    with committed():
        answer = browser.post(f"{LIST}{edition.key}/{name}/", said)
    return browser.get(answer.url) if answer.status_code == 302 else answer


def test_a_list_is_uploaded_read_approved_and_taken_back(at, chen, bring, committed, mailoutbox):
    answer = bring(many(30))
    assert "New: 30" in answer.text
    assert not MemberListEntry.objects.exists()
    assert not list((list_work.Path(list_work.settings.NACRE_HOME) / "uploads").iterdir())
    answer = press(at, chen, committed, "approve")
    assert MemberListEntry.objects.count() == 30
    assert "Applied" in answer.text
    assert "approved by Chen Li" in at("liver", chen).get(LIST).text
    press(at, chen, committed, "undo")
    assert not MemberListEntry.objects.exists()
    assert mailoutbox == []


def test_many_lapses_need_a_second_word(at, chen, bring, committed):
    bring(many(30))
    press(at, chen, committed, "approve")
    answer = bring(many(20))
    assert "10 members would lapse" in answer.text
    press(at, chen, committed, "approve")
    assert MemberListEntry.objects.filter(status="active").count() == 30
    press(at, chen, committed, "approve", lapses="yes")
    assert MemberListEntry.objects.filter(status="active").count() == 20


def test_an_edition_is_discarded(at, chen, bring, committed):
    bring(many(3))
    press(at, chen, committed, "discard")
    assert MemberListEdition.objects.get().state == "discarded"
    assert not StagedLine.objects.exists()
    assert "applied" in press(at, chen, committed, "discard").text


def test_a_wrong_file_is_refused_where_it_was_chosen(bring, monkeypatch):
    assert "no column “membership_no”" in bring("name\nAnn\n").text
    assert not MemberListEdition.objects.exists()
    monkeypatch.setattr(list_forms, "LARGEST", 10)
    assert "larger than" in bring(many(3)).text


def test_a_held_row_is_decided_by_a_person(at, chen, amara, bring, committed):
    EmailAddress.objects.create(user=amara.user, email=amara.user.email, verified=True)
    twice = [stranger(n) | {"email": amara.user.email} for n in (70, 71)]
    bring([*many(3), *twice, stranger(72) | {"email": "person.1@example.org"}])
    press(at, chen, committed, "approve")
    held = list(StagedLine.objects.all())
    assert [line.membership_no for line in held] == ["BHF-00071", "BHF-00072"]
    page = at("liver", chen).get(f"{LIST}{held[0].edition.key}/?outcome=ambiguous").text
    assert "It is Amara Osei" in page
    answer = press(at, chen, committed, f"{held[0].pk}", choice=str(chen.membership.pk))
    assert answer.status_code == 403
    press(at, chen, committed, f"{held[0].pk}", choice=str(amara.membership.pk))
    press(at, chen, committed, f"{held[1].pk}", choice="leave")
    assert MemberListEntry.objects.get(membership_no="BHF-00071").membership == amara.membership
    assert not StagedLine.objects.exists()
    press(at, chen, committed, "undo")
    assert not MemberListEntry.objects.exists()


def test_a_number_given_to_somebody_else_leaves_its_former_owner(at, chen, amara, bring, committed):
    EmailAddress.objects.create(user=amara.user, email=amara.user.email, verified=True)
    bring([stranger(70) | {"email": amara.user.email, "surname": "Osei"}])
    press(at, chen, committed, "approve")
    bring([stranger(70) | {"email": "new@example.org", "surname": "New", "gmc_or_pin": "1"}])
    press(at, chen, committed, "approve")
    press(at, chen, committed, f"{StagedLine.objects.get().pk}", choice="take")
    entry = MemberListEntry.objects.get()
    assert (entry.surname, entry.membership) == ("New", None)


def test_the_spreadsheet_cannot_be_made_to_calculate(at, chen, bring):
    evil = stranger(70) | {"membership_no": "=CMD|calc", "title": "@SUM(1)"}
    bring([evil])
    edition = MemberListEdition.objects.get()
    text = at("liver", chen).get(f"{LIST}{edition.key}/rows.csv").text
    row = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))[1]
    assert row[1] == "'=CMD|CALC"
    assert row[2].startswith("'@SUM")


def test_the_bodys_contact_keeps_the_list_too(at, amara, liver, bring, committed):
    ReportRecipient.objects.create(community=liver, user=amara.user, audience="body")
    bring(many(3), who=amara)
    press(at, amara, committed, "approve")
    assert MemberListEntry.objects.count() == 3


@pytest.mark.parametrize("who", ["amara", "ben", "nadia", "faye", "dora"])
def test_nobody_else_sees_or_touches_it(at, bring, request, who, committed):
    bring(many(3))
    person = request.getfixturevalue(who)
    key = MemberListEdition.objects.get().key
    for address in (LIST, f"{LIST}{key}/", f"{LIST}{key}/rows.csv"):
        assert at("liver", person).get(address).status_code in (403, 404)
    for name in ("approve", "discard", "undo"):
        assert press(at, person, committed, name).status_code in (403, 404)
    assert MemberListEdition.objects.get().state == "staged"


def test_visitors_are_asked_to_sign_in(at, liver):
    assert at("liver").get(LIST).status_code == 302


def test_a_moderator_elsewhere_finds_nothing(at, bring, ms, committed):
    from tests.cast import make_person

    bring(many(3))
    other = make_person(ms, "Olu", "Ade", profession="doctor", duty="moderator")
    key = MemberListEdition.objects.get().key
    assert at("ms", other).get(f"{LIST}{key}/").status_code == 404
    assert at("ms", other).post(f"{LIST}{key}/approve/").status_code == 404


def test_pages_do_not_ask_more_for_more_rows(at, chen, bring, django_assert_max_num_queries):
    bring(many(80))
    browser = at("liver", chen)
    key = MemberListEdition.objects.get().key
    browser.get(f"{LIST}{key}/")
    with django_assert_max_num_queries(16):
        browser.get(f"{LIST}{key}/")


def test_each_night_settles_lists_and_forgets_old_journals(bring, at, chen, committed):
    assert "settle_lists" in schedule.JOBS
    bring(many(3))
    press(at, chen, committed, "approve")
    list_work.settle_lists.call()
    assert ImportChange.objects.count() == 3
    ImportRun.objects.update(finished_at=timezone.now() - timedelta(days=31))
    list_work.settle_lists.call()
    assert not ImportChange.objects.exists()
    answer = press(at, chen, committed, "undo")
    assert "too old" in answer.text
