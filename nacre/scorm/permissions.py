"""Who keeps packages, and who may open one."""

from collections.abc import Callable

from nacre.members.viewer import Viewer
from nacre.scorm.models import Package

# What floors above know of who may open a package: they add a function here.
may_open: list[Callable[[Viewer, Package], bool]] = []


def can_keep_packages(by: Viewer) -> bool:
    """Whether somebody brings, names and removes packages here, and tries them out."""
    return by.community is not None and by.is_editor and by.impersonated_by is None


def can_open(by: Viewer, package: Package) -> bool:
    """Whether somebody may go through a package: editors, and whom a page lets in."""
    if by.community is None or package.community_id != by.community.pk or by.impersonated_by:
        return False
    return can_keep_packages(by) or any(check(by, package) for check in may_open)
