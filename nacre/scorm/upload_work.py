"""What happens to an uploaded package in the background, and what is swept up by night.

It puts actions together, so it stands above them and not in tasks.py.
"""

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from nacre.insights.schedule import JOBS, Job
from nacre.members.refusals import Refused
from nacre.members.viewer import Viewer
from nacre.scorm import actions
from nacre.scorm.archive import open_archive
from nacre.scorm.manifest import read_manifest
from nacre.scorm.models import PackageUpload
from nacre.scorm.permissions import can_keep_packages
from nacre.scorm.refusals import PackageRefused

MB = 1024 * 1024
LEFT_LYING = timedelta(hours=2)  # a worker was killed over it


def receive_upload(*, file: Any, title: str = "", by: Viewer) -> PackageUpload:
    """Keep a file until the worker has looked at it; what is plainly no package is refused now."""
    if by.community is None or not can_keep_packages(by):
        raise Refused(_("Packages are brought by the editors of their community."))
    read_manifest(open_archive(file))
    upload = PackageUpload(
        community=by.community,
        file_name=Path(str(file.name)).name[:200],
        title=title.strip()[:200],
        by_id=by.user_id,
    )
    _keep(upload, file)
    with transaction.atomic():
        upload.save()
        transaction.on_commit(partial(import_upload.enqueue, upload.pk))
    return upload


def _keep(upload: PackageUpload, file: Any) -> None:
    target = upload_path(upload)
    target.parent.mkdir(parents=True, exist_ok=True)
    file.seek(0)
    with target.open("wb") as copy:
        while chunk := file.read(MB):
            copy.write(chunk)


def upload_path(upload: PackageUpload) -> Path:
    """Where the file waits; web and worker share this folder."""
    return Path(settings.NACRE_HOME) / "uploads" / f"package-{upload.key}.zip"


@task()
def import_upload(upload_pk: int) -> None:
    """Take an uploaded package in, or say why not; told again, it does nothing twice."""
    upload = PackageUpload.objects.select_related("community").filter(pk=upload_pk).first()
    if upload is None:
        return
    path = upload_path(upload)
    if upload.is_open:
        upload.state = upload.State.READING
        upload.save(update_fields=["state"])
        try:
            _take_in(upload, path)
        except PackageRefused as refusal:
            upload.state, upload.reason = upload.State.REFUSED, str(refusal)
            upload.save(update_fields=["state", "reason"])
    path.unlink(missing_ok=True)


def _take_in(upload: PackageUpload, path: Path) -> None:
    if not path.exists():
        raise PackageRefused(_("The file is gone before it was read. Upload it again."))
    actions.import_package(
        community=upload.community,
        file=path,
        title=upload.title,
        file_name=upload.file_name,
        upload=upload,
    )


@task()
def tidy_packages() -> int:
    """Finish uploads over which a worker was killed, and delete files that belong to no package."""
    for upload in PackageUpload.objects.left_lying(timezone.now() - LEFT_LYING):
        import_upload.enqueue(upload.pk)
    return actions.sweep_packages()


JOBS["tidy_packages"] = Job("25 3 * * *", tidy_packages, timedelta(hours=16))
