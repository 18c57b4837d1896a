"""The files of packages in Django's default storage: written aside, found again, swept."""

import mimetypes
from collections.abc import Callable
from datetime import timedelta

from django.core.files.base import File
from django.core.files.storage import Storage
from django.utils import timezone

from nacre.scorm.archive import Archive

Progress = Callable[[int, int], None]
ORPHANS_AFTER = timedelta(days=1)
# Not those of the machine: they differ, and Windows' call JavaScript plain text.
_types = mimetypes.MimeTypes(filenames=())
for _ending, _type in {
    ".htm": "text/html", ".html": "text/html", ".xhtml": "application/xhtml+xml",
    ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css",
    ".json": "application/json", ".xml": "text/xml", ".xsd": "text/xml", ".txt": "text/plain",
    ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
    ".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif", ".ico": "image/x-icon",
    ".bmp": "image/bmp", ".woff": "font/woff", ".woff2": "font/woff2", ".ttf": "font/ttf",
    ".otf": "font/otf", ".eot": "application/vnd.ms-fontobject", ".mp4": "video/mp4",
    ".m4v": "video/mp4", ".webm": "video/webm", ".ogv": "video/ogg", ".mov": "video/quicktime",
    ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".oga": "audio/ogg",
    ".wav": "audio/wav", ".vtt": "text/vtt", ".srt": "text/plain", ".pdf": "application/pdf",
    ".wasm": "application/wasm", ".map": "application/json",
}.items():  # fmt: skip
    _types.add_type(_type, _ending)


def content_type(path: str) -> str:
    """What a file is served as, by its name."""
    guessed, encoding = _types.guess_type(f"x.{path.rsplit('/', 1)[-1].rsplit('.', 1)[-1].lower()}")
    return guessed if guessed and not encoding else "application/octet-stream"


class _Content(File):
    """An entry of an archive as a file that a storage can save without holding it in memory."""

    def __init__(self, archive: Archive, name: str) -> None:
        super().__init__(None, name)
        self.entry = archive.chunks(name)
        self.size = archive.files[name].file_size
        self.left = b""

    def chunks(self, chunk_size: int | None = None):  # the archive says how large they are
        yield from self.entry

    def read(self, size: int = -1) -> bytes:
        """For storages that read."""
        while size < 0 or len(self.left) < size:
            more = next(self.entry, b"")
            if not more:
                break
            self.left += more
        size = len(self.left) if size < 0 else size
        out, self.left = self.left[:size], self.left[size:]
        return out


def write_files(archive: Archive, storage: Storage, folder: str, progress: Progress | None) -> None:
    """Unpack everything below a folder that nobody looks at yet."""
    total = len(archive.files)
    for done, name in enumerate(archive.files, 1):
        storage.save(f"{folder}/{name}", _Content(archive, name))
        if progress and (done == total or done % 20 == 0):
            progress(done, total)


def try_files(archive: Archive, progress: Progress | None) -> None:
    """Unpack everything to nowhere: what a dry run does."""
    total = len(archive.files)
    for done, name in enumerate(archive.files, 1):
        for _chunk in archive.chunks(name):
            pass
        if progress and (done == total or done % 20 == 0):
            progress(done, total)


def delete_folder(storage: Storage, folder: str) -> None:
    """Delete all files below a folder; told again, it goes on."""
    try:
        folders, files = storage.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return
    for name in folders:
        delete_folder(storage, f"{folder}/{name}")
    for name in files:
        storage.delete(f"{folder}/{name}")
    storage.delete(folder)  # an empty folder, where storages have them


def sweep(storage: Storage, known: set[str], now=None) -> int:
    """Delete what an import that was killed left behind; answers how many folders."""
    before = (now or timezone.now()) - ORPHANS_AFTER
    try:
        folders, _files = storage.listdir("packages")
    except FileNotFoundError:
        return 0
    gone = 0
    for name in folders:
        if name not in known and _newest(storage, f"packages/{name}", before):
            delete_folder(storage, f"packages/{name}")
            gone += 1
    return gone


def _newest(storage: Storage, folder: str, before) -> bool:
    """Whether all files below a folder are older than a moment."""
    folders, files = storage.listdir(folder)
    return all(storage.get_modified_time(f"{folder}/{f}") < before for f in files) and all(
        _newest(storage, f"{folder}/{f}", before) for f in folders
    )
