"""Packages are named and removed; attempts at them are begun."""

from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nacre.members.models import Membership
from nacre.members.refusals import Refused
from nacre.members.viewer import Viewer
from nacre.scorm.kept import delete_folder
from nacre.scorm.models import Package, PackageAttempt
from nacre.scorm.permissions import can_keep_packages
from nacre.scorm.signals import package_going


def rename_package(*, package: Package, title: str, by: Viewer) -> None:
    """Give a package another title."""
    _only_keepers(by, package)
    package.title = title
    package.save(update_fields=["title"])


def remove_package(*, package: Package, by: Viewer) -> None:
    """Delete a package with its files and all attempts, unless something still shows it."""
    _only_keepers(by, package)
    answers = package_going.send(Package, package=package)
    kept = [str(why) for _receiver, why in answers if why]
    if kept:
        raise Refused(" ".join(kept))
    folder = package.folder
    package.delete()
    transaction.on_commit(lambda: delete_folder(default_storage, folder))


def _only_keepers(by: Viewer, package: Package) -> None:
    if not can_keep_packages(by) or by.community is None or package.community_id != by.community.pk:
        raise Refused(_("Packages are kept by the editors of their community."))


def open_attempt(
    *, package: Package, membership: Membership, fresh: bool = False, is_tryout: bool = False
) -> PackageAttempt:
    """The attempt to go on with, or a new one: the first, or another where `fresh`."""
    if membership.community_id != package.community_id:
        raise Refused(_("This course belongs to another community."))
    attempts = PackageAttempt.objects
    running = attempts.running(package, membership, is_tryout=is_tryout)
    if running is not None and not fresh:
        return running
    number = attempts.highest(package, membership) + 1
    try:
        with transaction.atomic():
            return PackageAttempt.objects.create(
                package=package, membership=membership, number=number, is_tryout=is_tryout
            )
    except IntegrityError:  # begun twice at once
        return attempts.running(package, membership, is_tryout=is_tryout)
