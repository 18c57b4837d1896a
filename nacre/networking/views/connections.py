"""A member's connections: who asks, who is there, who might be; and introductions."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nacre.communities.request import Request
from nacre.members.models import Connection, Membership
from nacre.members.viewer import Viewer
from nacre.members.views.circle import attempt
from nacre.networking import actions
from nacre.networking.cards import card_of, cards_of, connection_rows
from nacre.networking.colleagues import colleagues_of, shared_contacts
from nacre.networking.forms import IntroductionForm, NoteForm
from nacre.networking.models import Introduction
from nacre.networking.suggestions import suggestions_for
from nacre.networking.views.gate import do_and_return, members_only

PAGE_SIZE = 25
MOST_WAITING = 50
MOST_CONTACTS = 200
HOME = "/connections/"
ANSWERS = {
    "accept": (actions.accept_connection, "You are connected."),
    "decline": (actions.decline_connection, "Declined. Nobody is told."),
    "end": (actions.end_connection, "Done. Nobody is told."),
}


@members_only
@require_safe
def connection_list(request: Request) -> HttpResponse:
    """Who asks, who is connected, and who might be a good colleague to know."""
    viewer = request.viewer
    mine = Connection.objects.of(request.community).of_member(viewer.membership_id)
    accepted = mine.accepted().with_people().order_by("-answered_at", "-pk")
    page = Paginator(accepted, PAGE_SIZE).get_page(request.GET.get("page", ""))
    waiting = mine.pending().filter(addressed_to=viewer.membership_id).with_people()
    asked = mine.asked_and_open(viewer.membership_id).with_people()
    wishes = Introduction.objects
    return render(
        request,
        "networking/connection_list.html",
        {
            "page": page,
            "rows": connection_rows(list(page), viewer),
            "waiting": connection_rows(waiting.order_by("-asked_at")[:MOST_WAITING], viewer),
            "asked": connection_rows(asked.order_by("-asked_at")[:MOST_WAITING], viewer),
            "to_pass_on": wishes.to_pass_on(viewer)[:MOST_WAITING],
            "offered": wishes.offered_to(viewer)[:MOST_WAITING],
            "wished": wishes.asked_by_viewer(viewer)[:MOST_WAITING],
            "suggestions": _suggested(viewer),
        },
    )


def _suggested(viewer: Viewer) -> list[dict]:
    found = suggestions_for(viewer)
    rows = cards_of([s.membership for s in found], viewer)
    return [{"row": row, "why": s.why} for s, row in zip(found, rows, strict=True)]


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def connection_ask(request: Request, key: str) -> HttpResponse:
    """Ask a colleague to connect, with a line about why."""
    other = colleague(request, key)
    form = NoteForm(request.POST or None)
    if form.is_valid() and attempt(
        form,
        lambda: actions.ask_to_connect(
            by=request.viewer, other=other, is_checked=form.is_checked, **form.cleaned_data
        ),
    ):
        return redirect(other.profile_url)
    return render(
        request,
        "networking/connection_ask.html",
        {"form": form, "other": card_of(other, request.viewer)},
    )


def colleague(request: Request, key: str) -> Membership:
    """A colleague whom the viewer may link up with."""
    return get_object_or_404(colleagues_of(request.viewer), key=key)


@members_only
@require_POST
def connection_answer(request: Request, key: str, answer: str) -> HttpResponse:
    """Accept, decline or end a connection of one's own."""
    mine = Connection.objects.of(request.community).of_member(request.viewer.membership_id)
    connection = get_object_or_404(mine.with_people(), key=key)
    act, done = ANSWERS[answer]
    return do_and_return(request, lambda: act(by=request.viewer, connection=connection), done, HOME)


# --- Introductions ----------------------------------------------------------------------------------


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def introduction_ask(request: Request, key: str) -> HttpResponse:
    """Ask one of one's own contacts for an introduction; those known to be shared come first."""
    other = colleague(request, key)
    contacts = _contacts(request, other)
    form = IntroductionForm(request.POST or None, contacts=contacts)
    if form.is_valid() and attempt(
        form,
        lambda: actions.ask_introduction(
            by=request.viewer, to_meet=other, is_checked=form.is_checked, **form.cleaned_data
        ),
    ):
        return redirect(other.profile_url)
    context = {
        "form": form,
        "other": card_of(other, request.viewer),
        "has_contacts": bool(contacts),
    }
    return render(request, "networking/introduction_ask.html", context)


def _contacts(request: Request, other: Membership) -> list[tuple[Membership, str]]:
    viewer = request.viewer
    keys = Connection.objects.accepted_keys_of(viewer.membership_id) - {other.pk}
    own = colleagues_of(viewer).filter(pk__in=keys).order_by("user__family_name", "pk")
    shared = {m.pk for m in shared_contacts(viewer, other)}
    ordered = sorted(own[:MOST_CONTACTS], key=lambda m: m.pk not in shared)
    knows = _("knows %(name)s") % {"name": other.user.name}
    return [(m, f"{m.user.name} ({knows})" if m.pk in shared else m.user.name) for m in ordered]


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def introduction_pass_on(request: Request, key: str) -> HttpResponse:
    """The contact passes a wish on, with a word of their own."""
    found = get_object_or_404(Introduction.objects.to_pass_on(request.viewer), key=key)
    form = NoteForm(request.POST or None)
    if form.is_valid() and attempt(
        form,
        lambda: actions.pass_on_introduction(
            by=request.viewer,
            introduction=found,
            is_checked=form.is_checked,
            **form.cleaned_data,
        ),
    ):
        return redirect(HOME)
    return render(
        request, "networking/introduction_pass_on.html", {"form": form, "introduction": found}
    )


@members_only
@require_POST
def introduction_answer(request: Request, key: str, answer: str) -> HttpResponse:
    """Accept an introduction, say no to it, or take one's own wish back."""
    wishes = Introduction.objects.concerning(request.viewer)
    introduction = get_object_or_404(wishes, key=key)
    acts = {
        "accept": (actions.accept_introduction, "You are connected."),
        "decline": (actions.decline_introduction, "Declined. Nobody is told."),
        "withdraw": (actions.withdraw_introduction, "Taken back. Nobody is told."),
    }
    act, done = acts[answer]
    return do_and_return(
        request, lambda: act(by=request.viewer, introduction=introduction), done, HOME
    )
