"""Codes are made for an occasion, handed out, used once each, or withdrawn."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.confidentiality.scanning import BLOCK, scan
from nacre.insights.actions import record
from nacre.members.actions.evidence import record_evidence
from nacre.members.actions.joining import of_company
from nacre.members.invite_codes import MOST, code_hash, new_code
from nacre.members.models import InviteBatch, InviteCode, Membership, VerificationEvidence
from nacre.members.models.invite import INVITED
from nacre.members.permissions import can_hand_out_codes
from nacre.members.professions import COMMERCIAL
from nacre.members.queue import confirmed_addresses
from nacre.members.viewer import Viewer

BY_CODE = "invite_code"  # how somebody came, on their membership


@transaction.atomic
def make_codes(*, by: Viewer, tier: str, label: str, number: int) -> tuple[InviteBatch, list[str]]:
    """Make a batch of codes; the answer is the only place where they ever stand in the clear."""
    if not can_hand_out_codes(by) or by.community is None:
        raise PermissionDenied(_("Only moderators and the body's own contacts make invite codes."))
    if tier not in dict(INVITED) or not 1 <= number <= MOST or not label.strip():
        raise ValidationError(_("Say what the codes are for, as what, and how many: 1 to 500."))
    if scan(label).decision == BLOCK:
        raise ValidationError({"label": _("Take out what could identify a patient.")})

    batch = InviteBatch.objects.create(
        community=by.community, tier=tier, label=label.strip()[:80], made_by_id=by.user_id
    )
    codes = [new_code() for _number in range(number)]
    InviteCode.objects.bulk_create(InviteCode(batch=batch, code_hash=code_hash(c)) for c in codes)
    record("invite_codes.made", viewer=by, object=f"invite_batch:{batch.pk}")
    return batch, codes


@transaction.atomic
def withdraw_codes(*, by: Viewer, batch: InviteBatch) -> int:
    """Take back the codes of a batch that nobody has used; answers how many."""
    if not can_hand_out_codes(by) or batch.community != by.community:
        raise PermissionDenied(_("Only moderators and the body's own contacts withdraw codes."))
    count = batch.codes.unused().update(withdrawn_at=timezone.now())
    record("invite_codes.withdrawn", viewer=by, object=f"invite_batch:{batch.pk}")
    return count


@transaction.atomic
def take_code(*, sealed: str, membership: Membership) -> bool:
    """Somebody asked to join with a code, here as its hash: it is theirs, and says as what.

    It is one point of evidence, and no verification. Answers False where it is no longer good, or
    they are here for a company; who stands on the body's list stays a full member.
    """
    code = (
        InviteCode.objects.of(membership.community).for_joining().filter(code_hash=sealed).first()
    )
    if code is None or code.problem or _is_of_company(membership):
        return False
    # Of two who use it at once, the database lets one change the row.
    mine = InviteCode.objects.filter(pk=code.pk).unused()
    if not mine.update(used_at=timezone.now(), membership=membership):
        return False
    membership.source = BY_CODE
    if membership.status == Membership.Status.PENDING:
        membership.tier = code.batch.tier
    membership.save(update_fields=["source", "tier"])
    record_evidence(
        user=membership.user, community=membership.community,
        sort=VerificationEvidence.Sort.SPONSOR, checked_by_id=None, method="invite code",
        source_name=_("Invite code “%(label)s”") % {"label": code.batch.label},
    )  # fmt: skip
    record("invite_code.used", viewer=Viewer.of(membership.user, membership.community),
           object=f"invite_batch:{code.batch_id}")  # fmt: skip
    return True


def _is_of_company(membership: Membership) -> bool:
    addresses = confirmed_addresses([membership]).get(membership.user_id, [])
    return membership.profession in COMMERCIAL or of_company([*addresses, membership.user.email])
