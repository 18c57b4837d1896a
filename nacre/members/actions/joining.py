"""Somebody asks to join: what they say of themselves, and what is found out at once."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.communities.models import Community
from nacre.insights.actions import record
from nacre.members import work_email
from nacre.members.actions.directory import refresh_directory
from nacre.members.actions.evidence import record_evidence
from nacre.members.actions.registers import score
from nacre.members.models import (
    AdmissionRule,
    MemberListEntry,
    Membership,
    Organisation,
    ProfessionalRegistration,
    UnfinishedApplication,
    User,
    VerificationEvidence,
)
from nacre.members.models.application import KEPT_FOR
from nacre.members.names import fold, split_name
from nacre.members.viewer import Viewer, forget
from nacre.notifications.actions import send_mail

Sort = VerificationEvidence.Sort
BLOCKED = {"active", "pending", "suspended"}
RENEWED_AFTER = timedelta(days=30)  # a finding younger than this is not repeated


@dataclass(frozen=True)
class Claim:
    """What somebody says of themselves when they ask to join."""

    name: str = ""
    profession: str = ""
    role: str = ""
    organisation_id: int | None = None
    regulator: str = ""
    number: str = ""  # canonical
    source: str = "organic"


def begin_join(email: str) -> User:
    """The account of an address, made if there is none; it proves nothing until the code is typed."""
    email = email.lower()
    user = account_of(email)
    if user is None:
        try:
            with transaction.atomic():
                user = User.objects.create_user(email)
        except IntegrityError:  # asked for twice at once
            user = User.objects.get(email=email)
    held = EmailAddress.objects.filter(user=user)
    if user.email == email and not held.filter(email__iexact=email).exists():
        EmailAddress.objects.create(user=user, email=email, primary=not held.exists())
    return user


def account_of(email: str) -> User | None:
    """The account that an address belongs to: in any case, with or without what follows a plus."""
    confirmed = EmailAddress.objects.filter(email__iexact=email, verified=True)
    found = User.objects.filter(email__iexact=email).first()
    found = found or User.objects.filter(pk__in=confirmed.values("user_id")).first()
    if found:
        return found
    local, _at, host = email.lower().rpartition("@")
    name = local.partition("+")[0]
    tagged = User.objects.filter(email__startswith=f"{name}+", email__endswith=f"@{host}")
    plain = User.objects.filter(email=f"{name}@{host}")
    return (plain.first() or tagged.order_by("pk").first()) if name else None


def address_to_prove(user: User, typed: str) -> str:
    """Where the code goes: to the typed address if it is the account's, otherwise to the account's.

    A mailbox that only looks like the account's own must never receive its code.
    """
    held = EmailAddress.objects.filter(user=user, email__iexact=typed)
    if typed.lower() == user.email or held.exists():
        return typed.lower()
    return user.email


def keep_unfinished(*, user: User, community: Community, said: dict[str, Any]) -> None:
    """Keep an application until its sender shows that the address is theirs, here or elsewhere."""
    UnfinishedApplication.objects.filter(kept_at__lt=timezone.now() - KEPT_FOR).delete()
    UnfinishedApplication.objects.update_or_create(
        community=community, user=user, defaults={"said": said, "kept_at": timezone.now()}
    )


@transaction.atomic
def join_community(*, user: User, community: Community, claim: Claim) -> Membership:
    """Somebody with a confirmed address asks to join; who is on the body's list is in at once."""
    membership = Membership.objects.of(community).filter(user=user).first()
    if membership and membership.status in BLOCKED:
        raise PermissionDenied(_("You have already asked to join this community."))
    if not claim.profession:
        raise PermissionDenied(_("Choose your profession first."))

    _take_name(user, claim)
    claimed = hold_registration(user, claim)
    membership = membership or Membership(community=community, user=user)
    _take_claim(membership, claim)
    confirmed = note_addresses(user)
    line = _line_on_list(community, user, confirmed, claimed)
    if line and not (claimed and claimed.is_disputed) and not of_company(confirmed):
        note(
            user, community, Sort.BODY_LIST, detail=f"{line.membership_no} {line.category}".strip()
        )
        admit(membership, Membership.Tier.FULL)
    else:
        membership.status, membership.tier = Membership.Status.PENDING, tier_asked(community, claim)
        membership.save()
    score([claimed] if claimed else [])
    UnfinishedApplication.objects.of(community).filter(user=user).delete()

    viewer = Viewer.of(user, community)
    kind = "member.joined" if membership.is_active else "member.applied"
    record(kind, viewer=viewer, object=f"membership:{membership.pk}")
    template = "welcome" if membership.is_active else "received"
    transaction.on_commit(lambda: _tell(membership, template))
    return membership


def admit(membership: Membership, tier: str) -> None:
    """Let somebody in as they are, from now on."""
    membership.status, membership.tier = Membership.Status.ACTIVE, tier
    membership.activated_at, membership.ended_at = timezone.now(), None
    membership.decline_reason = ""
    membership.save()
    refresh_directory(membership)


def tier_asked(community: Community, claim: Claim) -> str:
    """What somebody who is not on the body's list asks for, by the community's own rules."""
    facts = {"profession": claim.profession, "role": claim.role}
    for rule in AdmissionRule.objects.of(community):
        if rule.fits(facts):
            return rule.tier
    return Membership.Tier.FULL


def hold_registration(user: User, claim: Claim) -> ProfessionalRegistration | None:
    """Keep the number that somebody gave; one that another live account holds is disputed."""
    if not claim.number:
        return None
    numbers = ProfessionalRegistration.objects.filter(
        regulator=claim.regulator, number=claim.number
    )
    own = numbers.filter(user=user).exclude(state="released").first()
    if own:
        return own
    fresh = ProfessionalRegistration(
        user=user, regulator=claim.regulator, number=claim.number, profession=claim.profession
    )
    fresh.pk = numbers.filter(user=user).values_list("pk", flat=True).first()
    try:
        with transaction.atomic():
            fresh.save()
    except IntegrityError:
        fresh.state = ProfessionalRegistration.State.DISPUTED
        fresh.save()
    return fresh


def note_addresses(user: User) -> list[str]:
    """Add what confirmed addresses prove, once; answers those addresses."""
    confirmed = list(
        EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    )
    for email in confirmed:
        note_address(user, email, renew=False)
    return confirmed


def note_address(user: User, email: str, *, renew: bool = True) -> None:
    """Add what control of an address proves. `renew`: they have just shown it once more."""
    is_work = work_email.is_work_domain(email)
    recent = timezone.now() - RENEWED_AFTER
    for one in (Sort.EMAIL, Sort.WORK_EMAIL) if is_work else (Sort.EMAIL,):
        known = user.evidence.standing().filter(sort=one, detail=email[:200])
        if one == Sort.WORK_EMAIL and renew:
            known = known.filter(checked_at__gt=recent)
        if not known.exists():
            record_evidence(user=user, sort=one, detail=email, method="mailed code")


def of_company(emails: list[str]) -> bool:
    """Whether one of somebody's addresses is a company's: a moderator must look."""
    return work_email.PHARMA in work_email.classes_of(emails).values()


def note(
    user: User, community: Community | None, sort: str, *, detail: str = "", by: int | None = None
) -> VerificationEvidence:
    """Add a finding; it stands for as long as its sort does."""
    return record_evidence(
        user=user, community=community, sort=sort, detail=detail, checked_by_id=by
    )


def _take_name(user: User, claim: Claim) -> None:
    """Names belong to their person: a claim only fills an empty one."""
    if claim.name and not user.family_name:
        user.title, user.given_name, user.family_name = split_name(claim.name)
        user.save(update_fields=["title", "given_name", "family_name"])


def _take_claim(membership: Membership, claim: Claim) -> None:
    membership.profession, membership.role = claim.profession, claim.role
    place = claim.organisation_id
    membership.organisation = Organisation.objects.filter(pk=place).first() if place else None
    membership.source, membership.decline_reason = claim.source, ""
    # The button under the application says so (templates/members/join_work.html).
    membership.rules_version = membership.community.rules_version
    membership.rules_accepted_at = timezone.now()
    membership.joined_at, membership.ended_at = timezone.now(), None
    membership.duty = Membership.Duty.NONE


def _line_on_list(community, user, confirmed, claimed) -> MemberListEntry | None:
    registrations = [(fold(user.family_name), claimed.number)] if claimed else []
    lines = MemberListEntry.objects.of(community).naming(
        emails=confirmed, registrations=registrations
    )
    return lines.first()


def _tell(membership: Membership, template: str) -> None:
    forget(membership.user_id, membership.community_id)
    send_mail(
        membership.user.email,
        f"members/mail/{template}",
        {"membership": membership, "user": membership.user},
        membership.community,
    )
