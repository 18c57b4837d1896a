"""Domains of e-mail addresses are read at label boundaries."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from nacre.members.actions.joining import note_address
from nacre.members.models import EmailDomain
from nacre.members.work_email import classes_of, domain_class, is_work_domain

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "sort"),
    [
        ("a@nhs.net", "nhs_england_mail"),
        ("a@royalfree.nhs.uk", "nhs_trust_local"),
        ("a@trust.secure.nhs.uk", "nhs_trust_local"),
        ("a@NHS.SCOT", "nhs_scotland"),
        ("a@ggc.scot.nhs.uk", "nhs_scotland"),
        ("a@wales.nhs.uk", "nhs_wales"),
        ("a@belfasttrust.hscni.net", "hsc_ni"),
        ("a@nhsbt.nhs.uk", "crown"),
        ("a@ucl.ac.uk", "academic"),
        ("a@gmail.com", "free_mail"),
        ("a@evilnhs.uk", ""),
        ("a@nhs.net.attacker.com", ""),
        ("a@nhs-net.uk", ""),
        ("a@notac.uk", ""),
    ],
)
def test_a_domain_has_one_class(address, sort):
    assert domain_class(address) == sort


def test_a_personal_address_says_nothing_about_work():
    assert is_work_domain("a@nhs.net")
    assert not is_work_domain("a@doctors.org.uk")
    assert not is_work_domain("a@example.org")


def test_the_operators_list_comes_before_ours(db):
    EmailDomain.objects.create(domain="alderley.example.org", sort="commercial_pharma")
    EmailDomain.objects.create(domain="suppliers.nhs.uk", sort="ignored")
    assert domain_class("a@uk.alderley.example.org") == "commercial_pharma"
    assert domain_class("a@notalderley.example.org") == ""
    assert not is_work_domain("a@alderley.example.org")
    assert domain_class("a@suppliers.nhs.uk") == ""
    assert domain_class("a@other.nhs.uk") == "nhs_trust_local"


def test_what_was_accredited_until_yesterday_is_not(db):
    EmailDomain.objects.create(
        domain="homecare.example.org", sort="dcb1596_other", expires_on=date(2020, 1, 1)
    )
    assert domain_class("a@homecare.example.org") == ""


def test_many_addresses_are_one_query(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(classes_of([f"{n}@trust{n}.nhs.uk" for n in range(50)])) == 50


@pytest.mark.parametrize(
    "address", ["", "a@", "@nhs.net.", "a@..nhs.net", "a@nhs.net/../x", "a@ｎhs.net"]
)
def test_a_broken_address_is_harmless(address):
    assert domain_class(address) in {"", "nhs_england_mail"}


def test_a_list_is_loaded_and_kept_up_to_date(tmp_path):
    path = tmp_path / "dcb1596.csv"
    path.write_text(
        "Organisation Name,Email Domain(s),Expiry date\n"
        'Homecare Ltd,"homecare.example.org; care.example.org",31/12/2999\n'
        "Broken,not a domain,\n"
    )
    out = StringIO()
    call_command("load_email_domains", str(path), dry_run=True, stdout=out, stderr=out)
    assert not EmailDomain.objects.exists()
    call_command("load_email_domains", str(path), stdout=out, stderr=out)
    assert "Row 3" in out.getvalue()
    assert domain_class("a@uk.homecare.example.org") == "dcb1596_other"
    path.write_text("domain\ncare.example.org\n")
    call_command("load_email_domains", str(path), stdout=out)
    assert list(EmailDomain.objects.values_list("domain", flat=True)) == ["care.example.org"]


def test_typing_a_code_again_renews_the_address_after_a_month(clock, ben):
    for days, rows in ((0, 1), (10, 1), (25, 2)):
        clock.on(days=days)
        note_address(ben.user, "ben.hart@trust.nhs.uk")
        assert ben.user.evidence.filter(sort="work_email").count() == rows
    assert ben.user.evidence.filter(sort="email").count() == 1
