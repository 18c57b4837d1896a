"""Forgetting a person: the plan that is shown first, and the erasure that keeps to it."""

import hashlib
import hmac
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import QuerySet

from nacre.privacy.holdings import AtErasure, Holding, elsewhere, holdings
from nacre.privacy.models import Erasure


@dataclass(frozen=True)
class Step:
    """What will happen to one sort of rows."""

    label: str
    because: str
    at_erasure: AtErasure
    count: int


def plan(user: Any) -> list[Step]:
    """What an erasure will do, as numbers of rows; what is not there is left out."""
    steps = [
        Step(h.label, h.because, h.at_erasure, h.rows(user).count())
        for h in holdings()
        if h.is_told
    ]
    steps += [Step(e.label, e.because, e.at_erasure, e.count(user)) for e in elsewhere()]
    return [step for step in steps if step.count]


@transaction.atomic
def erase(user: Any, *, asked_by: str) -> Erasure:
    """Forget a person as the plan says; answers the proof that stays.

    The proof has no name: the number of the account, and a keyed hash of the address with which a
    restored backup can be searched (`nacre repeat_erasures`).
    """
    counts = {step.label: [step.at_erasure.value, step.count] for step in plan(user)}
    proof = Erasure.objects.create(
        account_number=user.pk,
        address_hash=address_hash(user.email),
        asked_by=asked_by,
        counts=counts,
    )
    files: list[tuple[Storage, str]] = []
    for other in elsewhere():
        if other.erase is not None:
            other.erase(user)
    for holding in holdings():
        files += _files_of(holding, user)
        _apply(holding, user)
    user.delete()
    transaction.on_commit(lambda: _delete_files(files))
    return proof


def repeat_all() -> list[Erasure]:
    """After a backup was restored: erase again whoever had been erased; answers whom it found."""
    accounts = get_user_model()
    found = []
    for proof in Erasure.objects.order_by("pk"):
        person = accounts.objects.filter(pk=proof.account_number).first()
        if person is not None and hmac.compare_digest(
            address_hash(person.email), proof.address_hash
        ):
            found.append(erase(person, asked_by="restore"))
    return found


def address_hash(email: str) -> str:
    """A hash of an address that only this installation can make."""
    key = f"erasure:{settings.SECRET_KEY}".encode()
    return hmac.new(key, email.lower().encode(), hashlib.sha256).hexdigest()


def _apply(holding: Holding, user: Any) -> None:
    if holding.erase is not None:
        holding.erase(user)
        return
    rows = holding.rows(user)
    match holding.at_erasure:
        case AtErasure.DELETED:
            if holding.model != settings.AUTH_USER_MODEL:
                _plain(rows).delete()
        case AtErasure.DETACHED:
            for lookup in holding.person:
                link = lookup.split("__")[0]
                _plain(rows.filter(**{lookup: user})).update(**{link: None})
        case AtErasure.BLANKED:
            _plain(rows).update(**holding.blank)
        case AtErasure.KEPT:
            pass


def _plain(rows: QuerySet) -> QuerySet:
    """Without `distinct`, with which rows can be neither deleted nor changed."""
    if not rows.query.distinct:
        return rows.order_by()
    return rows.model._default_manager.filter(pk__in=list(rows.values_list("pk", flat=True)))


def _files_of(holding: Holding, user: Any) -> list[tuple[Storage, str]]:
    if not holding.files or holding.at_erasure == AtErasure.KEPT:
        return []
    return [
        (stored.storage, stored.name)
        for row in holding.rows(user)
        for name in holding.files
        if (stored := getattr(row, name))
    ]


def _delete_files(files: list[tuple[Storage, str]]) -> None:
    for storage, name in files:
        storage.delete(name)
