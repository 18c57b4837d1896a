"""A half-finished application to join, kept in the session until it is sent.

It lies under the community's slug, because one session spans all communities.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nacre.communities.request import Request, here
from nacre.members.actions import Claim, join_community
from nacre.members.actions.invites import take_code
from nacre.members.actions.joining import keep_unfinished
from nacre.members.actions.referrals import take_referral
from nacre.members.forms import described_place
from nacre.members.models import InviteCode, Membership, UnfinishedApplication, User
from nacre.members.professions import profession_label
from nacre.members.throttle import WRONG_INVITES, may_begin, may_go_on

FIELDS = set(Claim.__dataclass_fields__)
STEPS = ("About you", "Your work", "Your e-mail", "Our check")
STEPS_KNOWN = ("Your work", "Our check")


def _key(request: Request) -> str:
    return f"join:{here(request).slug}"


def of(request: Request) -> dict[str, Any]:
    """What somebody has said so far."""
    return request.session.get(_key(request), {})


def keep(request: Request, **said: Any) -> dict[str, Any]:
    """Remember what was said on one page."""
    kept = of(request) | said
    if "profession" in said and said["profession"] != of(request).get("profession"):
        kept |= {"role": "", "regulator": "", "number": ""} | said
    request.session[_key(request)] = kept
    return kept


def initial(said: dict[str, Any]) -> dict[str, Any]:
    """The second page as it was left."""
    return {
        "role": said.get("role", ""),
        "organisation": said.get("organisation", ""),
        "registration": said.get("number", ""),
    }


def is_complete(request: Request) -> bool:
    """Whether both pages were answered."""
    return "organisation_id" in of(request)


def from_elsewhere(request: Request) -> dict[str, Any]:
    """Begin with what a member of another community said there."""
    user = request.user
    if not user.is_authenticated:
        return {}
    other = (
        Membership.objects.filter(user=user, status="active")
        .select_related("organisation")
        .order_by("-activated_at")
        .first()
    )
    if other is None:
        return {}
    number = user.registrations.exclude(state="released").first()
    place = other.organisation
    return keep(
        request,
        profession=other.profession,
        role=other.role,
        organisation=described_place(place) if place else "",
        number=number.number if number else "",
    )


def from_before(request: Request) -> dict[str, Any]:
    """Go on with what was begun on another device, once the address is proved."""
    user = request.user
    if not user.is_authenticated:
        return {}
    begun = UnfinishedApplication.objects.of(here(request)).filter(user=user).first()
    return keep(request, **begun.said) if begun else {}


def read_code(request: Request, typed: str) -> str:
    """The hash of an invite code that is good here; raises a sentence if it is not."""
    if not typed:
        return ""
    if not may_begin(request, WRONG_INVITES):
        raise ValidationError(
            _("Too many codes that are not right. Try again in ten minutes, or leave this empty.")
        )
    code = InviteCode.objects.of(here(request)).typed([typed]).for_joining().first()
    if code and not code.problem:
        return code.code_hash
    may_go_on(request, WRONG_INVITES)
    problem = code.problem if code else _("We do not know this code. Look at it once more.")
    raise ValidationError(
        _("%(problem)s You can leave this empty and go on without.") % {"problem": problem}
    )


def remember(request: Request, user: User) -> None:
    """Keep the application beyond this browser."""
    keep_unfinished(user=user, community=here(request), said=of(request))


def summary(said: dict[str, Any]) -> str:
    """One line of what the first page was told."""
    label = profession_label(said["profession"])
    return f"{said['name']}, {label.lower()}" if said.get("name") else label


@transaction.atomic
def finish(request: Request, user: User) -> Membership:
    """Send the application of somebody who has shown that the address is theirs."""
    said = request.session.pop(_key(request))
    claim = Claim(**{name: value for name, value in said.items() if name in FIELDS})
    membership = join_community(user=user, community=here(request), claim=claim)
    if said.get("referral"):
        take_referral(key=said["referral"], membership=membership)
    if said.get("invite") and not take_code(sealed=said["invite"], membership=membership):
        told = _("Your invite code could not be used. We look at your application without it.")
        messages.warning(request, told)
    return membership


def steps(request: Request, done: int) -> list[dict[str, str]]:
    """Where somebody is on the way, of as many steps as there really are."""
    labels: tuple[str, ...] = STEPS
    if request.viewer.is_authenticated and done < 3:
        labels, done = STEPS_KNOWN, max(done - 1, 0)
    return [{"label": label, "state": _state(index, done)} for index, label in enumerate(labels)]


def _state(index: int, done: int) -> str:
    if index < done:
        return "done"
    return "current" if index == done else "later"
