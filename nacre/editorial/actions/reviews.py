"""Reviews of what is published: put off with a reason that is kept."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from nacre.communities import tenancy
from nacre.confidentiality.scanning import BLOCK, scan
from nacre.editorial.actions.placing import follow_source
from nacre.editorial.permissions import can_put_off_review
from nacre.members.models import User
from nacre.members.viewer import Viewer
from nacre.pages.models import BasePage

LONGEST = timedelta(days=366)
REVIEW_PUT_OFF = "nacre.review.put_off"


@transaction.atomic
def put_off_review(*, page: BasePage, until: date, reason: str, by: Viewer) -> None:
    """Keep a page in the lists although its review is late; who, until when and why is logged."""
    if not can_put_off_review(by, page):
        raise PermissionDenied(_("A clinical editor of this community puts a review off."))
    today = timezone.localdate()
    if not today < until <= today + LONGEST:
        raise ValidationError({"until": _("Choose a day within the next twelve months.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the page is still right as it stands.")})
    if scan(reason).decision == BLOCK:
        raise ValidationError({"reason": _("Take out what could identify a patient.")})
    BasePage.objects.filter(pk=page.pk).update(review_put_off_to=until)
    follow_source(source=BasePage.objects.get(pk=page.pk))
    said: dict[str, Any] = {"until": until.isoformat(), "reason": reason.strip()}
    user = User.objects.filter(pk=by.user_id or 0).first()
    log(instance=page.specific, action=REVIEW_PUT_OFF, user=user, data=said)
    transaction.on_commit(lambda: tenancy.touch(page.community))
