"""Who may open the pages of discussions, and what everybody else is told."""

from collections.abc import Callable
from functools import wraps

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nacre.communities.request import Request, here
from nacre.discussions.limits import Refused
from nacre.discussions.permissions import can_discuss, can_moderate

TITLE = "Discussions"
FOR_MEMBERS = (
    "Members discuss articles here. It is for members whose registration we have verified."
)
WITH_MODERATOR = "We check every member's registration. Yours is with a moderator; most are decided within a day."
NOT_FOR_COMPANIES = "Members are promised that no company reads or takes part in discussions."
FOR_FULL_MEMBERS = "Discussions are for full members of this community."
NOT_FOR_STAFF = "Discussions are closed while you look as a member."
FOR_MODERATORS = "Flagged posts are for the moderators of this community."


def members_only(view: Callable) -> Callable:
    """Closed, with the reason, to everyone who does not take part in discussions."""

    @wraps(view)
    def guarded(request: Request, *args: object, **kwargs: object) -> HttpResponse:
        here(request)
        if not can_discuss(request.viewer):
            return _closed(request)
        return view(request, *args, **kwargs)

    return guarded


def moderators_only(view: Callable) -> Callable:
    """Closed to everyone who does not moderate this community."""

    @wraps(view)
    def guarded(request: Request, *args: object, **kwargs: object) -> HttpResponse:
        here(request)
        if not can_moderate(request.viewer):
            return _closed(request, why=FOR_MODERATORS)
        return view(request, *args, **kwargs)

    return guarded


def _closed(request: Request, why: str = "") -> HttpResponse:
    viewer = request.viewer
    context = {"title": TITLE, "why": why or FOR_MEMBERS}
    if viewer.impersonated_by:
        context["why"] = NOT_FOR_STAFF
    elif viewer.status == "pending":
        context["why"] = WITH_MODERATOR
    elif viewer.is_sponsor:
        context["why"] = NOT_FOR_COMPANIES
    elif viewer.is_member:
        context["why"] = why or FOR_FULL_MEMBERS
    elif not viewer.is_authenticated:
        context |= {"action_label": "Sign in", "action_url": "/accounts/login/"}
    return render(request, "members/closed.html", context, status=403)


def attempt(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do what a form asks; a refusal stands in the form, with everything that was typed."""
    try:
        act()
    except Refused as why:
        form.add_error(None, str(why))
        return False
    return True


def do_and_go(request: Request, act: Callable[[], object], done: str, to: str) -> HttpResponse:
    """Do what a button asks, say so or say why not, and go on."""
    try:
        act()
    except Refused as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _(done))
    return redirect(to)
