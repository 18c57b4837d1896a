"""Who may open the pages of linking up, and what everybody else is told."""

from collections.abc import Callable
from functools import wraps

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from nacre.communities.request import Request, here
from nacre.networking.limits import Refused
from nacre.networking.permissions import can_network, can_see_flags

TITLE = "Linking up"
FOR_MEMBERS = "Members write to and introduce one another here. It is for members we have checked."
WITH_MODERATOR = "We check every member's registration. Yours is with a moderator; most are decided within a day."
NOT_FOR_COMPANIES = (
    "Members are promised that no company reaches them here. Companies take no part in it."
)
FOR_FULL_MEMBERS = "Connecting and writing are for full members of this community."
NOT_FOR_STAFF = (
    "What members write to one another, and whom they know, stays between them. It is closed while "
    "you look as a member."
)
FOR_MODERATORS = "Flagged messages are for the moderators of this community."


def members_only(view: Callable) -> Callable:
    """Closed, with the reason, to everyone who does not take part in linking up."""

    @wraps(view)
    def guarded(request: Request, *args: object, **kwargs: object) -> HttpResponse:
        here(request)
        if not can_network(request.viewer):
            return closed(request)
        return view(request, *args, **kwargs)

    return guarded


def moderators_only(view: Callable) -> Callable:
    """Closed to everyone who does not moderate this community."""

    @wraps(view)
    def guarded(request: Request, *args: object, **kwargs: object) -> HttpResponse:
        here(request)
        if not can_see_flags(request.viewer):
            return closed(request, why=FOR_MODERATORS)
        return view(request, *args, **kwargs)

    return guarded


def closed(request: Request, why: str = "") -> HttpResponse:
    """The locked state with status 403."""
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


def do_and_return(
    request: Request, act: Callable[[], object], done: str, default: str
) -> HttpResponseRedirect:
    """Do what a button asks, say so or say why not, and go back to where it stood."""
    try:
        act()
    except Refused as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _(done))
    return redirect(way_back(request, default))


def way_back(request: Request, default: str) -> str:
    """The page of ours that a form names, or the default."""
    wanted = request.POST.get("next", "")
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, None)
    return wanted if is_ours else default
