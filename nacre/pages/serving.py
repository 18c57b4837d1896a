"""How a published page is answered: route, body and record, each made once and kept.

Wagtail's own walk from address to page costs more than the rest of the answer, and a rendered
page is the same for all who share its audiences. Both are kept in the process under the
community's stamp (communities.tenancy), so publishing outdates them everywhere at once. Only
the personal slots are made anew (docs/explanation/speed.md).
"""

from dataclasses import dataclass

from django.core.cache import caches
from django.http import Http404, HttpResponse

from nacre.communities.request import Request, here
from nacre.insights.actions import record
from nacre.members.viewer import Viewer
from nacre.pages import showing
from nacre.pages.models import BasePage
from nacre.ui import slots

PAGE_OPENED = "page.opened"
BODY_KEPT_FOR = 600  # seconds: "3 days ago" may be ten minutes late


@dataclass(frozen=True)
class Route:
    """What an address leads to, as far as answering and recording need it."""

    page_id: int
    audience_id: int
    title: str
    sort: str
    path: str
    topics: tuple[str, ...]
    funding: str
    is_article: bool
    is_promotional: bool
    is_withdrawn: bool

    def is_open_to(self, viewer: Viewer) -> bool:
        """Whether they may read it; else they learn why not."""
        return not self.is_withdrawn and self.audience_id in viewer.audience_ids


def route_to(request: Request, path: str) -> Route:
    """The route of a path in the request's community, kept per stamp.

    Raises Http404 where no published page of a switched-on component lies.
    """
    local, request.walked = caches["local"], None
    key = f"route:{here(request).pk}:{request.stamp}:{path}"
    route = local.get(key)
    if route is None:
        route = _walk(request, path)
        local.set(key, route, 3600)
    if route.is_promotional and route.audience_id not in request.viewer.audience_ids:
        raise Http404  # the route was kept for somebody inside
    return route


def _walk(request: Request, path: str) -> Route:
    community = here(request)
    address = "".join(f"{part}/" for part in path.split("/") if part)
    found = BasePage.objects.of(community).live()
    page = found.at(community.site.root_page.url_path + address).specific().first()
    if page is None or not _is_known_to(request.viewer, page):
        raise Http404
    page.community = community
    request.walked = page  # drawn next, if nobody has drawn it yet
    return Route(
        page_id=page.pk,
        audience_id=page.audience_id,
        title=page.title,
        sort=page._meta.model_name.removesuffix("page"),
        path=f"/{path}",
        topics=tuple(page.topic_slugs),
        funding=",".join(sorted({f.sponsor.slug for f in page.funding})),
        is_article=page._meta.app_label != "pages",
        is_promotional=bool(page.promotion_label),
        is_withdrawn=page.taken_back_at is not None,
    )


def _is_known_to(viewer: Viewer, page: BasePage) -> bool:
    """Whether its title is for them, or at least the notice of its withdrawal."""
    pages = BasePage.objects
    known = pages.withdrawn_for(viewer) if page.taken_back_at else pages.listable_to(viewer)
    return known.filter(pk=page.pk).exists()


def body_of(request: Request, route: Route) -> tuple[bytes, ...]:
    """The rendered page, cut at its slots, for everyone with this viewer's audiences."""
    viewer = request.viewer
    who = f"{hash(viewer.audience_ids)}:{viewer.is_member}:{viewer.is_editor}"
    query = request.META.get("QUERY_STRING", "")
    if query:  # lists by page number and the like are rare: rendered anew
        return _render(request, route)
    key = f"body:{here(request).pk}:{request.stamp}:{route.page_id}:{who}"
    local = caches["local"]
    body = local.get(key)
    if body is None:
        body = _render(request, route)
        local.set(key, body, BODY_KEPT_FOR)
    return body


def _render(request: Request, route: Route) -> tuple[bytes, ...]:
    page = request.walked or BasePage.objects.get(pk=route.page_id).specific
    page.community = here(request)
    if route.is_withdrawn:
        text = showing.withdrawn(page, request)
    elif route.is_open_to(request.viewer):
        text = showing.opened(page, request)
    else:
        text = showing.locked(page, request)
    return slots.split(text.encode())


def answer(request: Request, route: Route, body: tuple[bytes, ...]) -> HttpResponse:
    """The page with the personal parts of the one who asks; recorded before it leaves."""
    request.route = route
    request.view_id = _record(request, route)
    response = HttpResponse(slots.join(body, request))
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Cookie"
    return response


def _record(request: Request, route: Route) -> str:
    if request.method != "GET":
        return ""
    is_open = route.is_open_to(request.viewer)
    view_id = record(
        PAGE_OPENED if is_open else "page.refused",
        viewer=request.viewer,
        request=request,
        object=f"page:{route.page_id}",
        type=route.sort,
        title=route.title,
        url=route.path,
        topics=route.topics,
        funding=route.funding,
    )
    return view_id or ""
