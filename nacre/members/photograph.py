"""A member's photograph: checked before it is decoded, cut square, kept without its metadata.

Only the pixels survive: the upload is drawn anew in three sizes and thrown away. The folder of
the sizes has a random name that no address shows to anybody whom the gate would refuse.
"""

import io
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

if TYPE_CHECKING:
    from nacre.members.models import Membership

SIZES = (96, 192, 384)
FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 25_000_000  # what phones make; checked on the header, before a pixel is decoded
MOST_BYTES = 20_000_000
SHORTEST_SIDE = 96
FOLDER = "photographs"
TOO_LARGE = _("This picture has more than 25 megapixels. Make it smaller and try again.")


class PhotographRefusedError(Exception):
    """Why a picture cannot be taken, in a sentence for whoever chose it."""


@dataclass(frozen=True)
class Picture:
    """A photograph as patterns show it."""

    address: str
    size: int = 192

    @property
    def url(self) -> str:
        """Where this size is served, to those who may see it."""
        return f"{self.address}{self.size}.webp"

    @property
    def width(self) -> int:
        """It is square."""
        return self.size

    @property
    def height(self) -> int:
        """It is square."""
        return self.size

    def at(self, size: int) -> "Picture":
        """The same picture in another size."""
        return Picture(self.address, size)


def picture_of(membership: "Membership") -> Picture | None:
    """A member's photograph, if there is one. Only `visibility` may ask."""
    if not membership.photograph:
        return None
    # The version in the address changes with the picture, so browsers fetch the new one.
    return Picture(f"{membership.profile_url}photograph/{membership.photograph[:8]}/")


def keep(square: Image.Image) -> str:
    """Draw the sizes of a square picture and keep them; answers the name of their folder."""
    name = secrets.token_hex(16)
    for size in SIZES:
        drawn = io.BytesIO()
        square.resize((size, size), Image.Resampling.LANCZOS).save(
            drawn, "WEBP", quality=84, method=4, exif=b"", icc_profile=b"", xmp=b""
        )
        default_storage.save(path_of(name, size), ContentFile(drawn.getvalue()))
    return name


def path_of(name: str, size: int) -> str:
    """Where one size lies in the storage."""
    return f"{FOLDER}/{name}/{size}.webp"


def discard(name: str) -> None:
    """Delete a photograph's sizes; nothing happens where there are none."""
    if not name:
        return
    for size in SIZES:
        default_storage.delete(path_of(name, size))


def square_of(upload: BinaryIO) -> Image.Image:
    """The upright middle square of a picture, its pixels alone."""
    picture = _opened(upload)
    try:
        picture.draft(
            "RGB", (SIZES[-1] * 2, SIZES[-1] * 2)
        )  # a JPEG is decoded no larger than needed
        picture.load()
        picture.thumbnail((SIZES[-1] * 4, SIZES[-1] * 4))
        upright = ImageOps.exif_transpose(picture)
        plain = _in_plain_colours(upright)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise PhotographRefusedError(_("This picture is damaged. Choose another one.")) from error
    side = min(plain.size)
    # Faces are rather above the middle of an upright picture than below it.
    return ImageOps.fit(plain, (side, side), centering=(0.5, 0.4))


def _opened(upload: BinaryIO) -> Image.Image:
    """A picture whose header is one we take; nothing is decoded yet."""
    size = upload.seek(0, io.SEEK_END)
    upload.seek(0)
    if size > MOST_BYTES:
        raise PhotographRefusedError(
            _("This file has more than 20 megabytes. Choose a smaller one.")
        )
    try:
        picture = Image.open(upload, formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PhotographRefusedError(TOO_LARGE) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise PhotographRefusedError(
            _("This is not a picture that we can read. Choose a JPEG, PNG or WebP file.")
        ) from error
    if picture.width * picture.height > MOST_PIXELS:
        raise PhotographRefusedError(TOO_LARGE)
    if min(picture.size) < SHORTEST_SIDE:
        raise PhotographRefusedError(
            _("This picture is too small. It needs at least 96 pixels on each side.")
        )
    return picture


def _in_plain_colours(picture: Image.Image) -> Image.Image:
    """The picture in sRGB on white, without profile, transparency or anything else beside it."""
    profile = picture.info.get("icc_profile")
    if profile and picture.mode == "RGB":
        try:
            found = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            picture = ImageCms.profileToProfile(picture, found, srgb) or picture
        except (ImageCms.PyCMSError, OSError):
            pass  # a broken profile costs a shade of colour, not the picture
    coloured = picture.convert("RGBA")
    plain = Image.new("RGB", coloured.size, "white")
    plain.paste(coloured, mask=coloured.getchannel("A"))
    return plain
