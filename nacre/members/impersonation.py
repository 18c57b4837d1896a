"""What a session holds of an operator who looks as a member, and what is closed meanwhile.

The session names a row of the log, no more: whether it stands is asked of the database each time,
so that it ends by the clock, at the end of the operator's rights, and when they sign out.
"""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest
from django.middleware.csrf import rotate_token
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.communities.request import Request
from nacre.members.actions.impersonating import end_impersonations
from nacre.members.models import Impersonation
from nacre.members.permissions import can_impersonate
from nacre.members.viewer import Viewer, membership_of
from nacre.ui.slots import fills

KEY = "impersonation"
SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
WAYS_OUT = {"members:impersonation_end", "account_logout"}
CLOSED = ("accounts/", "cms/", "members/me/data/")
READ_ONLY = _("You look as a member and change nothing in their name. End it first.")
PRIVATE = _(
    "A member's sign-in, the copy of their data and the desk stay closed while you look as them."
)
OVER = _("You no longer look as a member. Nothing was changed; you are yourself again.")


@dataclass(frozen=True)
class Look:
    """What an operator began in this session, and the viewer that they are; none once it is over."""

    begun: Impersonation | None
    viewer: Viewer | None


def look_of(request: Request) -> Look | None:
    """What this session began in this community; in another, the operator is themselves."""
    key = request.session.get(KEY)
    if key is None or request.community is None:
        return None
    begun = Impersonation.objects.begun().select_related("member").filter(pk=key).first()
    if begun is not None and begun.community_id != request.community.pk:
        return None
    return Look(begun, _viewer(request, begun) if begun else None)


def _viewer(request: Request, begun: Impersonation) -> Viewer | None:
    """The member's viewer, made anew and kept nowhere: their own session must not meet it."""
    by = request.viewer
    if begun.by_id != by.user_id or begun.over_at <= timezone.now() or by.community is None:
        return None
    membership = membership_of(begun.member_id or 0, by.community)
    if membership is None or not can_impersonate(by, membership):
        return None
    return replace(Viewer.of_membership(membership, by.community), impersonated_by=by.user_id)


def refusal(request: Request) -> Any:
    """Why a request is refused while an operator looks as a member; empty if it is not."""
    match = request.resolver_match
    if match is None or match.view_name in WAYS_OUT:
        return ""
    if request.method not in SAFE:
        return READ_ONLY
    return PRIVATE if match.route.startswith(CLOSED) else ""


def keep(request: HttpRequest, begun: Impersonation) -> None:
    """Look as a member from the next request on; forms of before are no longer taken."""
    request.session[KEY] = begun.pk
    rotate_token(request)


def drop(request: HttpRequest) -> None:
    """Be oneself from the next request on; forms that were shown to the member are not taken."""
    request.session.pop(KEY, None)
    rotate_token(request)


@receiver(user_logged_out)
def end_at_sign_out(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Who signs out looks at nothing any more."""
    if user is not None and KEY in request.session:
        end_impersonations(by_id=user.pk)


@fills("looking_as")
def banner(request: Request) -> str:
    """Above every page, as whom and until when, with the button that ends it."""
    look = getattr(request, "look", None)
    if look is None or look.viewer is None:
        return ""
    return render_to_string("members/_looking_as.html", {"look": look.begun}, request)
