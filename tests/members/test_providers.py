"""An identity provider says who somebody is; it neither makes nor finds an account by address."""

import time

import pytest
from allauth.socialaccount.models import SocialAccount

from nacre.members.actions import verify_chain
from nacre.members.models import User
from nacre.members.providers import IDENTITY_CLAIMS, level_claimed, role_codes
from tests.members.identity_provider import CLIENT, SECRET, IdentityProvider

pytestmark = pytest.mark.django_db
STRONG = {"idassurancelevel": "3", "name": "A Osei"}
AAL = {"authentication_assurance_level": "2"}


@pytest.fixture
def provider(settings):
    """A provider that is set up for this installation, twice: as the operator's and as ORCID."""
    made = IdentityProvider()
    apps = [
        {
            "provider_id": name,
            "name": label,
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": made.url, "scope": ["openid"]},
        }
        for name, label in (("identity", "NHS identity"), ("orcid", "ORCID"))
    ]
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": apps}
    }
    settings.NACRE_OIDC_NAME, settings.NACRE_OIDC_ASSURED = "NHS identity", True
    yield made
    made.close()


def visit(browser, provider, name="identity", process="connect"):
    """Go to the provider and come back."""
    next_url = "/members/me/verification/"
    start = browser.post(f"/accounts/oidc/{name}/login/?process={process}&next={next_url}")
    assert start.status_code == 302, start.content
    return browser.get(provider.back(start["Location"]), follow=True)


def test_a_strong_identity_makes_a_strongly_verified_member(at, amara, provider):
    provider.now_says("555036632103", token=AAL, **STRONG)
    page = visit(at("liver", amara), provider)
    assert page.status_code == 200
    row = amara.user.evidence.get()
    assert (row.sort, row.outcome, row.detail) == ("cis2", "match", "555036632103")
    amara.membership.status = "pending"
    amara.membership.save()
    assert amara.viewer.level == 4
    assert verify_chain() is None


def test_only_the_name_for_the_person_is_kept(at, amara, provider):
    provider.now_says("1", token=AAL, email="other@example.org", email_verified=True, **STRONG)
    visit(at("liver", amara), provider)
    account = SocialAccount.objects.get()
    assert (account.uid, account.extra_data) == ("1", {})
    assert not amara.user.emailaddress_set.filter(email="other@example.org").exists()


@pytest.mark.parametrize(
    ("userinfo", "token"),
    [
        ({"idassurancelevel": "1"}, AAL),
        (STRONG, {"authentication_assurance_level": "1"}),
        (STRONG, {}),
        ({}, AAL),
        ({"idassurancelevel": ["3"]}, AAL),
        ({"idassurancelevel": "high"}, AAL),
        (STRONG, AAL | {"idassurancelevel": "1"}),
    ],
)
def test_a_weaker_identity_is_for_a_human_to_look_at(at, amara, provider, userinfo, token):
    provider.now_says("1", token=token, **userinfo)
    visit(at("liver", amara), provider)
    assert amara.user.evidence.get().outcome == "review"
    assert amara.viewer.level < 4


@pytest.mark.parametrize(
    "token",
    [{"iss": "https://attacker.example.org"}, {"aud": "another"}, {"exp": int(time.time()) - 9}],
)
def test_a_token_of_others_for_others_or_of_yesterday_counts_for_nothing(
    at, amara, provider, token
):
    provider.now_says("1", token=AAL | token, **STRONG)
    visit(at("liver", amara), provider)
    assert not amara.user.evidence.exists()
    assert not SocialAccount.objects.exists()


def test_a_token_about_another_person_than_the_answer_is_refused(at, amara, provider):
    provider.now_says("1", token=AAL | {"sub": "2"}, **STRONG)
    visit(at("liver", amara), provider)
    assert not SocialAccount.objects.exists()


def test_a_reused_address_opens_no_account(at, amara, visitor, provider):
    amara.user.emailaddress_set.create(email=amara.user.email, verified=True, primary=True)
    people = User.objects.count()
    for verified in (True, False):
        provider.now_says("9", token=AAL, email=amara.user.email, email_verified=verified, **STRONG)
        browser = at("liver", visitor)
        visit(browser, provider, process="login")
        assert "_auth_user_id" not in browser.session
    assert User.objects.count() == people
    assert not SocialAccount.objects.exists()


def test_an_identity_that_another_account_has_is_not_moved(at, amara, erin, provider):
    provider.now_says("1", token=AAL, **STRONG)
    visit(at("liver", amara), provider)
    visit(at("liver", erin), provider)
    assert SocialAccount.objects.get().user == amara.user
    assert not erin.user.evidence.exists()


def test_who_added_an_identity_signs_in_with_it(at, amara, visitor, provider):
    amara.user.emailaddress_set.create(email=amara.user.email, verified=True, primary=True)
    provider.now_says("1", token=AAL, **STRONG)
    visit(at("liver", amara), provider)
    browser = at("liver", visitor)
    visit(browser, provider, process="login")
    assert browser.session["_auth_user_id"] == str(amara.user.pk)


def test_an_orcid_that_was_shown_is_evidence_of_no_profession(at, amara, provider):
    provider.now_says("0000-0002-1825-0097")
    visit(at("liver", amara), provider, name="orcid")
    row = amara.user.evidence.get()
    assert (row.sort, row.detail) == ("orcid", "0000-0002-1825-0097")


def test_an_orcid_with_a_wrong_last_digit_is_none(at, amara, provider):
    provider.now_says("0000-0002-1825-0098")
    visit(at("liver", amara), provider, name="orcid")
    assert not amara.user.evidence.exists()


def test_a_provider_whose_levels_do_not_count_only_signs_in(at, amara, provider, settings):
    settings.NACRE_OIDC_ASSURED = False
    provider.now_says("1", token=AAL, **STRONG)
    visit(at("liver", amara), provider)
    assert SocialAccount.objects.exists()
    assert not amara.user.evidence.exists()


def test_a_provider_that_is_down_closes_only_its_own_door(at, amara, provider):
    provider.is_down = True
    browser = at("liver", amara)
    page = browser.post("/accounts/oidc/identity/login/?process=connect", follow=True)
    assert page.status_code == 200
    assert "did not work" in page.text


def test_looking_at_the_door_changes_nothing(at, amara, provider):
    browser = at("liver", amara)
    assert browser.get("/accounts/oidc/identity/login/?process=connect").status_code == 200
    assert provider.asked == {}


def test_the_page_offers_what_is_set_up(at, amara, provider):
    page = at("liver", amara).get("/members/me/verification/").text
    assert "NHS identity" in page
    assert "ORCID" in page


def test_role_codes_are_read_defensively():
    odd = {
        "userinfo": {
            "nhsid_nrbac_roles": [{"role_code": "S8001:G8005:R8000"}, "x", {"role_code": 7}]
        }
    }
    assert role_codes(odd) == ["S8001:G8005:R8000"]
    assert role_codes({"userinfo": {"nhsid_nrbac_roles": "none"}}) == []
    assert level_claimed({}, IDENTITY_CLAIMS) == 0
