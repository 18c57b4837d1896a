"""The rooms of the desk and the ways about one page, so that nobody gets lost between them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from nacre.communities.request import Request
from nacre.editorial.models import Article, Tool
from nacre.editorial.permissions import (
    can_ask_for_interview,
    can_assign_sessions,
    can_record_sponsorship,
    can_triage,
)
from nacre.members.viewer import Viewer
from nacre.pages.models import BasePage
from nacre.questions.permissions import can_write_questions
from nacre.scorm.permissions import can_keep_packages
from nacre.ui.slots import fills
from nacre.ui.templatetags.patterns import pattern


@dataclass(frozen=True)
class Room:
    """A page of the desk that is always there, and who may enter it."""

    code: str
    label: Any
    route: str
    icon: str  # of Wagtail's set
    may_enter: Callable[[Viewer], bool]
    doors: tuple[str, ...] = ()  # routes that belong to it too
    # What one finds in it and how much of that waits, where a floor above has brought the room.
    said: Callable[[Viewer], tuple[str, str]] | None = None

    @property
    def url(self) -> str:
        """Its address."""
        return reverse(self.route)

    def holds(self, path: str) -> bool:
        """Whether a page lies in it."""
        return path.startswith((self.url, *map(reverse, self.doors)))


def _in_person(by: Viewer) -> bool:
    return by.is_editor and not by.impersonated_by


def _asks(by: Viewer) -> bool:
    return can_ask_for_interview(by, by.community)


def _keeps_packages(by: Viewer) -> bool:
    has_zone = by.community is not None and "learning" in by.community.enabled
    return has_zone and can_keep_packages(by)


def _asks_learners(by: Viewer) -> bool:
    has_zone = by.community is not None and "learning" in by.community.enabled
    return has_zone and can_write_questions(by)


ROOMS = [
    Room("calendar", _("Calendar"), "editorial:calendar", "date", _in_person),
    Room("papers", _("New papers"), "editorial:papers", "download", can_triage),
    Room("links", _("Dead links"), "editorial:links", "link", can_triage),
    Room(
        "programmes",
        _("Programmes"),
        "editorial:programmes",
        "list-ul",
        can_assign_sessions,
        doors=("editorial:assigned",),
    ),
    Room("interviews", _("Interviews"), "interviews:list", "user", _asks),
    Room("packages", _("Packages"), "learning:scorm:package_list", "media", _keeps_packages),
    Room("questions", _("Questions"), "learning:questions:bank_list", "help", _asks_learners),
    Room("funding", _("Funding"), "editorial:funding_list", "pick", can_record_sponsorship),
]


def add_room(room: Room, *, before: str) -> None:
    """A room of an app above, before another one; the second of the same code is not added."""
    codes = [known.code for known in ROOMS]
    if room.code not in codes:
        ROOMS.insert(codes.index(before), room)


def rooms_for(viewer: Viewer) -> list[Room]:
    """The rooms that somebody may enter."""
    return [room for room in ROOMS if room.may_enter(viewer)]


@fills("desk_rooms")
def desk_rooms(request: Request) -> str:
    """Above each page of the desk: the ways to the others, for those who have a desk."""
    viewer = request.viewer
    if not viewer.is_editor or viewer.community is None:
        return ""
    items = [{"label": _("Desk"), "url": reverse("wagtailadmin_home")}]
    for room in rooms_for(viewer):
        current = room.holds(request.path)
        items.append({"label": room.label, "url": room.url, "current": current})
    return pattern("sub_nav", items=items, label=_("Rooms of the desk"), look="wrap")


@dataclass(frozen=True)
class Way:
    """Something to see or do about one page, at an address of its own."""

    code: str
    label: Any
    route: str
    icon: str


HISTORY = Way("sign-offs", _("Sign-offs"), "sign_offs:history", "tick-inverse")
VERSIONS = Way("versions", _("Versions and use"), "editorial:library_desk", "doc-full")
FACTS = Way("facts", _("Fact checks"), "editorial:fact_checks", "view")
CERTIFICATE = Way("certificate", _("Certificate"), "editorial:certificate", "check")
CHANGES = Way("changes", _("Changes"), "editorial:changes", "history")
PLACES = Way("places", _("Place in…"), "editorial:placements", "site")


def ways_about(page: Page) -> Iterator[Way]:
    """What there is to see or do about a page, by its kind."""
    sort = page.specific_class or Page
    if getattr(sort, "needs_sign_off", False):
        yield HISTORY
    if issubclass(sort, Tool):
        yield VERSIONS
    if not issubclass(sort, Article):
        return
    yield FACTS
    if page.specific.promotion_label:
        yield CERTIFICATE
    yield CHANGES
    if sort.is_placeable:
        yield PLACES


def ways_for(page: BasePage, viewer: Viewer, current: str) -> list[dict[str, Any]]:
    """The same for the bar of a page at the desk; nothing for those without one."""
    if not viewer.is_editor:
        return []
    found = [way for way in ways_about(page) if _is_open(way, viewer)]
    first = {"label": _("Edit"), "url": reverse("wagtailadmin_pages:edit", args=[page.pk])}
    return [first] + [
        {
            "label": way.label,
            "url": reverse(way.route, args=[page.pk]),
            "current": way.code == current,
        }
        for way in found
    ]


def _is_open(way: Way, viewer: Viewer) -> bool:
    return way is not CERTIFICATE or can_record_sponsorship(viewer)
