"""A document is seen by a moderator of this community, and then it is gone."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from nacre.members.actions import review_verifications, show_document
from nacre.members.models import Membership, SeenDocument
from tests.cast import make_person

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 payslip of Ben Hart"


@pytest.fixture
def shown(ben, settings, tmp_path):
    """Ben's payslip, waiting to be seen."""
    settings.NACRE_HOME = tmp_path
    return show_document(
        by=ben.viewer, sort="payslip", file=SimpleUploadedFile("ben hart.pdf", PDF)
    )


def test_only_a_moderator_of_this_community_opens_it(
    at, shown, chen, ben, amara, dora, ms, visitor
):
    url = f"/moderation/documents/{shown.key}/"
    answer = at("liver", chen).get(url)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["X-Content-Type-Options"] == "nosniff"
    for person in (ben, amara, dora):
        assert at("liver", person).get(url).status_code == 403
    assert at("liver", visitor).get(url).status_code == 302
    other = make_person(ms, "Mo", "Elsewhere", profession="editorial_staff", duty="moderator")
    assert at("ms", other).get(url).status_code == 404


def test_its_name_says_nothing_of_the_person(shown):
    assert "ben" not in shown.file.name
    assert "hart" not in shown.file.name


def test_it_goes_with_the_decision(at, shown, chen, ben, django_capture_on_commit_callbacks):
    assert f"/moderation/documents/{shown.key}/" in at("liver", chen).get("/moderation/").text
    path = shown.file.path
    said = {"tier": "full", "document": "on", "register": "on"}
    with django_capture_on_commit_callbacks(execute=True):
        at("liver", chen).post(f"/moderation/{ben.membership.key}/verify/", said)
    assert ben.viewer.level == 3
    kept = SeenDocument.objects.get()
    assert (kept.file.name, kept.deleted_at is None) == ("", False)
    assert not Path(path).exists()


def test_it_goes_after_90_days_at_the_latest(
    clock, ben, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.NACRE_HOME = tmp_path
    show_document(by=ben.viewer, sort="badge", file=SimpleUploadedFile("b.pdf", PDF))
    clock.now += timedelta(days=90, seconds=-1)
    assert review_verifications()["documents_deleted"] == 0
    clock.on(seconds=1)
    with django_capture_on_commit_callbacks(execute=True):
        assert review_verifications()["documents_deleted"] == 1
    assert not list((tmp_path / "seen").glob("*"))


@pytest.mark.parametrize("content", [b"<svg onload=alert(1)>", b"MZ", b""])
def test_what_is_no_document_is_refused(ben, content, settings, tmp_path):
    settings.NACRE_HOME = tmp_path
    with pytest.raises(ValidationError, match="PDF"):
        show_document(by=ben.viewer, sort="badge", file=SimpleUploadedFile("x.pdf", content))


def test_a_member_sends_one_on_their_own_page(at, amara, settings, tmp_path):
    settings.NACRE_HOME = tmp_path
    said = {"sort": "letter", "file": SimpleUploadedFile("letter.pdf", PDF)}
    page = at("liver", amara).post("/members/me/verification/", said, follow=True)
    assert "A moderator will look at it" in page.text
    assert Membership.objects.get(pk=amara.membership.pk).review_reason == "asked"
