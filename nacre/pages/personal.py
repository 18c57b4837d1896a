"""The member's own part of a page: what is new for them, where they stopped, who is near.

Each fills a slot of a page that was rendered for everybody. What several members share (the
same interests, the same hospital) is rendered once and kept under the community's stamp; where
one person stopped reading lies in the shared cache until they read on.
"""

from collections.abc import Callable
from typing import Any

from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from nacre.communities.request import Request, here
from nacre.members.models import Membership
from nacre.members.viewer import Viewer
from nacre.members.visibility import as_community
from nacre.pages import actions, shelf
from nacre.pages.models import ReadingPlace, address_of
from nacre.ui.slots import fills

NEW_FOR_YOU = 4
LATEST = 9
NEAR_YOU = 3
NEAR_KEPT_FOR = 600  # seconds; a change at the hospital outdates it at once


@fills("view")
def view(request: Request) -> str:
    """The attribute that lets the page say how long it was read."""
    view_id = getattr(request, "view_id", "")
    return format_html('data-view="{}"', view_id) if view_id else ""


@fills("for_you")
def for_you(request: Request) -> str:
    """What is new on the topics that a member named."""
    viewer = request.viewer
    if not viewer.is_member:
        return ""
    mine = shelf.chosen_for(viewer, shelf.shelf_of(request), NEW_FOR_YOU)
    if not mine:
        return ""
    key = f"for-you:{here(request).pk}:{request.stamp}:{bool(viewer.interests)}"
    head = _kept(key, lambda: _render_head(viewer))
    return format_html(
        '<section class="stack" aria-labelledby="for-you">{}'
        '<div class="cards cards--4">{}</div></section>',
        head,
        shelf.rows(mine, "cover"),
    )


def _render_head(viewer: Viewer) -> str:
    why = _("On the topics you follow") if viewer.interests else ""
    return render_to_string("pages/_for_you.html", {"why": why})


@fills("latest")
def latest(request: Request) -> str:
    """What else is new, without what already stands above it."""
    viewer = request.viewer
    everything = shelf.shelf_of(request)
    above = shelf.chosen_for(viewer, everything, NEW_FOR_YOU)
    rest = [item for item in everything if item not in above][:LATEST]
    return format_html('<ul class="rows">{}</ul>', shelf.rows(rest, "row"))


@fills("continue_reading")
def continue_reading(request: Request) -> str:
    """The article that a member left half-read."""
    if not request.viewer.is_member:
        return ""
    shared = caches["default"]
    key = actions.place_key(request.viewer.membership_id)
    kept = shared.get(key)
    if kept is None or kept[0] != request.stamp:
        kept = (request.stamp, _render_continue(request.viewer))
        shared.set(key, kept, 3600)
    return mark_safe(kept[1])  # noqa: S308 - what format_html made, back from the cache


def _render_continue(viewer: Viewer) -> str:
    place = ReadingPlace.objects.unfinished(viewer).values_list(
        "page__title", "page__url_path", "percent", "page__reading_minutes"
    )
    found = place.first()
    if found is None:
        return ""
    title, url_path, percent, minutes = found
    left = max(1, round(minutes * (100 - percent) / 100))
    return format_html(
        '<section class="continue" aria-labelledby="continue-heading">'
        '<h2 class="continue__heading" id="continue-heading">Continue</h2>'
        '<a class="continue__link" href="{}">{}</a>'
        '<p class="continue__left">about {} min left</p></section>',
        address_of(url_path),
        title,
        left,
    )


@fills("near_you")
def near_you(request: Request) -> str:
    """Colleagues who joined at a member's own hospital, or in their field; never themselves."""
    viewer = request.viewer
    if not viewer.sees_people:
        return ""
    shared = caches["default"]
    place = viewer.organisation_id or viewer.profession
    key = actions.near_key(here(request).pk, place)
    kept = shared.get(key)
    if kept is None:
        kept = _render_near_you(viewer)
        shared.set(key, kept, NEAR_KEPT_FOR)
    head, people = kept
    others = [card for pk, card in people if pk != viewer.membership_id][:NEAR_YOU]
    if not others:
        return ""
    rows = format_html_join("", "<li>{}</li>", ((card,) for card in others))
    return format_html(
        '<section class="stack" aria-labelledby="near-you">{}<ul class="rows">{}</ul></section>',
        head,
        rows,
    )


def _render_near_you(viewer: Viewer) -> tuple[str, list[tuple[int, str]]]:
    members = Membership.objects.visible_to(viewer).for_profile()
    newest = members.order_by("-activated_at")
    # By the entry of the directory: it has no hospital that its member does not show.
    here = newest.filter(directory_entry__organisation=viewer.organisation_id)
    found = list(here[: NEAR_YOU + 1]) if viewer.organisation_id else []
    at_hospital = len(found) > 1
    if not at_hospital:
        found = list(newest.filter(profession=viewer.profession)[: NEAR_YOU + 1])
    ods_code = found[0].organisation.ods_code if at_hospital else ""
    head = render_to_string("pages/_near_you.html", {"ods_code": ods_code})
    people: list[tuple[int, str]] = [
        (m.pk, render_to_string("pages/_near_card.html", {"member": as_community(m)}))
        for m in found
    ]
    return head, people


def _kept(key: str, make: Callable[[], Any]) -> Any:
    local = caches["local"]
    found = local.get(key)
    if found is None:
        found = make()
        local.set(key, found, shelf.KEPT_FOR)
    return found
