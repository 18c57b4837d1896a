"""What some members take part in: who is let in, what everybody else reads, what a refusal says."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nacre.communities.request import Request, here
from nacre.members.refusals import Refused
from nacre.members.viewer import Viewer
from nacre.members.views.closed import WITH_MODERATOR


@dataclass(frozen=True)
class Circle:
    """A part of the community that is closed to some, in the words that each of them is told."""

    title: str
    for_members: str
    for_full_members: str
    not_for_companies: str
    not_for_staff: str

    def only(self, may_enter: Callable[[Viewer], bool], why: str = "") -> Callable:
        """A decorator: the view for those who may enter, the reason for all others."""

        def guard(view: Callable) -> Callable:
            @wraps(view)
            def guarded(request: Request, *args: object, **kwargs: object) -> HttpResponse:
                here(request)
                if not may_enter(request.viewer):
                    return self.closed(request, why)
                return view(request, *args, **kwargs)

            return guarded

        return guard

    def closed(self, request: Request, why: str = "") -> HttpResponse:
        """The locked state with status 403."""
        viewer = request.viewer
        context = {"title": self.title, "why": why or self.for_members}
        if viewer.impersonated_by:
            context["why"] = self.not_for_staff
        elif viewer.status == "pending":
            context["why"] = WITH_MODERATOR
        elif viewer.is_sponsor:
            context["why"] = self.not_for_companies
        elif viewer.is_member:
            context["why"] = why or self.for_full_members
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


def do_and_go(
    request: Request, act: Callable[[], object], done: str, to: str
) -> HttpResponseRedirect:
    """Do what a button asks, say so or say why not, and go on."""
    try:
        act()
    except Refused as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _(done))
    return redirect(to)
