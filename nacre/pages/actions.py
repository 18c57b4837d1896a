"""What happens to pages apart from being written."""

from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.members.viewer import Viewer
from nacre.pages.models import BasePage, ReadingPlace


def remember_place(*, page_id: int, percent: int, by: Viewer) -> None:
    """Keep how far a member came in a page that is open to them."""
    is_open = BasePage.objects.visible_to(by).filter(pk=page_id).exists()
    if by.membership_id is None or not is_open:
        raise PermissionDenied(_("This page is not open to you."))
    ReadingPlace.objects.update_or_create(
        membership_id=by.membership_id,
        page_id=page_id,
        defaults={"percent": percent, "at": timezone.now()},
    )
    transaction.on_commit(lambda: caches["default"].delete(place_key(by.membership_id)))


@transaction.atomic
def settle_openings(*, below: BasePage) -> int:
    """Work out anew when the pages below one open, after its own moment changed; how many moved."""
    now = timezone.now()
    pages = BasePage.objects.descendant_of(below)
    if not below.is_held and not below.embargo_for_below():
        pages = pages.filter(opens_at__gt=now)  # nothing above closes the others
    return sum(settle_opening(page=page) for page in pages.order_by("path").specific())


def settle_opening(*, page: BasePage) -> bool:
    """Work out anew when one page opens; whether that moved."""
    opens_at = page.opening()
    if opens_at == page.opens_at:
        return False
    if page.is_held or not page.live:
        page.date_by_opening(opens_at, timezone.now())
    BasePage.objects.filter(pk=page.pk).update(
        opens_at=opens_at, first_published_at=page.first_published_at
    )
    return True


def place_key(membership_id: int | None) -> str:
    """Where the unfinished article of a member lies in the shared cache."""
    return f"place:{membership_id}"


def near_key(community_id: int, place: int | str) -> str:
    """Where the newest colleagues of a hospital, or of a profession, lie in the shared cache."""
    return f"near:{community_id}:{place}"
