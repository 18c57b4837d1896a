"""Who may open the pages of linking up, what everybody else is told, and the way back."""

from collections.abc import Callable

from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from nacre.communities.request import Request
from nacre.members.views.circle import Circle, do_and_go
from nacre.networking.permissions import can_network, can_see_flags

CIRCLE = Circle(
    title="Linking up",
    for_members="Members write to and introduce one another here. It is for members we have checked.",
    for_full_members="Connecting and writing are for full members of this community.",
    not_for_companies="Members are promised that no company reaches them here. Companies take no part in it.",
    not_for_staff="What members write to one another, and whom they know, stays between them. "
    "It is closed while you look as a member.",
)
FOR_MODERATORS = "Flagged messages are for the moderators of this community."

members_only = CIRCLE.only(can_network)
moderators_only = CIRCLE.only(can_see_flags, FOR_MODERATORS)


def do_and_return(
    request: Request, act: Callable[[], object], done: str, default: str
) -> HttpResponseRedirect:
    """Do what a button asks, say so or say why not, and go back to where it stood."""
    return do_and_go(request, act, done, way_back(request, default))


def way_back(request: Request, default: str) -> str:
    """The page of ours that a form names, or the default."""
    wanted = request.POST.get("next", "")
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, None)
    return wanted if is_ours else default
