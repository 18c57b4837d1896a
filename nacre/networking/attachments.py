"""Files that members send: what they are is read from their content, never from their name.

Pictures are drawn anew, so that nothing but the picture is kept: no place, camera or owner.
"""

import re
import unicodedata
import zipfile
from dataclasses import dataclass
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from nacre.members.refusals import Refused

LARGEST = 10 * 1024 * 1024  # bytes of one file
MOST_FILES = 3
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 2400  # pixels that a picture keeps
MOST_UNPACKED = 150 * 1024 * 1024
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ENDINGS = {
    "application/pdf": ".pdf",
    WORD: ".docx",
    EXCEL: ".xlsx",
    "image/png": ".png",
    "image/jpeg": ".jpg",
}
ACCEPT = ".pdf,.docx,.xlsx,.png,.jpg,.jpeg"
PARTS = {"word/document.xml": WORD, "xl/workbook.xml": EXCEL}
UNSAFE = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069/\\:*?\"<>|]+")


@dataclass(frozen=True)
class Checked:
    """A file that may be kept."""

    name: str
    content_type: str
    content: bytes

    def as_file(self) -> ContentFile:
        """What is written to the store."""
        return ContentFile(self.content)


def check_files(uploads: list[UploadedFile]) -> list[Checked]:
    """The files as they may be kept; refuses all if one is not what it should be."""
    if len(uploads) > MOST_FILES:
        raise Refused(_("Attach at most %(most)d files at a time.") % {"most": MOST_FILES})
    return [check_file(upload) for upload in uploads]


def check_file(upload: UploadedFile) -> Checked:
    """One file, known by its content."""
    name = plain_name(upload.name or "")
    if (upload.size or 0) > LARGEST:
        raise Refused(_("%(name)s is larger than 10 MB.") % {"name": name})
    content = upload.read()
    sort = sort_of(content)
    if sort is None:
        raise Refused(
            _("%(name)s is no PDF, Word or Excel file without macros, PNG or JPEG.")
            % {"name": name}
        )
    if sort.startswith("image/"):
        content = redrawn(content, sort, name)
    stem = name.rsplit(".", 1)[0] if "." in name else name
    return Checked(f"{stem[:100]}{ENDINGS[sort]}", sort, content)


def plain_name(name: str) -> str:
    """A file's name without paths, control characters and tricks of direction."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return UNSAFE.sub(" ", unicodedata.normalize("NFC", last)).strip(" .") or "file"


def sort_of(content: bytes) -> str | None:
    """What a file is, from its own bytes; None where it is none of those that we take."""
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    return _sort_of_office_file(content) if content.startswith(b"PK\x03\x04") else None


def _sort_of_office_file(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            parts = {part.filename for part in packed.infolist()}
            unpacked = sum(part.file_size for part in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return None
    has_macros = any(part.lower().endswith("vbaproject.bin") for part in parts)
    if has_macros or unpacked > MOST_UNPACKED or "[Content_Types].xml" not in parts:
        return None
    return next((sort for part, sort in PARTS.items() if part in parts), None)


def redrawn(content: bytes, sort: str, name: str) -> bytes:
    """The picture alone, upright, no larger than a screen needs."""
    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as given:
            if given.width * given.height > MOST_PIXELS:
                raise Refused(_("%(name)s has too many pixels. Send it smaller.") % {"name": name})
            given.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(given)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            plain = upright.convert("RGBA" if _is_see_through(upright, sort) else "RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as broken:
        raise Refused(_("%(name)s cannot be read as a picture.") % {"name": name}) from broken
    written = BytesIO()
    plain.info.clear()
    plain.save(written, "PNG" if sort == "image/png" else "JPEG", quality=88)
    return written.getvalue()


def _is_see_through(picture: Image.Image, sort: str) -> bool:
    return sort == "image/png" and (
        picture.mode in {"RGBA", "LA"} or "transparency" in picture.info
    )
