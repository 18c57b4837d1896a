"""People take their data with them, are forgotten, and say what they agree to."""

import hashlib
import hmac
import secrets
from typing import Any

from django.core.cache import caches
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nacre.communities.models import Community
from nacre.communities.tenancy import touch
from nacre.insights.actions import record
from nacre.members.models import Membership, User
from nacre.members.viewer import Viewer, forget
from nacre.notifications.actions import send_mail
from nacre.privacy import consents, erasing, exporting
from nacre.privacy.models import Consent, Erasure

CODE_KEPT_FOR = 30 * 60  # seconds
TRIES = 5


def export_person(*, by: Viewer) -> bytes:
    """Everything held about the person who asks, as one ZIP file."""
    person = _account(by)
    record("data.exported", viewer=by)
    return exporting.write_zip(exporting.collect(person))


def send_erasure_code(*, by: Viewer) -> None:
    """Mail the code without which nothing is erased: a borrowed browser is not enough."""
    person = _account(by)
    _refuse_operators(person)
    code = f"{secrets.randbelow(10**6):06d}"
    caches["default"].set(_code_key(person), [_hashed(code), TRIES], CODE_KEPT_FOR)
    send_mail(
        person.email, "members/mail/erasure_code", {"user": person, "code": code}, by.community
    )


def erase_person(*, by: Viewer, code: str) -> Erasure:
    """Forget the person who asks, in every community, as the plan said; their account is gone."""
    person = _account(by)
    _refuse_operators(person)
    _check_code(person, code)
    return _erase(person, asked_by="member", community=by.community)


def erase_account(*, person: User) -> Erasure:
    """The same for somebody who wrote a letter; for the operator, at the command line."""
    _refuse_operators(person)
    return _erase(person, asked_by="operator", community=None)


def _account(by: Viewer) -> User:
    return User.objects.get(pk=by.user_id or 0)


@transaction.atomic
def _erase(person: User, *, asked_by: str, community: Community | None) -> Erasure:
    places = list(Membership.objects.filter(user=person).select_related("community__site"))
    number, address, name = person.pk, person.email, person.name
    proof = erasing.erase(person, asked_by=asked_by)
    transaction.on_commit(lambda: _tell(number, places))
    facts = {"name": name, "proof": proof}
    transaction.on_commit(
        lambda: send_mail(address, "members/mail/erased", facts, community, is_queued=False)
    )
    return proof


def _tell(number: int, places: list[Membership]) -> None:
    forget(number, None)
    for place in places:
        forget(number, place.community_id)
        touch(place.community)


def _refuse_operators(person: User) -> None:
    if person.is_superuser or person.is_staff:
        raise PermissionDenied(
            _(
                "An operator's account is closed by another operator, who takes the rights off first."
            )
        )


def _check_code(person: User, code: str) -> None:
    cache = caches["default"]
    kept: Any = cache.get(_code_key(person))
    if not kept or kept[1] < 1:
        raise ValidationError(_("The code has run out. Ask for a new one."))
    if not hmac.compare_digest(kept[0], _hashed(code.strip())):
        cache.set(_code_key(person), [kept[0], kept[1] - 1], CODE_KEPT_FOR)
        raise ValidationError(_("This is not the code that we sent. Look at the newest letter."))
    cache.delete(_code_key(person))


def _code_key(person: User) -> str:
    return f"erasure-code:{person.pk}"


def _hashed(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


@transaction.atomic
def give_consents(*, by: Viewer, given: set[str]) -> None:
    """Keep what a member agrees to; what is not given any more is withdrawn."""
    if by.membership_id is None or by.user_id is None or by.community is None:
        raise PermissionDenied(_("You are not a member here."))
    for purpose, said in consents.answers_of(by.user_id, by.community):
        is_given = purpose.code in given
        if (said is not None and said.is_given) != is_given:
            Consent.objects.create(
                user_id=by.user_id, community=by.community, purpose=purpose.code,
                is_given=is_given, wording=purpose.question,
            )  # fmt: skip
            record("consent.changed", viewer=by, object=f"purpose:{purpose.code}")
