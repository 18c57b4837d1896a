"""What waits for whom at the desk of a community."""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Page, PageLogEntry, TaskState, WorkflowState

from nacre.communities.models import Community
from nacre.editorial.harvested import Show, shown
from nacre.editorial.models import (
    ClinicalEditor,
    ConferenceSession,
    InterviewAsk,
    Recall,
    SignOffRequest,
    SubEditTask,
)
from nacre.editorial.second_opinion import approvals_of
from nacre.evidence.models import Citation
from nacre.members.models import Membership
from nacre.members.viewer import Viewer
from nacre.pages.models import BasePage

LATEST = 6
MOST_DUE = 20
MOST_RECALLS = 50


def to_sign_off(user: Any, community: Community) -> list[dict[str, Any]]:
    """Pages of the community that wait for this person's word, longest waiting first."""
    states = TaskState.objects.reviewable_by(user).select_related(
        "revision__user", "workflow_state", "task__content_type"
    )
    found = []
    for state in states.order_by("started_at"):
        page = _page_of(state.workflow_state, community)
        if page:
            by = state.revision.user
            given = [approval.editor for approval in approvals_of(page)]
            found.append(
                {
                    "page": page,
                    "by": by and by.get_full_name(),
                    "at": state.started_at,
                    "approved_by": given,
                    "days": (timezone.now() - state.started_at).days,
                    "step": state.pk,
                    "is_sub_edit": state.task.content_type.model_class() is SubEditTask,
                }
            )
    asked = _asked([item["step"] for item in found])
    for item in found:
        item["asked"] = asked.get(item["step"], [])
        item["due_on"] = min((a.due_on for a in item["asked"]), default=None)
        item["is_late"] = bool(item["due_on"] and item["due_on"] < timezone.localdate())
    return found


def _asked(steps: list[int]) -> dict[int, list[SignOffRequest]]:
    """Who was written to about each step and has not answered."""
    waiting = SignOffRequest.objects.waiting().filter(task_state__in=steps)
    found: dict[int, list[SignOffRequest]] = {}
    for request in waiting.select_related("user"):
        found.setdefault(request.task_state_id, []).append(request)
    return found


def own_interests(viewer: Viewer) -> dict[str, str] | None:
    """Whether an editor's own declaration is missing or ran out, and until when it is good."""
    seat = ClinicalEditor.objects.seats_of(viewer).prefetch_related("declarations").first()
    if seat is None:
        return None
    due_on = seat.interests_due_on
    return {
        "why_not": seat.why_not(timezone.localdate()),
        "due_on": date_format(due_on, "j F Y") if due_on else "",
    }


def under_way(user: Any, community: Community) -> list[dict[str, Any]]:
    """Pages that this person sent for sign-off, or that came back with a request."""
    states = WorkflowState.objects.active().filter(requested_by=user)
    found = []
    for state in states.select_related("current_task_state").order_by("-created_at"):
        page = _page_of(state, community)
        if page:
            task = state.current_task_state
            came_back = state.status == WorkflowState.STATUS_NEEDS_CHANGES
            found.append(
                {
                    "page": page,
                    "came_back": came_back,
                    "comment": task.comment if task else "",
                    "step": task and task.pk,
                }
            )
    asked = _asked([item["step"] for item in found if item["step"]])
    for item in found:
        item["asked"] = asked.get(item["step"], [])
    return found


def to_review(user: Any, community: Community) -> list[BasePage]:
    """Published pages whose review is due and which this person owns, or nobody at the desk does.

    The longest overdue first.
    """
    staff = Membership.objects.filter(community=community, status=Membership.Status.ACTIVE)
    at_desk = staff.exclude(duty="").values("user_id")
    due = BasePage.objects.of(community).open_now().overdue()
    mine = Q(owner=user) | Q(owner__isnull=True) | ~Q(owner__in=at_desk)
    return list(due.filter(mine).order_by("review_due_on", "pk")[:MOST_DUE])


def recalled(community: Community) -> list[Recall]:
    """Pages whose papers were retracted, corrected or doubted, the most urgent first."""
    return list(Recall.objects.of(community).waiting()[:MOST_RECALLS])


def new_papers(community: Community) -> int:
    """How many harvested papers nobody has sorted yet."""
    found = Citation.objects.harvested_for(community)
    return shown(found, community, Show.WAITING).count()


def sessions_to_report(viewer: Viewer) -> int:
    """How many sessions that somebody was asked to report from have no report yet."""
    own = ConferenceSession.objects.reported_by(viewer)
    return own.taking_place().filter(report=None).count()


def interviews(community: Community) -> list[InterviewAsk]:
    """Interviews with which the desk goes on: answered, to be changed, approved, or withdrawn."""
    return list(InterviewAsk.objects.for_desk(community).with_the_desk()[:MOST_DUE])


def latest(user: Any, community: Community) -> list[Page]:
    """The pages that this person last worked on."""
    home = community.site.root_page
    edits = PageLogEntry.objects.filter(user=user, action="wagtail.edit", page__isnull=False)
    here = edits.filter(page__path__startswith=home.path).order_by("-timestamp")
    ids = list(dict.fromkeys(here.values_list("page_id", flat=True)[:60]))[:LATEST]
    pages = Page.objects.in_bulk(ids)
    return [pages[pk] for pk in ids]


def _page_of(state: WorkflowState, community: Community) -> Page | None:
    page = state.content_object
    is_here = isinstance(page, Page) and page.path.startswith(community.site.root_page.path)
    return page if is_here else None
