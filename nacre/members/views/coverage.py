"""The coverage map: who is there and who is missing, and who could invite them."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from nacre.communities.request import Request, here
from nacre.members.coverage import add_inviters, coverage_of, for_sponsor, map_height, tiles
from nacre.members.permissions import can_see_coverage, can_see_rounded_coverage

PAGE_SIZE = 40
MEASURES = (gettext_lazy("Expected"), gettext_lazy("Members"), gettext_lazy("Missing"))


@require_safe
def coverage_map(request: Request) -> HttpResponse:
    """By hospital, role and region for those who keep the list; rounded for a sponsor."""
    if not request.viewer.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if can_see_coverage(request.viewer):
        return render(request, "members/coverage.html", _in_full(request))
    if can_see_rounded_coverage(request.viewer):
        told = for_sponsor(coverage_of(here(request)))
        rows = {name: [_row(row) for row in told[name]] for name in ("roles", "regions")}
        heads = {
            "role_head": [_("Role"), *MEASURES[:2]],
            "region_head": [_("Region"), *MEASURES[:2]],
        }
        return render(
            request, "members/coverage_rounded.html", rows | heads | {"total": told["total"]}
        )
    raise PermissionDenied(_("Only moderators and the body's own contacts see this map."))


def _in_full(request: Request) -> dict[str, Any]:
    found = coverage_of(here(request))
    page = Paginator(found.organisations, PAGE_SIZE).get_page(request.GET.get("page", ""))
    if request.viewer.sees_people:
        add_inviters(page.object_list, here(request))
    placed = tiles(found.regions)
    return {
        "total": found.total,
        "page": page,
        "roles": [[r.label, r.expected, r.members, r.missing] for r in found.roles],
        "regions": [[r.label, r.expected, r.members, r.missing] for r in found.regions],
        "tiles": placed,
        "height": map_height(placed),
        "role_head": [_("Role"), *MEASURES],
        "region_head": [_("Region"), *MEASURES],
    }


def _row(row: dict[str, Any]) -> list[Any]:
    return [row["label"], row["expected"], row["members"]]
