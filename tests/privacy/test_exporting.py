"""A person gets everything that is held about them, and nothing of others."""

import io
import json
import zipfile

import pytest
from django.apps import apps

from nacre.privacy.exporting import collect, write_zip
from tests.privacy.lives import links_to_account, live

pytestmark = pytest.mark.django_db


@pytest.fixture
def export(at, amara, chen, erin, closed_page):
    live(at, amara, chen, erin, closed_page)
    return collect(amara.user)


def test_every_row_that_points_to_the_account_is_in_it(export, amara):
    told = {part.model for part in export.parts}
    assert {link.rsplit(".", 1)[0] for link in links_to_account(amara.user.pk)} <= told


def test_each_table_is_told_row_for_row(export, amara):
    for part in export.parts:
        if part.model == "members.Membership":
            assert len(part.rows) == amara.user.memberships.count()
        if part.model == "members.VerificationEvidence" and part.at_erasure == "deleted":
            assert (
                len(part.rows) == apps.get_model(part.model).objects.filter(user=amara.user).count()
            )


def test_it_is_one_file_for_people_and_programs(export):
    archive = zipfile.ZipFile(io.BytesIO(write_zip(export)))
    data = json.loads(archive.read("data.json"))
    page = archive.read("index.html").decode()
    assert data["person"]["email"] == "amara.osei@example.org"
    assert "Hands that shook." in page
    assert "Memberships" in page


def test_secrets_and_others_are_not_in_it(export, chen, amara):
    text = json.dumps(export.as_dict(), default=str)
    assert amara.user.password not in text
    assert "erin.shaw@example.org" not in text


def test_markup_in_a_biography_is_text_in_the_page(export, amara):
    amara.membership.biography = "<script>alert(1)</script>"
    amara.membership.save()
    page = zipfile.ZipFile(io.BytesIO(write_zip(collect(amara.user)))).read("index.html").decode()
    assert "<script>" not in page
