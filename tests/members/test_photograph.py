"""A photograph is checked before it is decoded, stands upright, is square, and says nothing else."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms

from nacre.members import photograph
from nacre.members.models import Membership
from nacre.members.photograph import PhotographRefusedError, square_of

HOSTILE = Path(__file__).resolve().parents[3] / "shared" / "data" / "uploads"
ORIENTATION, GPS, MAKE = 0x0112, 0x8825, 0x010F


def drawn(size=(300, 400), sort="JPEG", mode="RGB", **how) -> io.BytesIO:
    """A picture whose upper half is red."""
    picture = Image.new(mode, size, "blue")
    picture.paste("red", (0, 0, size[0], size[1] // 2))
    file = io.BytesIO()
    picture.save(file, sort, **how)
    file.seek(0)
    return file


def from_a_phone() -> io.BytesIO:
    """A picture held sideways, with the place where it was taken."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE] = 6, "Phone of Amara"
    exif.get_ifd(GPS)[1] = "N"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return drawn(exif=exif, icc_profile=profile, comment=b"Phone of Amara")


def bomb(width: int, height: int) -> io.BytesIO:
    """A PNG of a few bytes that says it is as large as this."""
    chunks = b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
            (b"IDAT", zlib.compress(b"\0" * 1000)),
            (b"IEND", b""),
        )
    )
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + chunks)


def test_a_phones_picture_is_turned_upright_and_cut_square():
    square = square_of(from_a_phone())
    assert square.size[0] == square.size[1]
    left, right = square.getpixel((5, 150)), square.getpixel((square.width - 5, 150))
    assert (left[2] > 200, right[0] > 200) == (True, True)  # red was above, and is at the right now


def test_nothing_but_pixels_survives(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    name = photograph.keep(square_of(from_a_phone()))
    for size in photograph.SIZES:
        content = default_storage.open(photograph.path_of(name, size)).read()
        kept = Image.open(io.BytesIO(content))
        assert (kept.format, kept.size) == ("WEBP", (size, size))
        assert not dict(kept.getexif())
        assert "icc_profile" not in kept.info
        assert b"Amara" not in content


def test_names_of_folders_cannot_be_guessed():
    assert len({photograph.keep(Image.new("RGB", (9, 9))) for _ in range(3)}) == 3


@pytest.mark.parametrize("sort", ["PNG", "WEBP"])
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L"])
def test_each_usual_kind_is_taken(sort, mode):
    how = {"mode": "RGB" if (sort, mode) == ("WEBP", "L") else mode}
    picture = Image.new(how["mode"], (200, 300))
    file = io.BytesIO()
    picture.save(file, sort)
    assert square_of(file).size == (200, 200)


@pytest.mark.parametrize(("width", "height"), [(7304, 5478), (20_000, 20_000), (60_000, 60_000)])
def test_too_many_pixels_are_refused_before_any_is_decoded(width, height):
    with pytest.raises(PhotographRefusedError, match="25 megapixels"):
        square_of(bomb(width, height))


def test_a_real_photograph_of_forty_megapixels_is_refused_with_a_sentence():
    file = io.BytesIO()
    Image.new("L", (7304, 5478)).save(file, "JPEG")
    with pytest.raises(PhotographRefusedError, match="Make it smaller"):
        square_of(file)


def test_too_many_bytes_are_refused_unread():
    with pytest.raises(PhotographRefusedError, match="20 megabytes"):
        square_of(io.BytesIO(b"\xff" * (photograph.MOST_BYTES + 1)))


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.4", b"\xff\xd8\xff"],
)
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(PhotographRefusedError, match="JPEG, PNG or WebP"):
        square_of(io.BytesIO(content))


def test_a_picture_cut_off_in_the_middle_is_refused():
    whole = drawn().getvalue()
    with pytest.raises(PhotographRefusedError, match="damaged"):
        square_of(io.BytesIO(whole[: len(whole) // 2]))


def test_a_speck_is_refused():
    with pytest.raises(PhotographRefusedError, match="too small"):
        square_of(drawn((40, 40)))


@pytest.mark.parametrize(
    "path", sorted(HOSTILE.glob("*")) if HOSTILE.exists() else [], ids=lambda path: path.name[-30:]
)
def test_hostile_files_are_refused_or_leave_nothing_but_pixels(path):
    content = path.read_bytes()
    try:
        square = square_of(io.BytesIO(content))
    except PhotographRefusedError:
        return
    file = io.BytesIO()
    square.save(file, "WEBP")
    assert b"passwd" not in file.getvalue()
    assert b"<?php" not in file.getvalue()


@pytest.mark.django_db
def test_a_photograph_is_put_up_replaced_and_taken_down(at, amara, erin, listed, committed):
    client, colleague = at("liver", amara), at("liver", erin)
    with committed():
        first = upload(client, from_a_phone())
    assert f"/photograph/{first[:8]}/" in colleague.get(amara.membership.profile_url).text
    assert f"/photograph/{first[:8]}/" in colleague.get("/members/?q=osei").text
    with committed():
        second = upload(client, drawn())
    assert not default_storage.exists(photograph.path_of(first, 96))
    assert default_storage.exists(photograph.path_of(second, 96))
    with committed():
        client.post("/members/me/photograph/", {"remove": "1"})
    assert not default_storage.exists(photograph.path_of(second, 96))
    assert "/photograph/" not in colleague.get(amara.membership.profile_url).text


@pytest.mark.django_db
def test_a_photograph_is_served_to_whom_its_owner_lets_see_it(at, amara, erin, listed, dora, faye):
    name = upload(at("liver", amara), drawn())
    address = f"{amara.membership.profile_url}photograph/{name[:8]}/192.webp"
    answer = at("liver", erin).get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert answer["Cache-Control"].startswith("private")
    for outsider in (dora, faye, None):
        assert at("liver", outsider).get(address).status_code == 404
    assert at("ms", dora).get(address).status_code == 404
    at("liver", amara).post("/members/me/photograph/", {"see_photograph": "me"})
    assert at("liver", erin).get(address).status_code == 404
    assert at("liver", amara).get(address).status_code == 200
    for wrong in ("00000000/192", f"{name[:8]}/193", f"{name[:7]}/192"):
        wrong_address = f"{amara.membership.profile_url}photograph/{wrong}.webp"
        assert at("liver", amara).get(wrong_address).status_code == 404


@pytest.mark.django_db
def test_a_refused_picture_is_explained_beside_the_field_and_changes_nothing(at, amara):
    page = at("liver", amara).post(
        "/members/me/photograph/",
        {"picture": SimpleUploadedFile("x.png", bomb(9000, 9000).read())},
    )
    assert "more than 25 megapixels" in page.text
    assert Membership.objects.get(pk=amara.membership.pk).photograph == ""


def upload(client, file: io.BytesIO) -> str:
    """Send a picture; answers the name of its folder."""
    sent = SimpleUploadedFile("me.jpg", file.read(), "image/jpeg")
    assert client.post("/members/me/photograph/", {"picture": sent}).status_code == 302
    return Membership.objects.get(user__given_name="Amara").photograph
