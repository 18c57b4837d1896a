"""A package is taken in: whole, or not at all."""

import hashlib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from nacre.communities.models import Community
from nacre.members.refusals import Refused
from nacre.members.viewer import Viewer
from nacre.scorm.archive import open_archive
from nacre.scorm.kept import Progress, delete_folder, sweep, try_files, write_files
from nacre.scorm.manifest import read_manifest
from nacre.scorm.models import Package, PackageUpload
from nacre.scorm.permissions import can_keep_packages
from nacre.scorm.refusals import PackageRefused

MB = 1024 * 1024


def import_package(
    *,
    community: Community,
    file: Any,
    title: str = "",
    by: Viewer | None = None,
    file_name: str = "",
    dry_run: bool = False,
    progress: Progress | None = None,
    upload: PackageUpload | None = None,
) -> Package:
    """Check a package, keep its files, and only then make it known; refused with the reason.

    `file` is a path or an open file. Killed at any moment, nothing is there that could be launched.
    """
    if by is not None and (not can_keep_packages(by) or by.community != community):
        raise Refused(_("Packages are brought by the editors of their community."))
    with _opened(file) as stream:
        archive = open_archive(stream)
        manifest = read_manifest(archive)
        package = Package(
            key=uuid.uuid4(),
            community=community,
            title=(title.strip() or manifest["title"] or _("Untitled course"))[:200],
            standard=manifest["standard"],
            edition=manifest["edition"],
            file_name=(file_name or Path(getattr(stream, "name", "") or "").name)[:200],
            size=stream.seek(0, 2),
            sha256=_digest(stream),
            file_count=len(archive.files),
            manifest=manifest,
            imported_by_id=by.user_id if by else (upload.by_id if upload else None),
        )
        if dry_run:
            try_files(archive, progress)
            return package
        try:
            write_files(archive, default_storage, package.folder, progress)
            _make_known(package, upload)
        except BaseException:
            with suppress(OSError):
                delete_folder(default_storage, package.folder)
            raise
    return package


@transaction.atomic
def _make_known(package: Package, upload: PackageUpload | None) -> None:
    package.save()
    if upload is not None:
        upload.state, upload.package, upload.reason = upload.State.DONE, package, ""
        upload.save(update_fields=["state", "package", "reason"])


@contextmanager
def _opened(file: Any) -> Iterator[IO[bytes]]:
    if not isinstance(file, str | Path):
        yield file
        return
    path = Path(file)
    if not path.is_file():
        raise PackageRefused(f"There is no file {path}.")
    with path.open("rb") as stream:
        yield stream


def _digest(stream: IO[bytes]) -> str:
    stream.seek(0)
    digest = hashlib.sha256()
    while chunk := stream.read(MB):
        digest.update(chunk)
    return digest.hexdigest()


def sweep_packages() -> int:
    """Delete what imports that were killed left in storage; answers how many folders."""
    known = {str(key) for key in Package.objects.values_list("key", flat=True)}
    return sweep(default_storage, known)
