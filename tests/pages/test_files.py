"""A file of a restricted page has no address that opens to anybody outside its audience."""

import io

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from PIL import Image as Picture

from nacre.audiences.models import Audience
from nacre.editorial.actions import place_page, publish_placed
from nacre.editorial.models import ResourcePage
from nacre.pages.models import CommunityDocument, CommunityImage, SectionPage

pytestmark = pytest.mark.django_db
SIZES = ("width-20", "fill-24x24", "original")
OUTSIDERS = ("visitor", "amara", "ben", "faye", "dora", "abroad")


def drawn(colour: str) -> ContentFile:
    """A small picture."""
    written = io.BytesIO()
    Picture.new("RGB", (40, 40), colour).save(written, "PNG")
    return ContentFile(written.getvalue(), f"{colour}.png")


@pytest.fixture
def page(liver, tmp_path, settings) -> ResourcePage:
    """A resource for nurses with a picture and a document."""
    settings.MEDIA_ROOT = tmp_path
    page = ResourcePage(
        title="Drain kit", slug="drain-kit", community=liver,
        audience=Audience.objects.get(community=liver, slug="nurses"),
        picture=CommunityImage.objects.create(title="Kit", file=drawn("teal")),
        document=CommunityDocument.objects.create(
            title="Steps", file=ContentFile(b"drain steps", "steps.txt")
        ),
    )  # fmt: skip
    return place_page(page=page, below=SectionPage.objects.of(liver).get(slug="learning"))


@pytest.fixture
def abroad(dora):
    """The same member of MS, who tries on her own community's host."""
    return dora


def addresses(page) -> list[str]:
    """Every address at the gate that its files have."""
    sizes = [page.picture.get_rendition(size).url for size in SIZES]
    return [*sizes, page.document.url]


def guesses(page) -> list[str]:
    """What somebody might try who knows how Wagtail names things, and the names of the files."""
    files = [page.picture.file.name, page.document.file.name]
    files += [rendition.file.name for rendition in page.picture.renditions.all()]
    picture, document = page.picture.pk, page.document.pk
    return [
        *(f"{prefix}{name}" for name in files for prefix in (settings.MEDIA_URL, "/media/", "/")),
        f"/documents/{document}/steps.pdf",
        f"/documents/{document}/",
        f"/documents/{document}/{page.picture.filename}",
        f"/images/{picture}/{page.picture.filename}",
        f"/images/{picture}/",
        f"/images/abc/{picture}/width-20/{page.picture.filename}",
        f"/cms/images/{picture}/generate_url/width-20/",
        f"/cms/images/{picture}/preview/width-20/",
        f"/cms/images/{picture}/",
        f"/cms/documents/edit/{document}/",
        f"/cms/images/chooser/chosen/{picture}/",
        f"/cms/documents/chooser/chosen/{document}/",
    ]


def opens_to(at, request, urls: list[str], who=OUTSIDERS) -> list[tuple[str, str, int]]:
    """The addresses that answer with more than a refusal or the way to the sign-in."""
    found = []
    for name in who:
        browser = at("ms" if name == "abroad" else "liver", request.getfixturevalue(name))
        for url in urls:
            answer = browser.get(url)
            to_sign_in = "login" in answer.get("Location", "")
            if answer.status_code not in {403, 404} and not to_sign_in:
                found.append((name, url, answer.status_code))
    return found


def test_its_audience_fetches_it(at, nadia, page):
    for url in addresses(page):
        assert at("liver", nadia).get(url).status_code == 200


def test_its_pictures_open_with_it_however_far_behind_the_worker_is(at, nadia, page, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    page.picture = CommunityImage.objects.create(title="Another", file=drawn("navy"))
    publish_placed(page=page)
    assert at("liver", nadia).get(page.picture.get_rendition(SIZES[0]).url).status_code == 200


def test_nobody_else_does_under_any_address(at, request, page):
    assert opens_to(at, request, addresses(page) + guesses(page)) == []


def test_after_a_file_was_replaced_its_old_addresses_are_gone(at, request, nadia, page):
    old = addresses(page)
    page.picture.file = drawn("navy")
    page.picture.save()
    page.picture.renditions.all().delete()  # as the desk does when a file is replaced
    page.document.file = ContentFile(b"newer steps", "newer.txt")
    page.document.save()
    everyone = (*OUTSIDERS, "nadia")
    assert opens_to(at, request, old, everyone) == []
    assert at("liver", nadia).get(page.document.url).status_code == 200


def test_after_a_page_took_other_files_the_old_ones_are_closed(at, request, page):
    old = addresses(page)
    page.picture = CommunityImage.objects.create(title="Other", file=drawn("navy"))
    page.document = CommunityDocument.objects.create(
        title="Other", file=ContentFile(b"other", "other.txt")
    )
    page.version, page.what_changed = "2", "Another file."
    publish_placed(page=page)
    assert opens_to(at, request, old, (*OUTSIDERS, "nadia")) == []


def test_after_unpublishing_the_files_are_closed_to_all(at, request, page):
    old = addresses(page)
    page.unpublish()
    assert opens_to(at, request, old, (*OUTSIDERS, "nadia")) == []


def test_after_the_audience_was_narrowed_the_files_are_closed_at_once(
    at, request, amara, page, liver
):
    page.audience = Audience.objects.get(community=liver, slug="members")
    publish_placed(page=page)
    assert at("liver", amara).get(page.document.url).status_code == 200
    page.audience = Audience.objects.get(community=liver, slug="nurses")
    publish_placed(page=page)
    assert opens_to(at, request, addresses(page)) == []


def test_a_draft_opens_no_file(at, request, page, liver):
    """A page that is open to all does not open a picture that only its draft shows."""
    public = Audience.objects.get(community=liver, slug="public")
    other = ResourcePage(title="Open", slug="open", audience=public, community=liver)
    place_page(page=other, below=SectionPage.objects.of(liver).get(slug="news"))
    other.picture, other.document = page.picture, page.document
    other.save_revision()
    assert opens_to(at, request, addresses(page)) == []
