"""What only the whole installation can decide about a request."""

from collections.abc import Callable
from typing import Any

from csp.constants import HEADER, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse

# Wagtail's editor starts its date choosers with inline scripts; the sites themselves allow none.
ADMIN_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
}


class ContentSecurityPolicy(CSPMiddleware):
    """The library's, with the policy of nearly all answers put together once and not each time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)
        self.usual = build_policy()

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        """The usual policy, unless a view or the page itself asked for another."""
        is_special = any(name.startswith("_csp") for name in (*vars(response), *vars(request)))
        if is_special:
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self.usual)
        return response


def admin_csp(get_response: Callable[[HttpRequest], HttpResponse]):
    """Loosen the content security policy for Wagtail's admin alone."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response: Any = get_response(request)
        if request.path.startswith("/cms/"):
            response._csp_replace = ADMIN_POLICY
        return response

    return middleware
