"""What the editorial desk has in the admin: the board, the shelf of papers, what waits for you."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet

from nacre.communities.request import Request
from nacre.editorial.actions import REVIEW_PUT_OFF, WITHDRAWN, close_recall
from nacre.editorial.before_sign_off import advice_on
from nacre.editorial.desk_forms import CloseRecallForm
from nacre.editorial.desk_panel import WaitingForYou
from nacre.editorial.desk_rows import ROWS
from nacre.editorial.member_chooser import MemberChooser, chooser
from nacre.editorial.models import (
    InterviewAsk,
    Recall,
)
from nacre.editorial.rooms import ROOMS, Room, ways_about
from nacre.editorial.standings import heading_for
from nacre.editorial.views import desk, interview_desk
from nacre.pages.autosave import is_autosave
from nacre.pages.cms import row_models

MOST_SAID = 4  # of what some readers could not use; the rest stands under “Sign-offs”

for rows in ROWS:
    register_snippet(rows)


@hooks.register("register_admin_urls")
def sign_off_addresses() -> list[URLResolver]:
    """The log of a page's sign-off, and the operator's way round it."""
    ours = [
        path("<int:page_id>/", desk.history, name="history"),
        path("<int:page_id>/publish/", desk.publish_anyway, name="publish"),
    ]
    return [path("sign-offs/", include((ours, "sign_offs")))]


@hooks.register("register_admin_viewset")
def register_member_chooser() -> MemberChooser:
    """Whom an interview is with."""
    return chooser


row_models["interviews"] = InterviewAsk


@hooks.register("register_admin_urls")
def interview_addresses() -> list[URLResolver]:
    """Whom we ask for an interview, and what became of it."""
    ours = [
        path("", interview_desk.ask_list, name="list"),
        path("ask/", interview_desk.ask_new, name="ask"),
        path("<int:pk>/", interview_desk.ask_detail, name="detail"),
        path("<int:pk>/draft/", interview_desk.draft, name="draft"),
        path("<int:pk>/text/", interview_desk.send, name="send"),
    ]
    return [path("interviews/", include((ours, "interviews")))]


row_models["recalls"] = Recall  # the gate then lets an editor see those of their own desk alone


@hooks.register("register_admin_urls")
def register_recalls() -> list[URLResolver]:
    """Closing a recall, at the desk."""
    here = [path("<int:pk>/", recall_close, name="close")]
    return [path("recalls/", include((here, "recalls")))]


def recall_close(request: Request, pk: int) -> HttpResponse:
    """What became of the paper; an editor says what was done about the page."""
    recalls = Recall.objects.of(request.community).waiting()
    recall = get_object_or_404(recalls, pk=pk)
    form = CloseRecallForm(request.POST or None)
    if form.is_valid():
        close_recall(recall=recall, by=request.viewer, done=form.cleaned_data["done"])
        messages.success(request, _("Thank you. It no longer waits."))
        return redirect("wagtailadmin_home")
    said = {"recall": recall, "heading": heading_for(recall.notice.standing), "form": form}
    return render(request, "editorial/admin/recall_close.html", said)


@hooks.register("construct_homepage_panels")
def put_waiting_first(request: Request, panels: list[Any]) -> None:
    """Our panel says what Wagtail's say, of this community alone."""
    if request.user.is_superuser and request.community is None:
        return
    panels[:] = [WaitingForYou()]


@hooks.register("register_log_actions")
def name_our_actions(actions: Any) -> None:
    """What the history of a page calls what we do to it."""

    @actions.register_action(REVIEW_PUT_OFF)
    class ReviewPutOff(LogFormatter):
        label = _("Put the review off")

        def format_message(self, log_entry: Any) -> str:
            """Until when, and why."""
            return str(_("Review put off until %(until)s: %(reason)s") % log_entry.data)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def say_what_is_missing(request: Request, page: Any) -> None:
    """After somebody saved: what would keep the page from appearing, and what to look at."""
    if is_autosave(request):
        return
    advice = advice_on(page)
    for problem in (*advice.stops, *advice.references, *advice.access[:MOST_SAID]):
        messages.warning(request, problem)
    if (more := len(advice.access) - MOST_SAID) > 0:
        said = ngettext("%(n)d more is", "%(n)d more are", more) % {"n": more}
        messages.warning(request, _("%(said)s under “Sign-offs”.") % {"said": said})


@hooks.register("register_page_header_buttons")
def link_to_interview(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Any:
    """In the menu of an interview: the member's answers and their yes."""
    ask = page.pk and InterviewAsk.objects.of_page(page.pk).first()
    if ask:
        address = reverse("interviews:detail", args=[ask.pk])
        yield Button(_("The member’s word"), address, icon_name="user", priority=64)


@hooks.register("register_page_header_buttons")
def link_to_the_desk(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Any:
    """In the menu of a page: its sign-offs, changes, fact checks and what else its kind has."""
    for place, way in enumerate(ways_about(page) if page.pk else ()):
        address = reverse(way.route, args=[page.pk])
        yield Button(way.label, address, icon_name=way.icon, priority=65 + place)


class RoomItem(MenuItem):
    """A room of the desk in the menu at the side."""

    def __init__(self, room: Room, order: int) -> None:
        self.room = room
        super().__init__(
            room.label, room.url, name=f"desk-{room.code}", icon_name=room.icon, order=order
        )

    def is_shown(self, request: Request) -> bool:
        """Only to those who may enter it."""
        return self.room.may_enter(request.viewer)


@hooks.register("register_admin_menu_item")
def desk_menu() -> SubmenuMenuItem:
    """The rooms of the desk, from every page of the admin."""
    rooms = Menu(items=[RoomItem(room, place) for place, room in enumerate(ROOMS)])
    return SubmenuMenuItem(_("Desk"), rooms, name="desk", icon_name="clipboard-list", order=90)


@hooks.register("register_log_actions")
def name_our_acts(actions: Any) -> None:
    """How the history of a page calls what happened with sponsors and readers."""
    said = {
        "nacre.fact_check.opened": _("Opened to a sponsor for facts"),
        "nacre.fact_check.point": _("Sponsor noted a factual point"),
        "nacre.fact_check.decided": _("Decided a factual point"),
        "nacre.fact_check.closed": _("Closed to the sponsor"),
        "nacre.interview.sent": _("Text sent to the person in the interview"),
        "nacre.interview.approved": _("Text approved by the person in the interview"),
        "nacre.interview.changes": _("Changes asked for by the person in the interview"),
        "nacre.interview.withdrawn": _("Withdrawn by the person in the interview"),
        WITHDRAWN: _("Withdrawn"),
        "nacre.certificate.recorded": _("Certificate recorded"),
        "nacre.certificate.voided": _("Certificate void"),
        "nacre.certificate.taken_down": _("Taken down without a certificate"),
    }
    for action, label in said.items():
        actions.register_action(action, label, label)
