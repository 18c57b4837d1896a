"""The desk revokes a certificate, or issues it again with what was wrong put right."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.certificates.actions.giving_badges import carry_badge
from nacre.certificates.facts import Facts
from nacre.certificates.keys import current_key
from nacre.certificates.letters import write
from nacre.certificates.models import Certificate, Reminder
from nacre.certificates.numbers import new_check_code, reissued
from nacre.certificates.permissions import can_change
from nacre.confidentiality.forms import why_not
from nacre.insights.actions import record
from nacre.members.refusals import Refused
from nacre.members.viewer import Viewer

LONGEST = 500


@transaction.atomic
def revoke(*, certificate: Certificate, by: Viewer, why: str) -> Certificate:
    """An editor takes a certificate back; anybody who checks it sees so at once, without the reason."""
    why = _reason(why)
    held = _held(certificate, by)
    if held.replaced_by_id:
        raise Refused(_("This one was issued again. Revoke the one that replaced it."))
    if held.revoked_at:
        raise Refused(_("This certificate is revoked already."))

    held.revoked_at, held.revoked_because = timezone.now(), why
    held.revoked_by_id = by.membership_id
    held.save(update_fields=["revoked_at", "revoked_because", "revoked_by"])
    record("certificate.revoked", viewer=by, object=held.subject)
    transaction.on_commit(lambda: write(held, "revoked"))
    return held


@transaction.atomic
def reissue(*, certificate: Certificate, by: Viewer, why: str, facts: Facts) -> Certificate:
    """An editor issues a certificate again, with other facts: the number stays, with -R1."""
    facts.check()
    why = _reason(why)
    old = _held(certificate, by)
    if old.revoked_at:
        raise Refused(_("A revoked certificate is not issued again."))
    if old.replaced_by_id:
        raise Refused(_("This one was issued again already. Go on from the newest."))
    if facts.as_json() == old.facts:
        raise Refused(_("Nothing is different. Change what is wrong first."))

    new = _again(old, facts)
    new.set_seal(current_key(old.community))
    try:
        with transaction.atomic():
            new.save()
    except IntegrityError:
        raise Refused(_("A colleague has issued it again just now.")) from None
    old.replaced_by, old.reissued_because, old.reissued_by_id = new, why, by.membership_id
    old.save(update_fields=["replaced_by", "reissued_because", "reissued_by"])
    Reminder.objects.bulk_create(
        Reminder(certificate=new, days=told.days, written_at=told.written_at)
        for told in old.reminders.all()
    )
    carry_badge(old, new)
    record("certificate.reissued", viewer=by, object=new.subject)
    transaction.on_commit(lambda: write(new, "reissued"))
    return new


def _again(old: Certificate, facts: Facts) -> Certificate:
    """The same award with other facts and everything that its holder chose."""
    kept = (
        "community", "membership", "subject", "edition", "title", "completed_at", "starts_at",
        "expires_at", "shows_name", "shows_score", "shows_credits", "is_reminded", "told_at",
    )  # fmt: skip
    new = Certificate(**{name: getattr(old, name) for name in kept})
    first = old.number.removesuffix(f"-R{old.reissue}") if old.reissue else old.number
    new.reissue, new.number = old.reissue + 1, reissued(first, old.reissue + 1)
    new.check_code, new.awarded_at = new_check_code(), timezone.now()
    new.facts = facts.as_json()
    return new


def _held(certificate: Certificate, by: Viewer) -> Certificate:
    """The row as it is now, held until the transaction ends."""
    if not can_change(by, certificate):
        raise Refused(_("Editors of the community do this, and nobody with their own certificate."))
    rows = Certificate.objects.select_for_update(of=("self",)).with_seal()
    return rows.select_related("membership__user", "community__site").get(pk=certificate.pk)


def _reason(why: str) -> str:
    why = why.strip()
    if not why:
        raise Refused(_("Say why. The holder reads it; whoever checks the certificate does not."))
    if len(why) > LONGEST:
        raise Refused(_("Say why in at most 500 characters."))
    if stopped := why_not(why, is_checked=True):
        raise Refused(stopped)
    return why
