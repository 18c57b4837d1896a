"""Versions of a file behind one link, and where it is used."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nacre.editorial.actions import (
    place_page,
    publish_placed,
    register_for_toolkit,
    say_use,
    tell_of_versions,
)
from nacre.editorial.fingerprints import fingerprint_of
from nacre.editorial.models import DocumentVersion, ResourcePage, UnitUse
from nacre.editorial.unit_counts import said
from nacre.pages.models import CommunityDocument
from tests.cast import make_person

pytestmark = pytest.mark.django_db
OLD, NEW = b"the members-only-file of old", b"the members-only-file of now"


def made_file(name: str, content: bytes) -> CommunityDocument:
    document = CommunityDocument(title=name.title(), file=ContentFile(content, f"{name}.txt"))
    document._set_document_file_metadata()
    document.save()
    return document


@pytest.fixture
def old(settings, tmp_path) -> CommunityDocument:
    settings.MEDIA_ROOT = tmp_path
    return made_file("checklist", OLD)


@pytest.fixture
def tool(news, old, board, liver) -> ResourcePage:
    """A checklist for members, in its first version."""
    page = ResourcePage(
        title="Ascites checklist", slug="checklist", document=old, version="1.0", licence="CC BY",
        owner_name="Dr Erin Shaw", reviewed_by=board, community=liver,
    )  # fmt: skip
    return place_page(page=page, below=news)


def renew(tool, number="2.0", content=NEW, what="Albumin is given sooner.", **fields):
    """The draft of another version."""
    draft = ResourcePage.objects.get(pk=tool.pk)
    draft.document, draft.version, draft.what_changed = made_file("newer", content), number, what
    for name, value in fields.items():
        setattr(draft, name, value)
    return draft


def publish(draft, committed):
    with committed():
        publish_placed(page=draft)
    return DocumentVersion.objects.current().get(page=draft.pk)


def fetched(browser, address: str) -> bytes:
    answer = browser.get(address)
    return b"".join(answer.streaming_content) if answer.status_code == 200 else b""


def test_the_link_stays_and_serves_the_newest(at, tool, amara, committed):
    browser, link = at("liver", amara), f"/library/{tool.pk}/"
    assert link in browser.get(tool.path_in_community).text
    assert fetched(browser, link) == OLD
    publish(renew(tool), committed)
    assert fetched(browser, link) == NEW
    page = browser.get(tool.path_in_community).text
    for words in ("Albumin is given sooner.", "Version 1.0", "Dr Erin Shaw", "CC BY"):
        assert words in page


def test_a_draft_is_served_to_nobody_before_it_is_signed_off(at, tool, amara):
    draft = renew(tool)
    draft.save_revision()
    browser = at("liver", amara)
    assert fetched(browser, f"/library/{tool.pk}/") == OLD
    assert fetched(browser, f"/library/{tool.pk}/?file={draft.document_id}") == OLD
    assert browser.get(draft.document.url).status_code == 404


@pytest.mark.parametrize("who", ["dora", "ben", "visitor"])
def test_files_open_with_their_page_and_old_ones_too(request, at, tool, amara, who, committed):
    first = DocumentVersion.objects.get()
    publish(renew(tool), committed)
    outside, inside = at("liver", request.getfixturevalue(who)), at("liver", amara)
    for path in ("", f"versions/{first.pk}/", f"versions/{first.pk}/file/"):
        assert inside.get(f"/library/{tool.pk}/{path}").status_code == 200
        assert outside.get(f"/library/{tool.pk}/{path}").status_code == 404


def test_nothing_is_served_under_embargo(at, tool, amara, committed):
    publish(renew(tool, embargo_until=timezone.now() + timedelta(days=1)), committed)
    assert at("liver", amara).get(f"/library/{tool.pk}/").status_code == 404
    assert tell_of_versions() == 0


def test_an_old_version_says_by_what_it_was_superseded(at, tool, amara, committed):
    first = DocumentVersion.objects.get()
    publish(renew(tool), committed)
    browser, address = at("liver", amara), f"/library/{tool.pk}/versions/{first.pk}/"
    between = browser.get(address)
    assert "Superseded by version 2.0 on" in between.text
    assert OLD.decode() not in between.text
    given = browser.get(f"{address}file/")
    assert "superseded-checklist" in given["Content-Disposition"]
    assert b"".join(given.streaming_content) == OLD


def test_the_version_says_when_it_was_approved(tool):
    first = DocumentVersion.objects.get()
    assert first.approved_at
    assert first.published_at >= first.approved_at


def test_a_changed_file_needs_a_new_number_and_a_word(tool, committed):
    for draft, words in (
        (renew(tool, number="1.0"), "new version number"),
        (renew(tool, number=""), "new version number"),
        (renew(tool, what=" "), "Say what changed"),
    ):
        with pytest.raises((ValidationError, PermissionDenied), match=words):
            publish(draft, committed)
    publish(renew(tool), committed)
    back = renew(tool, number="1.0", what="Back again.")
    with pytest.raises((ValidationError, PermissionDenied), match="was superseded"):
        publish(back, committed)


def test_a_file_exchanged_behind_the_sign_off_is_given_to_nobody(at, tool, old, amara):
    old.file.save("other.txt", ContentFile(b"not signed off"), save=False)
    old._set_document_file_metadata()
    signed_off = fingerprint_of(tool.latest_revision)
    old.save()
    assert at("liver", amara).get(f"/library/{tool.pk}/").status_code == 404
    assert fingerprint_of(tool.latest_revision) != signed_off


def test_downloading_writes_no_row(at, tool, amara):
    browser = at("liver", amara)
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(f"/library/{tool.pk}/").status_code == 200
    assert all(query["sql"].startswith("SELECT") for query in seen)


@pytest.fixture
def sheet(toolkit, old):
    """The nurses' toolkit with a data sheet."""
    toolkit.document, toolkit.version = old, "1"
    publish_placed(page=toolkit)
    return type(toolkit).objects.get(pk=toolkit.pk)


def test_registrants_are_told_of_a_new_version_once(
    at, sheet, nadia, amara, liver, committed, mailoutbox
):
    register_for_toolkit(toolkit=sheet, by=nadia.viewer)
    sheet.document, sheet.version = made_file("newer", NEW), "2"
    sheet.what_changed = "A column is gone."
    with committed():
        assert tell_of_versions() == 0
    for again in range(2):
        publish(type(sheet).objects.get(pk=sheet.pk) if again else sheet, committed)
        with committed():
            assert tell_of_versions() == (0 if again else 1)
    letter = mailoutbox[-1]
    assert letter.to == [nadia.user.email]
    assert "A column is gone." in letter.body
    assert len([m for m in mailoutbox if "New version" in m.subject]) == 1


def test_who_can_no_longer_open_the_page_is_not_told(sheet, nadia, committed, mailoutbox):
    register_for_toolkit(toolkit=sheet, by=nadia.viewer)
    nadia.membership.profession = "doctor"
    nadia.membership.save()
    sheet.document, sheet.version = made_file("newer", NEW), "2"
    sheet.what_changed = "A column is gone."
    publish(sheet, committed)
    with committed():
        assert tell_of_versions() == 0
    assert not mailoutbox


def test_a_member_says_that_their_unit_uses_it_and_takes_it_back(at, tool, amara):
    browser, address = at("liver", amara), f"/library/{tool.pk}/use/"
    assert "Used in no unit yet" in browser.get(tool.path_in_community).text
    assert browser.get(address).status_code == 405
    assert "adapted to us" in browser.post(address, {"how": "adapted"}, follow=True).text
    assert UnitUse.objects.get().organisation == amara.membership.organisation
    page = browser.get(tool.path_in_community).text
    assert "Used in fewer than eight units" in page
    browser.post(address, {"how": ""})
    assert not UnitUse.objects.exists()


@pytest.mark.parametrize("who", ["dora", "ben", "faye", "visitor"])
def test_nobody_else_says_so(request, at, tool, who):
    person = request.getfixturevalue(who)
    assert (
        at("liver", person).post(f"/library/{tool.pk}/use/", {"how": "adopted"}).status_code == 404
    )
    with pytest.raises(PermissionDenied):
        say_use(page=tool, how="adopted", by=person.viewer)
    assert not UnitUse.objects.exists()


def test_colleagues_of_one_unit_are_one_unit_and_small_numbers_are_words(tool, amara, liver):
    colleague = make_person(
        liver, "Otto", "Lind", profession="nurse", organisation=amara.membership.organisation
    )
    for person in (amara, colleague):
        say_use(page=tool, how="adopted", by=person.viewer)
    assert UnitUse.objects.of_page(tool.pk).units() == 1
    assert [said(n) for n in (0, 1, 7, 8)] == [
        "no unit yet", "fewer than eight units", "fewer than eight units", "about 10 units",
    ]  # fmt: skip


def test_editors_and_the_owner_see_the_spread_without_a_name(at, tool, amara, erin, nadia, liver):
    say_use(page=tool, how="adopted", by=amara.viewer)
    owner = make_person(liver, "Otto", "Lind", profession="nurse")
    ResourcePage.objects.filter(pk=tool.pk).update(kept_by=owner.membership)
    address = f"/desk/library/{tool.pk}/"
    for person in (erin, owner):
        page = at("liver", person).get(address).text
        assert "London" in page
        assert "fewer than eight units" in page
        assert "Osei" not in page
        assert "Royal Free" not in page
    for person in (amara, nadia):
        assert at("liver", person).get(address).status_code == 404
