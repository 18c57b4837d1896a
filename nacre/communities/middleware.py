"""From the host of a request to its community."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseNotFound
from django.utils.functional import SimpleLazyObject

from nacre.communities import tenancy, turns
from nacre.communities.request import Request
from nacre.components import registry

Handler = Callable[[Request], HttpResponse]
PLAIN_HOST = re.compile(r"[a-z0-9.-]+")
NOT_HERE = "There is nothing at this address. Check the link, or ask whoever gave it to you.\n"


def is_plain(host: str) -> bool:
    """Whether a host is written as ours are; others are not even looked up."""
    return len(host) < 254 and PLAIN_HOST.fullmatch(host) is not None


def health(get_response: Handler) -> Handler:
    """Answer /healthz on any host: load balancers ask by address."""

    def middleware(request: Request) -> HttpResponse:
        if request.path == "/healthz":
            return HttpResponse("ok\n", content_type="text/plain")
        return get_response(request)

    return middleware


def community(get_response: Handler) -> Handler:
    """Set request.community and request.stamp; a host that is not ours is a plain 404."""

    def middleware(request: Request) -> HttpResponse:
        host = request.META.get("HTTP_HOST", "").rsplit(":", 1)[0].lower()
        request.stamp = tenancy.stamp_of(host) if is_plain(host) else ""
        request.community = tenancy.community_on(host, request.stamp) if is_plain(host) else None
        if request.community is None:
            if not tenancy.is_hub(host):
                return HttpResponseNotFound(NOT_HERE, content_type="text/plain")
            request.urlconf = "nacre.config.hub_urls"
        request.stamp = request.stamp or tenancy.new_stamp(host)
        if request.community is not None:
            told = partial(turns.turned, request.community, request.stamp)
            request.stamp = SimpleLazyObject(told)  # type: ignore[assignment]  # a string, if asked
        return get_response(request)

    return middleware


class component_gate:  # noqa: N801 - used like the function middlewares beside it
    """Answer 404 for the URLs of a component that this community has not switched on."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Request, *view: Any) -> None:
        """Decide once the URL is resolved."""
        match = request.resolver_match
        for app_name in match.app_names if match else ():
            owner = registry.owner_of_url(app_name)
            if owner and request.community and owner not in request.community.enabled:
                raise Http404
