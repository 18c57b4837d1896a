"""What a member follows."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from nacre.communities.request import Request, here
from nacre.members.models import Membership, Organisation
from nacre.networking import actions
from nacre.networking.colleagues import colleagues_of
from nacre.networking.following import news_for
from nacre.networking.models import Follow
from nacre.networking.views.gate import do_and_return, members_only
from nacre.pages.models import Topic

PAGE_SIZE = 30
HOME = "/following/"


@members_only
@require_safe
def follow_list(request: Request) -> HttpResponse:
    """What is new from what a member follows, and the list of it."""
    viewer = request.viewer
    page = Paginator(Follow.objects.visible_to(viewer).for_list(), PAGE_SIZE).get_page(
        request.GET.get("page", "")
    )
    followed = Follow.objects.visible_to(viewer).filter(topic__isnull=False).values("topic_id")
    topics = Topic.objects.of(here(request)).exclude(pk__in=followed)[:12]
    return render(
        request,
        "networking/follow_list.html",
        {
            "page": page,
            "rows": [_row(follow) for follow in page],
            "news": news_for(viewer),
            "topics": topics,
        },
    )


def _row(follow: Follow) -> dict:
    shown: dict = {}
    if follow.person:
        shown = {"label": follow.person.user.name, "href": follow.person.profile_url}
    elif follow.organisation:
        place = follow.organisation
        shown = {"label": place.name, "href": f"/organisations/{place.ods_code}/"}
    elif follow.topic:
        shown = {"label": follow.topic.label, "href": f"/topics/{follow.topic.slug}/"}
    return shown | {"sort": follow.sort, "address": follow.address, "since": follow.since}


@members_only
@require_POST
def follow_begin(request: Request, sort: str, key: str) -> HttpResponse:
    """Follow a colleague, an organisation or a topic."""
    target = _target(request, sort, key)
    return do_and_return(
        request,
        lambda: actions.start_following(by=request.viewer, target=target),
        "You follow this now. Nobody else sees it.",
        HOME,
    )


def _target(request: Request, sort: str, key: str) -> Membership | Organisation | Topic:
    if sort == "person":
        is_key = len(key) == 36 and key.count("-") == 4 and key.replace("-", "").isalnum()
        return get_object_or_404(colleagues_of(request.viewer), key=key if is_key else None)
    if sort == "organisation":
        return get_object_or_404(Organisation.objects.coded(key))
    if sort == "topic":
        return get_object_or_404(Topic.objects.of(here(request)), slug=key)
    raise Http404


@members_only
@require_POST
def follow_end(request: Request, key: str) -> HttpResponse:
    """Stop following, with one tap."""
    follow = get_object_or_404(Follow.objects.visible_to(request.viewer), key=key)
    return do_and_return(
        request,
        lambda: actions.stop_following(by=request.viewer, follow=follow),
        "You no longer follow this.",
        HOME,
    )
