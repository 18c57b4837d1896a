"""From the session of a request to its viewer."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.core.cache import caches
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from nacre.communities.request import Request
from nacre.members import impersonation
from nacre.members.viewer import KEPT_FOR, Viewer, cache_key, membership_of

Handler = Callable[[Request], HttpResponse]
WITHOUT_SECOND_FACTOR = ("/accounts/", "/static/", "/theme.css", "/mark.svg")


def viewer(get_response: Handler) -> Handler:
    """Set request.viewer, from the cache where it is fresh."""

    def middleware(request: Request) -> HttpResponse:
        request.viewer = viewer_for(request)
        return get_response(request)

    return middleware


def viewer_for(request: Request) -> Viewer:
    """The viewer of a request: signed in by a session that is still good, or a visitor."""
    user_id = request.session.get(SESSION_KEY)
    if user_id is None:
        return _visitor(request)
    key = cache_key(int(user_id), request.community.pk if request.community else None)
    kept = caches["default"].get(key)
    if kept is None:
        kept = _look_up(request, int(user_id))
        if kept is None:
            return _visitor(request)
        caches["default"].set(key, kept, KEPT_FOR)
    session_hash, found = kept
    if not constant_time_compare(session_hash, request.session.get(HASH_SESSION_KEY, "")):
        return _visitor(request)
    return replace(found, community=request.community)


def _look_up(request: Request, user_id: int) -> tuple[str, Viewer] | None:
    """The viewer of an account and what its sessions must show; one query where it is a member."""
    membership = membership_of(user_id, request.community)
    user = membership.user if membership else request.user
    if not user.is_authenticated or not user.is_active:
        return None
    if membership and request.community:
        made = Viewer.of_membership(membership, request.community)
    else:
        made = Viewer.of(user, request.community)
    return user.get_session_auth_hash(), replace(made, community=None)


def _visitor(request: Request) -> Viewer:
    local = caches["local"]
    key = f"visitor:{request.community and request.community.pk}:{request.stamp}"
    visitor = local.get(key)
    if visitor is None:
        visitor = Viewer.anonymous(request.community)
        local.set(key, visitor)
    return visitor


def second_factor(get_response: Handler) -> Handler:
    """Send staff and editors without a second factor to set one up, where it is required."""

    def middleware(request: Request) -> HttpResponse:
        if (
            settings.NACRE_STAFF_NEED_SECOND_FACTOR
            and (request.viewer.is_editor or request.viewer.is_house)
            and not request.path.startswith(WITHOUT_SECOND_FACTOR)
            and not is_mfa_enabled(request.user)
        ):
            return redirect("mfa_index")
        return get_response(request)

    return middleware


class looking_as:  # noqa: N801 - used like the function middlewares beside it
    """Show an operator what a member sees, and let them change nothing.

    It comes after `viewer` and `second_factor`, which know the operator; request.user stays the
    operator, to whom the session belongs, and what acts for request.user is closed.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        request.look = impersonation.look_of(request)
        if request.look is None or request.look.viewer is None:
            return self.get_response(request)
        request.viewer = request.look.viewer
        response = self.get_response(request)
        response["Cache-Control"] = "private, no-store"
        return response

    def process_view(self, request: Request, *view: Any) -> HttpResponse | None:
        """Refuse what is closed, once the view is known."""
        if request.look is None:
            return None
        why = impersonation.refusal(request)
        if request.look.viewer is None:
            impersonation.drop(request)
            messages.info(request, impersonation.OVER)
            why = impersonation.OVER if request.method not in impersonation.SAFE else ""
        context = {"title": _("Looking as a member"), "why": why}
        return render(request, "members/closed.html", context, status=403) if why else None
