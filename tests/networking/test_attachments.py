"""Files are known by their content, lose what they carry along, and open for those in it alone."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from nacre.members.refusals import Refused
from nacre.networking import attachments
from nacre.networking.attachments import check_file, check_files, plain_name
from nacre.networking.models import Attachment


def photograph(**saved) -> bytes:
    """A photograph that says where and by whom it was taken."""
    exif = Image.Exif()
    exif[0x010E] = "Ward 4, Mr Example"
    written = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(written, "JPEG", exif=exif, comment=b"bed 7", **saved)
    return written.getvalue()


def packed(*parts: str) -> bytes:
    """An office file with these parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        for part in ("[Content_Types].xml", *parts):
            file.writestr(part, "<x/>")
    return written.getvalue()


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_picture_keeps_nothing_but_the_picture():
    kept = check_file(upload("ward.jpg", photograph()))
    assert kept.content_type == "image/jpeg"
    assert b"Example" not in kept.content
    assert b"bed 7" not in kept.content
    with Image.open(io.BytesIO(kept.content)) as picture:
        assert picture.size == (60, 40)
        assert not picture.getexif()


@pytest.mark.parametrize(
    ("name", "content", "kept_as"),
    [
        ("audit.pdf", b"%PDF-1.7 ...", "audit.pdf"),
        ("letter.docx", packed("word/document.xml"), "letter.docx"),
        ("counts.xlsx", packed("xl/workbook.xml"), "counts.xlsx"),
        ("really-a-pdf.png", b"%PDF-1.7 ...", "really-a-pdf.pdf"),
        ("../../etc/pass\u202ewd.pdf", b"%PDF-1.7", "pass wd.pdf"),
    ],
    ids=["pdf", "docx", "xlsx", "wrong-ending", "hostile-name"],
)
def test_what_a_file_is_decides_what_it_is_called(name, content, kept_as):
    assert check_file(upload("x", content)).content_type in attachments.ENDINGS
    given = upload("x", content)
    given._name = name
    assert check_file(given).name == kept_as


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90",
        b"<html><script>",
        b"",
        packed("word/document.xml", "word/vbaProject.bin"),
        packed("something/else.xml"),
        b"PK\x03\x04 broken",
        b"\x89PNG\r\n\x1a\n broken",
    ],
    ids=["program", "page", "empty", "macros", "other-zip", "broken-zip", "broken-picture"],
)
def test_anything_else_is_refused_in_a_sentence(content):
    with pytest.raises(Refused, match="nice"):
        check_file(upload("nice.pdf", content))


def test_too_large_too_many_and_too_many_pixels_are_refused(monkeypatch):
    with pytest.raises(Refused, match="at most 3"):
        check_files([upload("a.pdf", b"%PDF-")] * 4)
    monkeypatch.setattr(attachments, "LARGEST", 4)
    with pytest.raises(Refused, match="larger than"):
        check_file(upload("a.pdf", b"%PDF-1.7"))
    monkeypatch.undo()
    monkeypatch.setattr(attachments, "MOST_PIXELS", 100)
    with pytest.raises(Refused, match="too many pixels"):
        check_file(upload("a.jpg", photograph()))


def test_a_name_is_only_a_name():
    assert plain_name("C:\\notes\\a\x00b.pdf") == "a b.pdf"
    assert plain_name("...") == "file"


@pytest.mark.django_db
def test_a_file_opens_for_those_in_the_conversation_alone(
    at, amara, erin, otto, faye, connected, write, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    connected(amara, erin)
    conversation = write(amara, erin, "Hello")
    at("liver", amara).post(
        f"/messages/{conversation.key}/",
        {"text": "The table", "attachments": upload("drains.pdf", b"%PDF-1.7 counts")},
    )
    file = f"/messages/files/{Attachment.objects.get().key}/"
    opened = at("liver", erin).get(file)
    assert b"".join(opened) == b"%PDF-1.7 counts"
    assert opened["Content-Disposition"] == 'attachment; filename="drains.pdf"'
    assert "sandbox" in opened["Content-Security-Policy"]
    for outsider, status in ((otto, 404), (faye, 403)):
        assert at("liver", outsider).get(file).status_code == status
    assert at("liver").get(file).status_code == 403


@pytest.mark.django_db
def test_a_name_that_could_identify_a_patient_is_refused(at, amara, erin, connected, write):
    connected(amara, erin)
    conversation = write(amara, erin, "Hello")
    page = at("liver", amara).post(
        f"/messages/{conversation.key}/",
        {"text": "See this", "attachments": upload("NHS_999_000_0018.pdf", b"%PDF-1.7")},
    )
    assert "Rename the file" in page.text
    assert "See this" in page.text
    assert not Attachment.objects.exists()
