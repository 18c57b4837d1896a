"""What a company says: labelled, certified, for verified professionals, and down at one comma."""

import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone

from nacre.audiences.models import Audience
from nacre.communities.actions import answer_funding
from nacre.communities.funding import Answers
from nacre.communities.models import FundingRelationship, Sponsor
from nacre.editorial import certification
from nacre.editorial.actions import publish_placed
from nacre.editorial.models import ComplianceCertificate, NewsPage
from tests.cast import make_person

STORY = "Ask your Tamarisk representative"
ANSWERS = {
    "scope": "module", "area": "", "agreement_ref": "TAM/26", "starts_on": "", "ends_on": "",
    "agreement": "company", "started_by": "company", "topic_by": "company", "authors": "chosen",
    "text": "wrote", "recipients_by": "us", "names_product": "on",
}  # fmt: skip


@pytest.fixture
def nell(liver):
    """A journalist of the in-house team."""
    return make_person(liver, "Nell", "Garrity", profession="editorial_staff", duty="journalist")


@pytest.fixture
def company(liver) -> FundingRelationship:
    """A company's own material."""
    sponsor = Sponsor.objects.create(slug="tamarisk", name="Tamarisk Pharma")
    relationship = FundingRelationship(community=liver, sponsor=sponsor, scope="module")
    answer_funding(relationship=relationship, answers=Answers(agreement="company", text="wrote"))
    return relationship


@pytest.fixture
def verified(liver) -> Audience:
    """Doctors and pharmacists who were found on the register."""
    rule = {"professions": ["doctor", "pharmacist"], "min_level": 3}
    return Audience.objects.create(community=liver, slug="verified", name="Verified", rule=rule)


@pytest.fixture
def draft(news, liver, company, verified) -> NewsPage:
    """The company's page, not published yet."""
    page = NewsPage(
        title=STORY, slug="ask", standfirst="A word from us.", author_declares="none",
        funded_by=company, audience=verified, community=liver, live=False,
    )  # fmt: skip
    news.add_child(instance=page)
    page.save_revision()
    return NewsPage.objects.get(pk=page.pk)


def _certificate(seen, **fields):
    today = timezone.localdate()
    return {
        "job_code": "TAM-GB-00123", "prepared_on": "2026-11-01", "signatory_name": "Dr Iris Kern",
        "signatory_profession": "doctor", "signatory_number": "1234567",
        "certified_on": str(today), "expires_on": str(today + timedelta(days=365)), "seen": seen,
    } | fields  # fmt: skip


@pytest.fixture
def certified(at, nell, draft, committed) -> NewsPage:
    """The same, certified and published."""
    address = f"/desk/certificates/{draft.pk}/"
    seen = certification.hash_of(draft.get_latest_revision_as_object())
    assert at("liver", nell).post(address, _certificate(seen)).status_code == 302
    with committed():
        publish_placed(page=NewsPage.objects.get(pk=draft.pk))
    return NewsPage.objects.get(pk=draft.pk)


def test_nothing_of_a_company_appears_without_a_certificate(draft):
    with pytest.raises(PermissionDenied, match="has no certificate that is good today"):
        publish_placed(page=draft)


def test_a_company_s_page_is_for_verified_professionals_alone(draft, liver):
    draft.audience = Audience.objects.get(community=liver, slug="members")
    with pytest.raises(PermissionDenied, match="verified health-care professionals alone"):
        publish_placed(page=draft)


def test_it_appears_with_label_first_and_job_code_last(at, nell, certified):
    told = at("liver", nell).get(certified.path_in_community).text
    label = told.index("has been developed and funded by Tamarisk Pharma")
    title = told.index('<h1 class="article__title">')
    code = told.index("TAM-GB-00123")
    assert label < title < code
    assert "Date of preparation: November 2026" in told


def test_outsiders_do_not_even_see_its_title(at, certified, nell, amara, nadia, ben, faye, dora):
    for path in ("/", "/news/", "/feed/", "/search/?q=representative", certified.path_in_community):
        at("liver", nell).get(path)
        for person in (None, nadia, ben, faye):
            assert STORY not in at("liver", person).get(path).text.replace("q=representative", "")
    assert at("liver").get(certified.path_in_community).status_code == 404
    assert at("liver", nadia).get(certified.path_in_community).status_code == 404


def test_lists_say_who_speaks(at, nell, certified):
    told = at("liver", nell).get("/news/").text
    assert "Company material — Tamarisk Pharma" in told


def test_a_changed_comma_voids_and_takes_it_down(nell, certified, committed):
    page = certified.get_latest_revision_as_object()
    page.standfirst = "A word, from us."
    with committed():
        page.save_revision(user=nell.user)
    assert not NewsPage.objects.get(pk=certified.pk).live
    (void,) = ComplianceCertificate.objects.all()
    assert void.voided_because == "The text was changed"


def test_saving_the_same_text_changes_nothing(certified, nell):
    certified.get_latest_revision_as_object().save_revision(user=nell.user)
    assert NewsPage.objects.get(pk=certified.pk).live


def test_the_daily_look_takes_down_what_ran_out(certified, capsys):
    call_command("check_certificates")
    assert "0 taken down" in capsys.readouterr().out
    ComplianceCertificate.objects.update(
        certified_on=date(2024, 1, 1), expires_on=timezone.localdate() - timedelta(days=1)
    )
    call_command("check_certificates", "--json")
    (gone,) = json.loads(capsys.readouterr().out)["taken_down"]
    assert gone["title"] == STORY
    assert not NewsPage.objects.get(pk=certified.pk).live


def test_a_new_label_is_a_new_final_form(certified, company):
    answers = Answers(agreement="company", text="wrote", names_product=True)
    answer_funding(relationship=company, answers=answers)
    assert not NewsPage.objects.get(pk=certified.pk).live


@pytest.mark.parametrize(
    "wrong",
    [
        {"job_code": "tam 1"},
        {"signatory_number": "A1234567"},
        {"signatory_profession": "pharmacist"},
        {"expires_on": "2031-01-01"},
        {"certified_on": "2031-01-01", "expires_on": "2031-06-01"},
        {"seen": "0" * 64},
    ],
    ids=str,
)
def test_a_certificate_that_cannot_be_is_refused(at, nell, draft, wrong):
    seen = certification.hash_of(draft.get_latest_revision_as_object())
    form = _certificate(seen) | wrong
    assert at("liver", nell).post(f"/desk/certificates/{draft.pk}/", form).status_code == 200
    assert not ComplianceCertificate.objects.exists()


def test_the_desk_makes_a_label_and_keeps_each_version(at, nell, liver):
    browser = at("liver", nell)
    form = {"sponsor_name": "Tamarisk Pharma", **ANSWERS}
    browser.post("/desk/funding/add/", form | {"agreement": "grant"})
    assert not FundingRelationship.objects.exists(), "a grant with influence is refused"
    browser.post("/desk/funding/add/", form)
    made = FundingRelationship.objects.get()
    assert made.statement.startswith("This promotional material has been developed")
    browser.post(f"/desk/funding/{made.pk}/", ANSWERS | {"names_product": ""})
    told = browser.get(f"/desk/funding/{made.pk}/").text
    assert "Version 2" in told
    assert "Version 1" in told
    assert "Tamarisk Pharma" in browser.get("/desk/funding/").text


def test_money_is_not_for_clinical_editors_sponsors_or_other_communities(
    at, erin, faye, dora, amara, company, draft
):
    addresses = ("/desk/funding/", "/desk/funding/add/", f"/desk/funding/{company.pk}/")
    for address in (*addresses, f"/desk/certificates/{draft.pk}/"):
        for host, person in (("liver", erin), ("liver", faye), ("liver", amara), ("ms", dora)):
            assert at(host, person).get(address).status_code == 404
        assert at("liver").get(address).status_code == 404


def test_the_desk_asks_no_more_for_more_sponsors(
    at, nell, company, liver, django_assert_max_num_queries
):
    browser = at("liver", nell)
    browser.get("/desk/funding/")
    for number in range(12):
        one = FundingRelationship(community=liver, sponsor=Sponsor.named(f"Sponsor {number}"))
        answer_funding(relationship=one, answers=Answers())
    with django_assert_max_num_queries(14):
        browser.get("/desk/funding/")
