"""The archive of a package: looked through before a byte of it is kept, and read with a meter running."""

import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO, Any

from nacre.scorm import limits
from nacre.scorm.refusals import PackageRefused

CHUNK = 64 * 1024
MANIFEST = "imsmanifest.xml"
DRIVE = re.compile(r"^[A-Za-z]:")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
ENCRYPTED = 0x1
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# Other kinds of courses, by a file that each has at its top.
OTHER_KINDS = {
    "tincan.xml": "a Tin Can (xAPI) package",
    "cmi5.xml": "a cmi5 course",
    "h5p.json": "an H5P file",
    "course.au": "an AICC course",
}
AICC = (".crs", ".au", ".des", ".cst")


@dataclass
class Archive:
    """A package that may be unpacked: its files by name, and what was left out."""

    zip: zipfile.ZipFile
    files: dict[str, zipfile.ZipInfo] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    @property
    def notes(self) -> list[str]:
        """What was left out, in a sentence."""
        if not self.left_out:
            return []
        number = len(self.left_out)
        return [
            f"Left out, as no browser needs them: {number:,} file{'' if number == 1 else 's'}, "
            f"among them {shown(self.left_out[0])}"
        ]

    @property
    def total(self) -> int:
        """The bytes that the files say they have."""
        return sum(info.file_size for info in self.files.values())

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content of a file, no more of it than its entry promised."""
        info, seen = self.files[name], 0
        try:
            with self.zip.open(info) as stream:
                while chunk := stream.read(CHUNK):
                    seen += len(chunk)
                    if seen > info.file_size or seen > limits.FILE_BYTES:
                        raise PackageRefused(
                            f"{shown(name)} unpacks to more than its entry says: this looks like a "
                            "zip bomb. Export the package again."
                        )
                    if seen == len(chunk) and is_program(chunk):
                        raise PackageRefused(
                            f"{shown(name)} is a program by its content, whatever it is called. "
                            "Take it out of the package."
                        )
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as problem:
            raise PackageRefused(
                f"{shown(name)} cannot be unpacked ({problem or 'it is cut off'}). "
                "Export or upload the package again."
            ) from problem

    def read(self, name: str, most: int) -> bytes:
        """A small file as a whole."""
        if self.files[name].file_size > most:
            raise PackageRefused(f"{shown(name)} is larger than {most // limits.MB} MB.")
        return b"".join(self.chunks(name))

    def find(self, path: str) -> str | None:
        """The name of a file as the archive writes it, where only upper and lower case differ."""
        if path in self.files:
            return path
        wanted = path.casefold()
        return next((name for name in self.files if name.casefold() == wanted), None)


def open_archive(file: IO[bytes]) -> Archive:
    """Look an archive through by its entries alone; nothing is unpacked yet."""
    file.seek(0, 2)
    if file.tell() > limits.ARCHIVE_BYTES:
        raise PackageRefused(
            f"The file is larger than {limits.ARCHIVE_BYTES // limits.MB} MB. "
            "Leave films out of the package and place them on a page instead."
        )
    file.seek(0)
    try:
        opened = zipfile.ZipFile(file)
        entries = opened.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as problem:
        raise PackageRefused(
            "This is not a zip file, or it is cut off. A SCORM package is the .zip that an "
            "authoring tool publishes; upload it as it is."
        ) from problem
    if len(entries) > limits.FILES:
        raise PackageRefused(
            f"The package has {len(entries):,} files; {limits.FILES:,} are the most."
        )
    archive = Archive(opened)
    _take(archive, entries)
    _weigh(archive)
    _must_have_a_manifest(archive)
    return archive


def _take(archive: Archive, entries: list[zipfile.ZipInfo]) -> None:
    seen: dict[str, str] = {}
    for info in entries:
        name = checked_name(info)
        _check_kind(info, name)
        if info.is_dir() or _is_litter(archive, name):
            continue
        _check_type(name)
        folded = unicodedata.normalize("NFC", name).casefold()
        if folded in seen:
            other = seen[folded]
            how = "stands twice in" if other == name else f"and {shown(other)} have one name in"
            raise PackageRefused(
                f"{shown(name)} {how} the package, apart from upper and lower case at most. "
                "Rename one of them and export it again."
            )
        seen[folded] = name
        archive.files[name] = info
    _check_folders(seen)


def _check_folders(seen: dict[str, str]) -> None:
    for folded, name in seen.items():
        for parent in PurePosixPath(folded).parents:
            if str(parent) in seen:
                raise PackageRefused(
                    f"{shown(seen[str(parent)])} is a file and, for {shown(name)}, a folder too."
                )


def checked_name(info: zipfile.ZipInfo) -> str:
    """The name of an entry, if it leads nowhere outside of the package."""
    name = getattr(info, "orig_filename", info.filename)
    why = _why_bad(name)
    if why:
        raise PackageRefused(
            f"The package names a file {shown(name)}, {why}. It is refused as a whole; "
            "zip its folder again with an ordinary program."
        )
    return info.filename


def _why_bad(name: str) -> str:
    if not name or len(name) > limits.NAME_CHARACTERS:
        return "whose name is empty or too long"
    if CONTROL.search(name):
        return "with a control character in its name"
    if "\\" in name:
        return "with a backslash in its name"
    if name.startswith("/") or DRIVE.match(name):
        return "an absolute path"
    if any(part in {"..", "."} for part in name.split("/")) or "//" in name:
        return "which leads out of the package"
    return ""


def _check_kind(info: zipfile.ZipInfo, name: str) -> None:
    mode = info.external_attr >> 16
    kind = stat.S_IFMT(mode)
    if info.create_system == 3 and kind and kind not in {stat.S_IFREG, stat.S_IFDIR}:
        what = "a symbolic link" if kind == stat.S_IFLNK else "no ordinary file"
        raise PackageRefused(f"{shown(name)} is {what}. Put the file itself into the package.")
    if info.flag_bits & ENCRYPTED:
        raise PackageRefused(
            f"{shown(name)} is encrypted. Make the package without a password and upload it again."
        )
    if info.compress_type not in METHODS:
        raise PackageRefused(
            f"{shown(name)} is packed in a way that SCORM does not allow. Zip it as usual (deflate)."
        )


def _is_litter(archive: Archive, name: str) -> bool:
    base = name.rsplit("/", 1)[-1].lower()
    lies_about = any(name.startswith(folder) or f"/{folder}" in name for folder in limits.LITTER)
    is_java = base.rsplit(".", 1)[-1] in limits.JAVA
    if lies_about or is_java or base in limits.LITTER_NAMES:
        archive.left_out.append(name)
        return True
    return False


def _check_type(name: str) -> None:
    base = name.rsplit("/", 1)[-1].lower()
    endings = base.split(".")[1:]
    for ending in endings[-1:] if len(endings) < 2 else endings[-2:]:
        is_last = ending == endings[-1]
        if ending in limits.PROGRAMS and (is_last or ending in SERVER):
            raise PackageRefused(
                f"{shown(name)} is a program or a server's script (.{ending}). Courses need none; "
                "take it out of the package."
            )
    if endings and endings[-1] in limits.ARCHIVES:
        raise PackageRefused(
            f"{shown(name)} is an archive within the archive. If it is the package, upload it alone; "
            "otherwise take it out."
        )


def is_program(start: bytes) -> bool:
    """Whether a file begins as programs of Windows or Linux do."""
    return start.startswith(b"\x7fELF") or (start.startswith(b"MZ") and b"PE\0\0" in start[:4096])


SERVER = frozenset(
    ["php", "phtml", "asp", "aspx", "jsp", "cgi"]
)  # some servers run x.php.html as well


def _weigh(archive: Archive) -> None:
    for name, info in archive.files.items():
        if info.file_size > limits.FILE_BYTES:
            raise PackageRefused(
                f"{shown(name)} unpacks to more than {limits.FILE_BYTES // limits.MB} MB."
            )
        packed = max(info.compress_size, 1)
        if info.file_size > limits.RATIO_FROM and info.file_size / packed > limits.RATIO:
            raise PackageRefused(
                f"{shown(name)} unpacks to {info.file_size // packed:,} times its size: this looks "
                "like a zip bomb. Export the package again."
            )
    if archive.total > limits.TOTAL_BYTES:
        raise PackageRefused(
            f"The package unpacks to more than {limits.TOTAL_BYTES // limits.MB} MB in all."
        )


def _must_have_a_manifest(archive: Archive) -> None:
    if MANIFEST in archive.files:
        return
    _refuse_other_kinds(archive)
    elsewhere = [n for n in archive.files if n.lower().rsplit("/", 1)[-1] == MANIFEST]
    if elsewhere and "/" in elsewhere[0]:
        folder = elsewhere[0].rsplit("/", 1)[0]
        raise PackageRefused(
            f"imsmanifest.xml lies in the folder {shown(folder)} and not at the top of the package. "
            "Open that folder, select everything in it, zip that and upload it again."
        )
    if elsewhere:
        raise PackageRefused(
            f"The manifest is called {shown(elsewhere[0])}; it must be called imsmanifest.xml, in "
            "small letters."
        )
    raise PackageRefused(
        "There is no imsmanifest.xml, so this is not a SCORM package. Publish the course for "
        "SCORM 1.2 or SCORM 2004 and upload that .zip."
    )


def _refuse_other_kinds(archive: Archive) -> None:
    tops = {name.lower(): name for name in archive.files if "/" not in name}
    kind = next((what for name, what in OTHER_KINDS.items() if name in tops), "")
    if not kind and any(name.endswith(AICC) for name in tops):
        kind = "an AICC course"
    if not kind and any(n.rsplit("/", 1)[-1].lower() in OTHER_KINDS for n in archive.files):
        inner = next(n for n in archive.files if n.rsplit("/", 1)[-1].lower() in OTHER_KINDS)
        kind = OTHER_KINDS[inner.rsplit("/", 1)[-1].lower()]
    if kind:
        raise PackageRefused(
            f"This is {kind}, which Nacre does not play. Publish the course for SCORM 1.2 or "
            "SCORM 2004 and upload that."
        )


def shown(name: Any) -> str:
    """A name as a sentence may show it."""
    text = CONTROL.sub("?", str(name))
    return f"“{text if len(text) <= 80 else text[:77] + '…'}”"
