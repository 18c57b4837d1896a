"""How a page is drawn: its text, why it is closed, or that it was withdrawn.

Readers (serving.py) and previews (previewing.py) go through the same, so that an editor sees what a
reader gets.
"""

from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

from nacre.communities.request import Request

if TYPE_CHECKING:
    from nacre.pages.models import BasePage


def opened(page: Any, request: Request) -> str:
    """The page itself, for whoever may read it; personal parts are slots still."""
    return render_to_string(page.get_template(request), page.get_context(request), request)


def locked(page: "BasePage", request: Request) -> str:
    """What stands there for someone outside the audience."""
    return render_to_string("pages/locked_page.html", locked_context(page, request), request)


def withdrawn(page: "BasePage", request: Request) -> str:
    """What stands at the address of a page that was withdrawn."""
    return render_to_string("pages/withdrawn_page.html", withdrawn_context(page), request)


def locked_context(page: "BasePage", request: Request) -> dict[str, object]:
    """What someone outside the audience is told: title, why it is closed, how to get in."""
    return {
        "title": page.title,
        "standfirst": page.standfirst,
        "kind": page.specific_class.kind_label,
        "why": page.audience.explanation,
        "audience": page.audience.name,
        "funding": page.funding,
        "can_join": not request.viewer.is_member,
    }


def withdrawn_context(page: "BasePage") -> dict[str, object]:
    """What stands at the address of a page that was withdrawn, for everybody."""
    return {
        "title": page.title,
        "kind": page.specific_class.kind_label,
        "withdrawn_at": page.taken_back_at,
        **page.said_of_withdrawal(),
    }
