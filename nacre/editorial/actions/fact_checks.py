"""The logged window in which a sponsor may say what is factually wrong; the editors decide."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from nacre.editorial.models import Article, FactCheck, FactualPoint
from nacre.editorial.permissions import can_open_fact_check
from nacre.members.models import Membership
from nacre.members.viewer import Viewer
from nacre.notifications.actions import send_mail

LONGEST = timedelta(days=14)
AT_ARMS_LENGTH = ("none", "hands_off_grant")


@transaction.atomic
def open_fact_check(
    *, page: Article, observer: Membership, closes_at: datetime, by: Viewer, user: Any
) -> FactCheck:
    """Let one observer read the latest revision of a page until a moment.

    Raises PermissionDenied for anybody but editors, ValidationError where the page has no sponsor
    whose label says that it checks facts, or the window would be open for more than 14 days.
    """
    if not can_open_fact_check(by):
        raise PermissionDenied(_("Editors open a window for a sponsor."))
    now = timezone.now()
    if not now < closes_at <= now + LONGEST:
        raise ValidationError({"closes_at": _("The window ends within 14 days from now.")})
    paying = [f for f in page.funding if f.kind not in AT_ARMS_LENGTH]
    if not paying:
        raise ValidationError(
            _("Nobody who pays for this page may check it: a sponsor at arm's length sees nothing.")
        )
    revision = page.get_latest_revision()
    if revision is None:
        raise ValidationError(_("The page has no draft yet."))
    window = FactCheck.objects.create(
        community=page.community, page_id=page.pk, revision=revision, sponsor=paying[0].sponsor,
        observer=observer, opened_by=user, closes_at=closes_at,
    )  # fmt: skip
    _log(window, "opened", user, {"until": str(closes_at)})
    to, link = observer.user.email, page.community.url(f"/fact-checks/{window.key}/")
    transaction.on_commit(
        lambda: send_mail(
            to, "editorial/mail/fact_check", {"window": window, "link": link}, page.community
        )
    )
    return window


@transaction.atomic
def raise_point(*, window: FactCheck, by: Viewer, user: Any, said: dict[str, str]) -> FactualPoint:
    """Note one thing that the sponsor says is not so. Raises PermissionDenied once it is over."""
    if not window.is_open or window.observer_id != by.membership_id:
        raise PermissionDenied(_("This window is closed."))
    point = window.points.create(**said)
    _log(window, "point", user, {"passage": point.passage})
    return point


@transaction.atomic
def decide_point(*, point: FactualPoint, decision: str, user: Any) -> None:
    """An editor takes a point up, or declines it."""
    point.decision = FactualPoint.Decision(decision)
    point.save(update_fields=["decision"])
    _log(point.fact_check, "decided", user, {"passage": point.passage, "decision": decision})


@transaction.atomic
def close_fact_check(*, window: FactCheck, user: Any) -> None:
    """End a window before its time; closing one that is over changes nothing."""
    if window.is_open:
        window.closes_at = timezone.now()
        window.save(update_fields=["closes_at"])
        _log(window, "closed", user, {})


def _log(window: FactCheck, what: str, user: Any, data: dict[str, str]) -> None:
    said = {"window": str(window.key), "sponsor": window.sponsor.name, **data}
    log(window.page, f"nacre.fact_check.{what}", user=user, revision=window.revision, data=said)
