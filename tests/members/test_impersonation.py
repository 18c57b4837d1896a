"""An operator looks as a member: with a reason, read-only, told to the member, logged."""

import json

import pytest
from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from nacre.insights import spool
from nacre.members.models import Connection, Impersonation, User
from nacre.members.viewer import Viewer, cache_key
from nacre.networking.actions import begin_conversation
from tests.cast import SECRET, Person, make_person
from tests.members.looking import BANNER, REASON, looked_as, words
from tests.walk import addresses

pytestmark = pytest.mark.django_db


def test_an_operator_sees_what_the_member_sees(at, begin, olga, nadia, closed_page, nurses_page):
    own = words(at("liver", olga).get("/learning/nurse-led-clinic/"))
    browser = begin(nadia)
    assert SECRET in words(browser.get("/learning/nurse-led-clinic/"))
    assert SECRET not in words(browser.get("/news/cirrhosis-bundle/"))
    assert browser.get("/members/").status_code == at("liver", nadia).get("/members/").status_code
    assert BANNER not in own


def test_the_way_in_stands_on_the_profile_and_only_for_operators(at, olga, erin, amara, listed):
    address = f"/members/{amara.membership.key}/"
    assert f"{address}look-as/" in words(at("liver", olga).get(address))
    assert f"{address}look-as/" not in words(at("liver", erin).get(address))


@pytest.mark.parametrize("person", ["amara", "ben", "chen", "erin", "faye", "dora", "visitor"])
def test_nobody_else_may(request, at, nadia, person):
    who = request.getfixturevalue(person)
    with pytest.raises(PermissionDenied):
        looked_as(nadia, who)
    address = f"/members/{nadia.membership.key}/look-as/"
    for answer in (
        at("liver", who).get(address),
        at("liver", who).post(address, {"reason": REASON}),
    ):
        assert answer.status_code == 403
        assert "Rahman" not in words(answer)
    assert at("", who).get("/impersonations/").status_code in {302, 403}
    assert not Impersonation.objects.exists()


def test_nor_staff_who_are_no_operators(at, nadia, liver):
    stan = make_person(liver, "Stan", "Clerk", tier="staff", profession="editorial_staff")
    User.objects.filter(pk=stan.user.pk).update(is_staff=True)
    with pytest.raises(PermissionDenied):
        looked_as(nadia, stan)
    assert at("", stan).get("/impersonations/").status_code == 403


@pytest.mark.parametrize(
    "change", [{"is_staff": True}, {"is_superuser": True}, {"is_active": False}]
)
def test_nobody_looks_as_staff_or_a_closed_account(at, olga, amara, change):
    User.objects.filter(pk=amara.user.pk).update(**change)
    amara.membership.refresh_from_db()
    with pytest.raises(PermissionDenied):
        looked_as(amara, olga)
    answer = at("liver", olga).get(f"/members/{amara.membership.key}/look-as/")
    assert answer.status_code == 403
    assert "not possible" in words(answer)


@pytest.mark.parametrize("person", ["chen", "erin", "dora"])
def test_nobody_looks_as_who_runs_a_community_or_is_elsewhere(request, olga, person):
    with pytest.raises(PermissionDenied):
        looked_as(request.getfixturevalue(person), olga)


def test_nor_as_a_member_with_a_duty_elsewhere(olga, amara, ms):
    amara.user.memberships.create(community=ms, status="active", duty="moderator")
    with pytest.raises(PermissionDenied):
        looked_as(amara, olga)


def test_nor_as_themselves_nor_as_who_has_left(olga, liver, amara):
    own = Person(olga.user, olga.user.memberships.create(community=liver, status="active"), liver)
    amara.membership.status = "left"
    for person in (own, amara):
        with pytest.raises(PermissionDenied):
            looked_as(person, olga)


def test_the_reason_is_a_sentence_without_a_patient(at, olga, amara):
    browser = at("liver", olga)
    address = f"/members/{amara.membership.key}/look-as/"
    for reason in ("", "support", "She asked about her patient, NHS number 943 476 5919."):
        assert browser.post(address, {"reason": reason}).status_code == 422
    with pytest.raises(PermissionDenied, match="sentence"):
        looked_as(amara, olga, reason="support")
    assert not Impersonation.objects.exists()


def test_a_second_factor_is_asked_for_where_it_is_required(settings, at, olga, amara, begin):
    settings.NACRE_STAFF_NEED_SECOND_FACTOR = True
    address = f"/members/{amara.membership.key}/look-as/"
    assert at("liver", olga).post(address, {"reason": REASON}).url == "/accounts/2fa/"
    settings.NACRE_STAFF_NEED_SECOND_FACTOR = False
    browser = begin()
    settings.NACRE_STAFF_NEED_SECOND_FACTOR = True
    assert browser.get("/members/").url == "/accounts/2fa/"


@pytest.fixture
def everywhere(liver, amara, nadia, closed_page):
    """Every address, and a few of the hundreds of the desk, which is closed as a whole."""
    guesses = {
        "int": [str(closed_page.pk)], "pk": [str(closed_page.pk)], "page_id": ["2"],
        "uuid": [str(amara.membership.key), str(nadia.membership.key)], "ods_code": ["RAL"],
        "slug": ["news"], "month": ["2026-10"], "str": ["osei"],
    }  # fmt: skip
    found = list(addresses("nacre.config.urls", guesses))
    of_the_desk = [address for address in found if address.startswith("/cms/")]
    passed_by = set(of_the_desk) - set(of_the_desk[::20])
    return [address for address in found if address not in passed_by]


@pytest.mark.walk
def test_nothing_is_changed_at_any_address(begin, everywhere):
    browser = begin()
    before = Impersonation.objects.count()
    let_through = []
    for address in everywhere:
        if address in {"/looking-as/end/", "/accounts/logout/"}:
            continue
        answer = browser.post(address)
        if answer.status_code != 403 or "change nothing" not in words(answer):
            let_through.append((address, answer.status_code))
    assert let_through == []
    assert Impersonation.objects.count() == before


@pytest.mark.walk
def test_opening_any_page_writes_nothing(begin, everywhere):
    browser = begin()
    written = []

    def note(execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            written.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        answers = [browser.get(address).status_code for address in everywhere]
    assert written == []
    assert answers.count(200) > 15
    assert max(answers) < 500


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_other_method_changes_anything_either(begin, method):
    answer = getattr(begin(), method)("/members/me/about/")
    assert answer.status_code == 403
    assert "change nothing" in words(answer)


@pytest.mark.parametrize(
    "address",
    ["/accounts/email/", "/accounts/2fa/", "/accounts/password/change/", "/accounts/sessions/",
     "/cms/", "/members/me/data/", "/members/me/data/erase/"],
)  # fmt: skip
def test_sign_in_data_and_the_desk_are_closed(begin, address):
    answer = begin().get(address)
    assert answer.status_code == 403
    assert "stay closed" in words(answer)


def test_what_members_write_to_one_another_stays_between_them(begin, amara, erin, at, liver):
    known = Connection.objects.create(
        community=liver, requested_by=amara.membership, addressed_to=erin.membership,
        state="accepted",
    )  # fmt: skip
    erin.membership.visibility = {"biography": "connections"}
    erin.membership.biography = "For those I know."
    erin.membership.save()
    letter = begin_conversation(by=erin.viewer, to=[amara.membership], text="Between us")
    profile = f"/members/{erin.membership.key}/"
    mine = at("liver", amara)
    assert "For those I know." in words(mine.get(profile))
    assert "envelope--waiting" in words(mine.get(profile))
    browser = begin()
    for address in (
        "/messages/", f"/messages/{letter.key}/", "/messages/new/", "/connections/",
        f"/introductions/{known.key}/pass-on/", "/following/", "/connections/choices/",
    ):  # fmt: skip
        answer = browser.get(address)
        assert answer.status_code == 403, address
        assert "stays between them" in words(answer)
    seen = words(browser.get(profile))
    assert "For those I know." not in seen
    assert "envelope" not in seen
    assert "envelope--waiting" in words(mine.get(profile))  # nothing was marked as read


def test_nothing_is_counted_as_the_members(begin, at, amara, closed_page, settings, tmp_path):
    settings.NACRE_HOME = tmp_path
    browser = begin()
    for address in ("/news/cirrhosis-bundle/", "/search/?q=cirrhosis", "/members/?q=osei", "/"):
        assert browser.get(address).status_code == 200
    assert b"data-view" not in browser.get("/news/cirrhosis-bundle/").content
    lines = [
        json.loads(line)
        for path in spool.seal_all(spool.spool_folder())
        for line in path.read_text().splitlines()
    ]
    assert [(line["kind"], line["flags"]) for line in lines] == [("member.looked_as", ["staff"])]
    assert "member" not in lines[0]


def test_the_banner_is_on_every_page_and_never_on_the_members_own(
    begin, at, amara, listed, closed_page
):
    own = at("liver", amara)
    browser = begin()
    for address in ("/", "/news/cirrhosis-bundle/", "/members/", "/members/me/", "/search/",
                    "/messages/", "/accounts/2fa/", "/no-such-page/"):  # fmt: skip
        for _ in range(2):
            answer = browser.get(address)
            text = words(answer)
            assert BANNER in text, address
            assert "Amara Osei" in text
            assert 'action="/looking-as/end/"' in text
            assert answer["Cache-Control"] == "private, no-store"
            assert BANNER not in words(own.get(address)), address


def test_no_kept_viewer_is_changed(begin, at, amara, olga, liver, closed_page):
    browser = begin()
    browser.get("/news/cirrhosis-bundle/")
    shared = caches["default"]
    assert shared.get(cache_key(amara.user.pk, liver.pk)) is None
    assert shared.get(cache_key(olga.user.pk, liver.pk))[1].user_id == olga.user.pk
    at("liver", amara).get("/")
    assert shared.get(cache_key(amara.user.pk, liver.pk))[1].impersonated_by is None
    browser.get("/")
    assert shared.get(cache_key(amara.user.pk, liver.pk))[1].impersonated_by is None


def test_one_button_ends_it(begin, at, olga):
    browser = begin()
    assert browser.get("/looking-as/end/").status_code == 405
    browser.post("/looking-as/end/")
    page = words(browser.get("/"))
    assert BANNER not in page
    assert "Olga" in page
    assert Impersonation.objects.begun().get().ended


def test_it_ends_by_the_clock(begin, clock):
    browser = begin()
    clock.on(minutes=29)
    assert BANNER in words(browser.get("/"))
    clock.on(minutes=1)
    page = words(browser.get("/"))
    assert BANNER not in page
    assert "no longer look as a member" in page


def test_what_is_sent_after_the_end_is_refused_once(begin, clock, amara):
    browser = begin()
    clock.on(minutes=31)
    address = f"/following/member/{amara.membership.key}/begin/"
    answer = browser.post(address)
    assert answer.status_code == 403
    assert "Nothing was changed" in words(answer)


def test_signing_out_ends_it(begin, at, olga):
    browser = begin()
    browser.post("/accounts/logout/")
    assert Impersonation.objects.begun().get().ended
    assert "Sign in" in words(browser.get("/"))


def test_one_at_a_time(begin, amara, nadia):
    first = begin(amara)
    begin(nadia)
    assert BANNER not in words(first.get("/"))
    assert Impersonation.objects.begun().filter(ended__isnull=True).get().member == nadia.user


def test_it_ends_with_the_rights_of_the_operator_and_when_the_member_gets_a_duty(
    begin, amara, olga
):
    for change in (
        lambda: User.objects.filter(pk=olga.user.pk).update(is_superuser=False),
        lambda: amara.user.memberships.update(duty="moderator"),
    ):
        browser = begin()
        assert BANNER in words(browser.get("/"))
        with transaction.atomic():
            change()
            caches["default"].clear()
            assert BANNER not in words(browser.get("/"))
            transaction.set_rollback(True)
        caches["default"].clear()


def test_in_another_community_the_operator_is_themselves(begin, olga, ms):
    browser = begin()
    page = words(browser.get("/", HTTP_HOST="ms.nacre.localhost"))
    assert BANNER not in page
    assert "Olga" in page
    assert BANNER in words(browser.get("/"))


def test_forms_of_before_and_after_are_not_mixed_up(begin, at, olga):
    browser = at("liver", olga)
    browser.get("/accounts/2fa/")
    tokens = [browser.cookies["csrftoken"].value]
    begin(browser=browser)
    tokens.append(browser.cookies["csrftoken"].value)
    browser.post("/looking-as/end/")
    tokens.append(browser.cookies["csrftoken"].value)
    assert len(set(tokens)) == 3


def test_an_operator_who_looks_is_no_operator_meanwhile(begin, amara, nadia):
    begin()
    looking = Viewer.of(amara.user, amara.community)
    assert not looking.is_superuser
    browser = begin(nadia)
    assert browser.get(f"/members/{amara.membership.key}/look-as/").status_code == 403
