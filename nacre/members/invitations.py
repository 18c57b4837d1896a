"""The letters of invitations, and the care for the addresses in them."""

from django.db import transaction
from django.utils import timezone

from nacre.communities.models import absolute_url
from nacre.members.models import Referral
from nacre.members.models.referral import KEPT_FOR, REMIND_AFTER
from nacre.members.referral_items import item_at
from nacre.notifications.actions import send_mail


def write_to_colleague(referral: Referral, template: str) -> None:
    """The letter: who invites, why, what to read, and how to have quiet."""
    sender = referral.referred_by
    if sender is None:
        return
    address = absolute_url(referral.community.host, f"/refer/{referral.key}/")
    if referral.item_path and item_at(referral.community, referral.item_path) is None:
        # Expired, unpublished or under embargo since it was sent: no letter names it any more.
        referral.item_path = referral.item_title = ""
    context = {"referral": referral, "sender": sender, "address": address}
    send_mail(referral.email, f"members/mail/{template}", context, referral.community)


def tend_referrals() -> dict[str, int]:
    """Remind once after a week; after four, erase the addresses of those who did not come.

    May run as often as you like: each letter is written once.
    """
    now = timezone.now()
    waiting = Referral.objects.exclude(email="").filter(joined_at=None)
    erased = waiting.filter(sent_at__lte=now - KEPT_FOR).update(email="")
    reminded = 0
    due = waiting.filter(sent_at__lte=now - REMIND_AFTER, reminded_at=None)
    for key in list(due.values_list("pk", flat=True)):
        reminded += _remind(key)
    return {"reminded": reminded, "erased": erased}


@transaction.atomic
def _remind(key: int) -> int:
    referral = (
        Referral.objects.select_for_update()
        .filter(pk=key, reminded_at=None)
        .exclude(email="")
        .first()
    )
    if referral is None or referral.referred_by_id is None:
        return 0
    referral.reminded_at = timezone.now()
    referral.save(update_fields=["reminded_at"])
    transaction.on_commit(lambda: write_to_colleague(referral, "referral_reminder"))
    return 1
