"""The read API: what the one who asks may open, as JSON (docs/reference/api.md).

Two addresses, GET alone, the same gate as the pages. Signed in by the session of the browser, or
as anybody.
"""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from nacre.communities.request import Request, here
from nacre.pages.models import BasePage
from nacre.pages.public import with_sections

A_PAGE = 50


@require_safe
def pages(request: Request) -> HttpResponse:
    """The newest pages that the viewer may open, fifty at a time; by type and by topic."""
    found = BasePage.objects.visible_to(request.viewer).listed().pieces()
    sort, topic = (request.GET.get(name, "").replace("\x00", "") for name in ("type", "topic"))
    number = request.GET.get("page", "1")
    if not number.isdecimal() or not 0 < int(number) < 100_000:
        return _refusal("“page” is a whole number from 1.", 400)
    if sort:
        found = found.filter(content_type__model=f"{sort}page")
    if topic:
        found = found.about([topic])
    pager = Paginator(found.newest().for_cards(), A_PAGE)
    if int(number) > pager.num_pages:
        return _refusal(f"There are {pager.num_pages} pages.", 404)
    page = pager.page(int(number))
    return _answer(
        {
            "total": pager.count,
            "page": page.number,
            "pages": pager.num_pages,
            "results": [_brief(one, request) for one in page],
        }
    )


@require_safe
def page(request: Request, pk: int) -> HttpResponse:
    """One page, if the viewer may open it."""
    found = BasePage.objects.visible_to(request.viewer).for_cards().filter(pk=pk).first()
    if found is None:
        return _refusal("There is no such page, or it is not open to you.", 404)
    piece = with_sections([found.specific], here(request))[0]
    return _answer(
        {
            **_brief(found, request),
            "funding": [funding.statement for funding in piece.funding],
            "text": " ".join(piece.words().split()),
        }
    )


def _brief(found: BasePage, request: Request) -> dict[str, Any]:
    """What a list says of a page."""
    published = found.first_published_at
    return {
        "id": found.pk,
        "type": found.cached_content_type.model.removesuffix("page"),
        "title": found.title,
        "url": here(request).url(found.path_in_community),
        "standfirst": found.standfirst,
        "topics": found.topic_slugs,
        "audience": found.audience.slug,
        "published_at": published.isoformat() if published else None,
        "review_due_on": found.review_due.isoformat() if found.review_due else None,
        "is_overdue": found.is_overdue,
    }


def _answer(said: dict[str, Any], status: int = 200) -> HttpResponse:
    answer = JsonResponse(said, status=status, json_dumps_params={"ensure_ascii": False})
    answer["Cache-Control"] = "private, no-cache"
    answer["Vary"] = "Cookie"
    return answer


def _refusal(why: str, status: int) -> HttpResponse:
    return _answer({"error": why}, status)
