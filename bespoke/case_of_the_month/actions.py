"""What a member does with a case."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from bespoke.case_of_the_month.models import Answer, CasePage
from nacre.insights.actions import record
from nacre.members.viewer import Viewer


@transaction.atomic
def answer_case(*, case: CasePage, option: int, by: Viewer) -> Answer:
    """Keep a member's first answer; later ones change nothing."""
    is_open = by.is_member and CasePage.objects.visible_to(by).filter(pk=case.pk).exists()
    if by.community is None or by.membership_id is None or not is_open:
        raise PermissionDenied(_("This case is not open to you."))
    if not 0 <= option < len(case.options):
        raise PermissionDenied(_("Choose one of the options."))
    given, is_first = Answer.objects.get_or_create(
        case=case,
        membership_id=by.membership_id,
        defaults={"option": option, "community": by.community},
    )
    if is_first:
        record("case.answered", viewer=by, object=f"page:{case.pk}", title=case.title)
    return given
