"""Pictures of questions: drawn anew, so that nothing but the picture is kept."""

import warnings
from dataclasses import dataclass
from io import BytesIO

from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from nacre.communities.models import Community
from nacre.members.refusals import Refused
from nacre.questions.models import Picture

LARGEST = 5 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1600
FORMATS = ("PNG", "JPEG", "WEBP")
NO_PICTURE = "This is no picture that we can read: send a PNG, JPEG or WebP."


@dataclass(frozen=True)
class Drawn:
    """A picture as it may be kept."""

    content: bytes
    content_type: str
    width: int
    height: int


def redrawn(upload: File) -> Drawn:
    """The picture alone, upright and no larger than a screen needs; refuses what is none."""
    if (upload.size or 0) > LARGEST:
        raise Refused(_("The picture is larger than 5 MB. Send it smaller."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(upload.read()), formats=FORMATS) as given:
                return _redraw(given)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Refused(_("The picture has too many pixels. Send it smaller.")) from bomb
    except (OSError, ValueError, SyntaxError) as broken:
        raise Refused(_(NO_PICTURE)) from broken


def _redraw(given: Image.Image) -> Drawn:
    if given.width * given.height > MOST_PIXELS:
        raise Refused(_("The picture has too many pixels. Send it smaller."))
    is_drawing = given.format == "PNG"
    upright = ImageOps.exif_transpose(given)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    plain = upright.convert("RGBA" if is_drawing and upright.has_transparency_data else "RGB")
    plain.info.clear()
    written = BytesIO()
    plain.save(written, "PNG" if is_drawing else "JPEG", quality=88)
    sort = "image/png" if is_drawing else "image/jpeg"
    return Drawn(written.getvalue(), sort, plain.width, plain.height)


def keep_picture(community: Community, drawn: Drawn) -> Picture:
    """Keep it; its name in the store says nothing."""
    picture = Picture(
        community=community,
        content_type=drawn.content_type,
        width=drawn.width,
        height=drawn.height,
    )
    ending = "png" if drawn.content_type == "image/png" else "jpg"
    picture.file.save(f"{picture.key.hex}.{ending}", ContentFile(drawn.content), save=False)
    picture.save()
    return picture
