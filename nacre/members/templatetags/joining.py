"""Shows on the page for the code how far somebody has come who is joining."""

from django import template

from nacre.communities.request import Request
from nacre.members import application

register = template.Library()


@register.simple_tag
def join_steps(request: Request) -> list[dict[str, str]]:
    """The steps, while there is an application to finish; otherwise none."""
    if getattr(request, "community", None) is None or not application.is_complete(request):
        return []
    return application.steps(request, 2)


@register.simple_tag
def typed_address(request: Request, email: str) -> str:
    """The address as somebody typed it who is joining: never another that we know of them."""
    if getattr(request, "community", None) is None:
        return email
    return application.of(request).get("email") or email
