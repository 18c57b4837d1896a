"""The request that views and slots are given, as our middleware leaves it."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest

if TYPE_CHECKING:
    from nacre.communities.models import Community
    from nacre.members.impersonation import Look
    from nacre.members.viewer import Viewer


class Request(HttpRequest):
    """What our middleware has put on a request by the time a view sees it."""

    community: "Community | None"
    viewer: "Viewer"
    look: "Look | None"
    stamp: str
    urlconf: str
    view_id: str
    route: Any
    walked: Any
    is_preview: bool


def here(request: Request) -> "Community":
    """The community whose host was asked; on the hub there is none, and nothing of one is found."""
    if request.community is None:
        raise Http404
    return request.community
