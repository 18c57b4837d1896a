"""The editorial desk of a community in the admin: groups, rights, files and the sign-off."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from nacre.communities.models import Community
from nacre.editorial.models import ClinicalEditor, ClinicalSignOffTask, SubEditTask
from nacre.members.models import Membership
from nacre.pages.models import library_of

JOURNALISTS_MAY = ("add_page", "change_page")
CLINICAL_EDITORS_MAY = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
# Wagtail asks for the rights on its own models, whatever models are in use.
FILES = tuple(
    f"{verb}_{sort}" for verb in ("add", "change", "choose") for sort in ("image", "document")
)
SHARED_ROWS = (
    *(
        f"{verb}_{row}"
        for verb in ("add", "change")
        for row in ("topic", "citation", "bestbet", "savedquery")
    ),
    "delete_bestbet",
)
BOARD_ROWS = tuple(
    f"{verb}_{row}"
    for verb in ("add", "change")
    for row in (
        "clinicaleditor",
        "declarationofinterest",
        "editorabsence",
        "audience",
        "placingrule",
    )
)


@dataclass(frozen=True)
class Desk:
    """What the people of a community's desk share in the admin."""

    journalists: Group
    clinical_editors: Group
    library: Collection
    workflow: Workflow


@transaction.atomic
def open_desk(community: Community) -> Desk:
    """Set up the desk of a community; doing it again repairs what is missing."""
    library = library_of(community)
    journalists = _group(f"{community.slug} journalists", SHARED_ROWS)
    editors = _group(f"{community.slug} clinical editors", (*SHARED_ROWS, *BOARD_ROWS))
    for group, verbs in ((journalists, JOURNALISTS_MAY), (editors, CLINICAL_EDITORS_MAY)):
        _let_into_pages(group, community, verbs)
        _let_into_files(group, library)
    return Desk(journalists, editors, library, _workflow(community, journalists, editors))


def _group(name: str, codenames: Iterable[str]) -> Group:
    group, _created = Group.objects.get_or_create(name=name)
    ours = Permission.objects.filter(
        content_type__app_label__in=("pages", "evidence", "editorial", "audiences"),
        codename__in=codenames,
    )
    admin = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    group.permissions.set([admin, *ours])
    return group


def _let_into_pages(group: Group, community: Community, codenames: Iterable[str]) -> None:
    home = community.site.root_page
    rights = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=codenames
    )
    for right in rights:
        GroupPagePermission.objects.get_or_create(group=group, page=home, permission=right)


def _let_into_files(group: Group, library: Collection) -> None:
    rights = Permission.objects.filter(
        content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=FILES
    )
    for right in rights:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=library, permission=right
        )


def _workflow(community: Community, journalists: Group, editors: Group) -> Workflow:
    """A colleague reads it, then a clinician signs it off, then it appears."""
    task = ClinicalSignOffTask.objects.filter(community=community).first()
    if task is None:
        name = _("Clinical sign-off, %(community)s") % {"community": community.name}
        task = ClinicalSignOffTask.objects.create(community=community, name=name)
    task.groups.set([editors])
    step = WorkflowTask.objects.filter(task=task).select_related("workflow").first()
    if step is None:
        workflow = Workflow.objects.create(name=task.name)
        step = WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    _sub_edit_before(step, community, journalists)
    WorkflowPage.objects.update_or_create(
        page=community.site.root_page, defaults={"workflow": step.workflow}
    )
    return step.workflow


def _sub_edit_before(step: WorkflowTask, community: Community, journalists: Group) -> None:
    task = SubEditTask.objects.filter(community=community).first()
    if task is None:
        name = _("Sub-edit, %(community)s") % {"community": community.name}
        task = SubEditTask.objects.create(community=community, name=name)
    task.groups.set([journalists])
    WorkflowTask.objects.get_or_create(
        workflow=step.workflow, task=task, defaults={"sort_order": 0}
    )


@transaction.atomic
def sync_desk(membership: Membership) -> None:
    """Give a person the groups that their duty asks for, and take away the others.

    A clinical editor whose term on the board has ended has none.
    Nobody who is here for a company sits at the desk, whatever their duty says.
    """
    names: dict[str, str] = {
        Membership.Duty.JOURNALIST: f"{membership.community.slug} journalists",
        Membership.Duty.CLINICAL_EDITOR: f"{membership.community.slug} clinical editors",
    }
    is_company = membership.tier == "sponsor_observer" or membership.profession == "pharma_staff"
    wanted = names.get(membership.duty) if membership.is_active and not is_company else None
    if membership.duty == Membership.Duty.CLINICAL_EDITOR and _term_is_over(membership):
        wanted = None
    groups = Group.objects.filter(name__in=names.values())
    if wanted and not groups.filter(name=wanted).exists():
        open_desk(membership.community)
    membership.user.groups.remove(*groups.exclude(name=wanted))
    if wanted:
        membership.user.groups.add(Group.objects.get(name=wanted))


def _term_is_over(membership: Membership) -> bool:
    seats = ClinicalEditor.objects.of(membership.community).filter(user=membership.user_id)
    return seats.out_of_office().exists()
