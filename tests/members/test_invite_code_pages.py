"""Making invite codes on a page, and joining with one."""

import re

import pytest
from django.urls import reverse

from nacre.members import throttle
from nacre.members.actions.invites import make_codes, withdraw_codes
from nacre.members.models import InviteBatch, InviteCode, Membership, UnfinishedApplication
from tests.members.test_joining import ABOUT, WORK, walk

pytestmark = pytest.mark.django_db

JOIN_WORK = reverse("members:join_work", urlconf="nacre.config.urls")
PAGE = "/moderation/invites/"
CODE = re.compile(r"<code>([0-9A-Z-]{14})</code>")


@pytest.fixture
def code(chen) -> str:
    """One code for the Learning Zone."""
    made = make_codes(by=chen.viewer, tier="learning_zone_only", label="Study day", number=1)
    return made[1][0]


def make(browser, **said) -> str:
    answer = browser.post(PAGE, {"label": "Study day", "tier": "guest", "number": 3, **said})
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return answer.content.decode()


def test_codes_are_shown_once_and_saved_as_a_file_from_that_page(at, chen, liver):
    browser = at("liver", chen)
    codes = CODE.findall(make(browser))
    assert len(codes) == 3
    key = InviteBatch.objects.get().key
    sent = " ".join([*codes, "AAAA-AAAA-AAAA"])
    rows = browser.post(f"{PAGE}{key}/codes.csv", {"codes": sent}).content.decode().splitlines()
    assert len(rows) == 4
    assert f"/join/?code={codes[0]}" in rows[1]
    page = browser.get(PAGE).content.decode()
    assert "Study day" in page
    assert not any(code in page for code in codes)


def test_no_label_becomes_a_formula(at, chen, liver):
    browser = at("liver", chen)
    codes = CODE.findall(make(browser, label="=1+1"))
    key = InviteBatch.objects.get().key
    assert ",'=1+1," in browser.post(f"{PAGE}{key}/codes.csv", {"codes": codes[0]}).content.decode()


def test_the_list_counts_and_withdraws(at, chen, code):
    browser = at("liver", chen)
    key = InviteBatch.objects.get().key
    assert browser.get(f"{PAGE}{key}/withdraw/").status_code == 405
    page = browser.post(f"{PAGE}{key}/withdraw/", follow=True).content.decode()
    assert "1 code is withdrawn." in page
    assert "Withdrawn: 1" in page


def test_the_list_is_paged_and_asks_no_more_for_more_codes(
    at, chen, liver, django_assert_max_num_queries
):
    for number in range(30):
        make_codes(by=chen.viewer, tier="full", label=f"Table {number}", number=2)
    browser = at("liver", chen)
    browser.get(PAGE)
    with django_assert_max_num_queries(12):
        assert "Table 29" in browser.get(PAGE).content.decode()
    assert "Table 0<" in browser.get(f"{PAGE}?page=2").content.decode()


@pytest.mark.parametrize("who", ["amara", "ben", "faye", "dora", "visitor"])
def test_nobody_else_sees_or_makes_codes(request, at, code, who):
    browser = at("liver", request.getfixturevalue(who))
    key = InviteBatch.objects.get().key
    said = {"label": "Mine", "tier": "full", "number": 5}
    for answer in (
        browser.get(PAGE),
        browser.post(PAGE, said),
        browser.post(f"{PAGE}{key}/codes.csv", {"codes": code}),
        browser.post(f"{PAGE}{key}/withdraw/"),
    ):
        assert answer.status_code in {302, 403, 404}
        assert code not in answer.content.decode()
    assert InviteCode.objects.unused().count() == 1


def test_a_batch_of_another_community_does_not_exist(at, chen, code, ms):
    other = InviteBatch.objects.create(community=ms, tier="full", label="MS")
    assert at("liver", chen).post(f"{PAGE}{other.key}/withdraw/").status_code == 404


@pytest.fixture
def joined(at, visitor, liver, royal_free, code) -> str:
    """Grace joins with the code; the last page."""
    return walk(at("liver", visitor), ABOUT | {"code": code.lower()}).content.decode()


def test_a_nurse_joins_with_a_code(joined, liver):
    membership = Membership.objects.of(liver).get(source="invite_code")
    assert (membership.status, membership.tier) == ("pending", "learning_zone_only")
    assert "Your invite code is yours now" in joined
    assert InviteCode.objects.get().membership == membership


def test_the_moderator_sees_the_occasion_and_lets_in_as_the_code_says(at, chen, joined):
    page = at("liver", chen).get("/moderation/").content.decode()
    assert "Invite code “Study day”" in page
    assert re.findall(r'name="tier" value="(\w*)"', page) == ["learning_zone_only"]


def test_the_link_fills_in_the_code_and_200_scanners_use_nothing_up(at, visitor, code):
    browser = at("liver", visitor)
    for number in range(200):
        method = browser.head if number % 2 else browser.get
        assert method(f"/join/?code={code}").status_code == 200
    page = browser.get(f"/join/?code={code}").content.decode()
    assert f'value="{code}"' in page
    assert '<details class="fold" open>' in page
    assert InviteCode.objects.unused().count() == 1


def test_without_a_code_the_field_is_folded_away(at, visitor, liver):
    assert '<details class="fold">' in at("liver", visitor).get("/join/").content.decode()


def test_a_member_elsewhere_who_follows_the_link_keeps_the_code(at, dora, code, royal_free):
    browser = at("liver", dora)
    assert code in browser.get(f"/join/?code={code}").content.decode()
    browser.post("/join/", {"profession": "nurse", "code": code})
    browser.post(JOIN_WORK, WORK)
    assert InviteCode.objects.get().membership.user == dora.user


@pytest.mark.parametrize("state", ["unknown", "withdrawn"])
def test_a_code_that_is_not_good_says_so_and_joining_goes_on_without(
    at, visitor, code, chen, royal_free, state
):
    withdraw_codes(by=chen.viewer, batch=InviteBatch.objects.get())
    typed = code if state == "withdrawn" else "AAAA-BBBB-CCCC"
    browser = at("liver", visitor)
    page = browser.post("/join/", ABOUT | {"code": typed}).content.decode()
    assert ("has been withdrawn" if state == "withdrawn" else "do not know this code") in page
    assert "leave this empty and go on without" in page
    walk(browser, ABOUT | {"code": ""})
    assert Membership.objects.get(user__email=ABOUT["email"].lower()).source == "organic"


def test_a_code_is_not_kept_while_joining_only_its_hash(at, visitor, code, royal_free):
    browser = at("liver", visitor)
    browser.post("/join/", ABOUT | {"code": code})
    browser.post(JOIN_WORK, WORK)
    assert code not in str([dict(browser.session), UnfinishedApplication.objects.get().said])


def test_a_code_that_was_entered_can_be_left_out(at, visitor, code, royal_free):
    browser = at("liver", visitor)
    browser.post("/join/", ABOUT | {"code": code})
    assert "Go on without my invite code" in browser.get("/join/").content.decode()
    walk(browser, ABOUT | {"without_code": "on"})
    assert InviteCode.objects.unused().count() == 1


def test_a_code_used_meanwhile_does_not_stop_anybody(at, visitor, code, chen, royal_free):
    browser = at("liver", visitor)
    browser.post("/join/", ABOUT | {"code": code})
    withdraw_codes(by=chen.viewer, batch=InviteBatch.objects.get())
    page = walk(browser, ABOUT).content.decode()
    assert "Your invite code could not be used" in page
    assert Membership.objects.filter(user__email=ABOUT["email"].lower(), tier="full").exists()


def test_wrong_codes_are_limited_and_right_ones_are_not(at, visitor, chen, liver):
    browser = at("liver", visitor)
    _batch, codes = make_codes(by=chen.viewer, tier="guest", label="Hall", number=15)
    for right in codes:
        assert browser.post("/join/", ABOUT | {"code": right}).status_code == 302
        browser.post("/join/", ABOUT | {"without_code": "on"})
    for _try in range(throttle.WRONG_INVITES.usual):
        browser.post("/join/", ABOUT | {"code": "AAAA-BBBB-CCCC"})
    page = browser.post("/join/", ABOUT | {"code": codes[0]}).content.decode()
    assert "Try again in ten minutes" in page
    assert browser.post("/join/", ABOUT).status_code == 302
