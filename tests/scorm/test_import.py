"""Packages are taken in whole, or refused with a sentence that says which file and why."""

import io
import stat
import struct
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from nacre.members.refusals import Refused
from nacre.scorm import actions, limits
from nacre.scorm.kept import sweep
from nacre.scorm.models import Package
from nacre.scorm.refusals import PackageRefused
from tests.scorm.packages import MANIFEST_12, manifest, package, zipped

pytestmark = pytest.mark.django_db


def entry(name: str, content: bytes = b"x", **said) -> bytes:
    """A good package with one more entry, written as a hostile program would."""
    made = io.BytesIO(package())
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED
        for field, value in said.items():
            setattr(info, field, value)
        archive.writestr(info, content)
    return made.getvalue()


def encrypted() -> bytes:
    """A good package whose page claims to be encrypted."""
    data = bytearray(package())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<H", data, at + 8, struct.unpack_from("<H", data, at + 8)[0] | 1)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def lying() -> bytes:
    """A package with an entry that unpacks to more than it says."""
    data = bytearray(entry("film.dat", b"a" * 300_000))
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 100)
    return bytes(data)


def of(text: str, **files) -> bytes:
    """An archive with this manifest."""
    return zipped({"imsmanifest.xml": text, "part.html": "x", **files})


def resource(attributes: str) -> str:
    return manifest().replace('href="part.html?n=1"', attributes)


LINK = (stat.S_IFLNK | 0o777) << 16
HOSTILE = {
    "text": (b"no zip at all", "not a zip file"),
    "cut off": (package()[:-40], "not a zip file"),
    "encrypted": (encrypted(), "encrypted"),
    "climbing": (entry("../evil.html"), "leads out of the package"),
    "climbing inside": (entry("a/../../evil.html"), "leads out of the package"),
    "absolute": (entry("/etc/passwd"), "an absolute path"),
    "drive": (entry("C:/evil.html"), "an absolute path"),
    "backslash": (entry("a\\..\\evil.html"), "backslash"),
    "control": (entry("a\nb.html"), "control character"),
    "link": (entry("l.html", b"/etc/passwd", external_attr=LINK, create_system=3), "symbolic link"),
    "case": (entry("PART.html"), "“part.html” have one name"),
    "file and folder": (entry("part.html/x.js"), "a folder too"),
    "program": (entry("setup.EXE"), "setup.EXE” is a program"),
    "server script": (entry("index.php"), "program or a server's script (.php)"),
    "server script inside": (entry("x.php.html"), "server's script (.php)"),
    "batch": (entry("run.bat"), "(.bat)"),
    "program in disguise": (entry("photo.jpg", b"\x7fELF" + b"0" * 99), "a program by its content"),
    "archive": (entry("inner.zip"), "an archive within the archive"),
    "bomb": (entry("zeros.txt", b"0" * (limits.RATIO_FROM + 9_000_000)), "zip bomb"),
    "lying": (lying(), "film.dat"),
    "no manifest": (zipped({"index.html": "x"}), "There is no imsmanifest.xml"),
    "folder": (zipped({"course/imsmanifest.xml": manifest()}), "lies in the folder “course”"),
    "capitals": (zipped({"IMSMANIFEST.XML": manifest()}), "in small letters"),
    "xapi": (zipped({"tincan.xml": "x", "index.html": "x"}), "Tin Can (xAPI)"),
    "cmi5": (zipped({"cmi5.xml": "x"}), "a cmi5 course"),
    "h5p": (zipped({"h5p.json": "{}", "content/content.json": "{}"}), "an H5P file"),
    "aicc": (zipped({"course.crs": "x", "course.au": "x"}), "an AICC course"),
    "empty manifest": (of(""), "not well-formed XML"),
    "broken manifest": (of("<manifest><a></manifest>"), "line 1"),
    "other root": (of("<html/>"), "begins with <html>"),
    "entities": (
        of('<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]><manifest>&x;</manifest>'),
        "DOCTYPE",
    ),
    "laughs": (of('<!DOCTYPE m [<!ENTITY a "ha">]><manifest>&a;</manifest>'), "DOCTYPE"),
    "deep": (of("<a>" * 90 + "</a>" * 90), "nested more than"),
    "no organization": (
        of(MANIFEST_12.format(version="1.2", title="x", items="", resources="").replace(
            '<organization identifier="o"><title>x</title></organization>', "")),
        "has no <organization>",
    ),
    "no items": (
        of(MANIFEST_12.format(version="1.2", title="x", items="", resources="")),
        "has no item that",
    ),
    "no resource": (of(manifest().replace('identifierref="r1"', 'identifierref="gone"')), "“gone”"),
    "no href": (of(resource("")), "has no href"),
    "missing file": (of(resource('href="gone.html"')), "“gone.html”, which is not in the package"),
    "other server": (of(resource('href="https://example.org/a.html"')), "not in the package"),
    "protocol relative": (of(resource('href="//example.org/a.html"')), "not in the package"),
    "script address": (of(resource('href="javascript:alert(1)"')), "not in the package"),
    "href climbs": (of(resource('href="../part.html"')), "outside of the package"),
    "href climbs in disguise": (of(resource('href="%2e%2e/part.html"')), "outside of the package"),
    "unknown version": (of(manifest(version="9.9")), "schemaversion “9.9”"),
    "same identifier": (
        of(manifest(parts=2).replace('identifier="i2"', 'identifier="i1"')),
        "two items have the identifier “i1”",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_bad_package_is_refused_with_the_reason_and_leaves_nothing(liver, erin, name):
    content, reason = HOSTILE[name]
    with pytest.raises(PackageRefused) as refused:
        actions.import_package(community=liver, file=io.BytesIO(content), by=erin.viewer)
    assert reason in str(refused.value)
    assert not Package.objects.exists()
    assert nothing_is_kept()


def nothing_is_kept() -> bool:
    try:
        folders, _files = default_storage.listdir("packages")
    except FileNotFoundError:
        return True
    return not folders


@pytest.mark.parametrize(("limit", "reason"), [("FILES", "files"), ("FILE_BYTES", "MB"), ("TOTAL_BYTES", "in all"), ("ARCHIVE_BYTES", "larger than")])  # fmt: skip
def test_a_package_over_a_limit_is_refused(liver, monkeypatch, limit, reason):
    monkeypatch.setattr(limits, limit, 1)
    with pytest.raises(PackageRefused, match=reason):
        actions.import_package(community=liver, file=io.BytesIO(package()))


@pytest.mark.parametrize("standard", ["1.2", "2004"])
@pytest.mark.parametrize("parts", [1, 3])
def test_a_good_package_is_kept_with_its_files(bring, standard, parts):
    course = bring(
        standard, parts, more={"bild/ä b.svg": "<svg/>", ".DS_Store": "x", "a.class": "x"}
    )
    assert (course.standard, course.title, len(course.scos)) == (standard, "Own course", parts)
    assert course.scos[0]["launch"] == "part.html?n=1"
    assert course.file_count == 3
    assert default_storage.open(f"{course.folder}/bild/ä b.svg").read() == b"<svg/>"
    assert course.notes == ["Left out, as no browser needs them: 2 files, among them “.DS_Store”"]


def test_an_import_that_breaks_off_leaves_no_package(liver, monkeypatch):
    def fails(*args, **kwargs):
        raise OSError("the disk is full")

    monkeypatch.setattr(Package, "save", fails)
    with pytest.raises(OSError, match="full"):
        actions.import_package(community=liver, file=io.BytesIO(package()))
    assert nothing_is_kept()


def test_what_a_killed_import_left_is_swept_after_a_day(bring, settings, time_goes_on):
    course = bring()
    default_storage.save("packages/0000/part.html", io.BytesIO(b"x"))
    assert sweep(default_storage, {str(course.key)}) == 0
    assert sweep(default_storage, {str(course.key)}, now=time_goes_on) == 1
    assert default_storage.exists(f"{course.folder}/part.html")
    assert not default_storage.exists("packages/0000/part.html")


@pytest.fixture
def time_goes_on():
    from datetime import timedelta

    from django.utils import timezone

    return timezone.now() + timedelta(days=2)


@pytest.mark.parametrize("who", ["amara", "dora", "visitor", "faye"])
def test_only_editors_bring_packages(request, liver, who):
    by = request.getfixturevalue(who).viewer
    with pytest.raises(Refused, match="editors"):
        actions.import_package(community=liver, file=io.BytesIO(package()), by=by)


def test_the_command_takes_in_what_is_good_and_ends_with_1(liver, tmp_path, capsys):
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    good.write_bytes(package())
    bad.write_bytes(b"x")
    with pytest.raises(CommandError, match=r"1 of 2 refused: bad\.zip"):
        call_command("import_package", good, bad, community="liver", json=True)
    assert Package.objects.get().file_name == "good.zip"
    said = capsys.readouterr().out
    assert '"accepted": true' in said
    assert '"accepted": false' in said
    call_command("import_package", good, community="liver", dry_run=True)
    assert Package.objects.count() == 1
