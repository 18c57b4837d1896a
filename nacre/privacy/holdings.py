"""What an app holds about people: declared beside its models, found by the name of the file.

Each app has a `personal_data.py` with calls of `hold`. A model that leads to an account and is not
declared fails tests/privacy/test_holdings.py, so nothing personal is added unseen.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.files.storage import Storage
from django.db.models import Field, Model, Q, QuerySet


class AtErasure(StrEnum):
    """What becomes of a row when its person asks to be forgotten."""

    DELETED = "deleted"
    DETACHED = "kept without you"  # the link to the person is cut, nothing else names them
    BLANKED = "emptied"  # the row stays as a tombstone, its content goes
    KEPT = "kept"


@dataclass(frozen=True)
class Holding:
    """One sort of rows about people.

    `person` are the lookups that lead from a row to the account ("user", "membership__user");
    `find` is for rows that no lookup reaches. `because` says, in the words of the member, what the
    rows are for, or why they stay. `shown` limits an export to these fields: for rows that are
    about someone else and in which this person only acted. `hidden` fields are secrets. Rows that
    another member keeps from this person (who keeps them away) are erased but not told.
    """

    model: str
    label: str
    because: str
    person: tuple[str, ...] = ()
    find: Callable[[Any], Q] | None = None
    at_erasure: AtErasure = AtErasure.DELETED
    blank: dict[str, Any] = field(default_factory=dict)
    erase: Callable[[Any], None] | None = None  # where more than rows must go
    shown: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    is_told: bool = True
    order: int = 50  # what depends on others goes first

    @property
    def model_class(self) -> type[Model]:
        """The model."""
        return apps.get_model(self.model)

    def rows(self, user: Any) -> QuerySet:
        """The rows about a person, in the order in which they came."""
        asked = self.find(user) if self.find else Q()
        for lookup in self.person:
            asked |= Q(**{lookup: user})
        if not asked:
            return self.model_class._default_manager.none()
        rows = self.model_class._default_manager.filter(asked).order_by("pk")
        return rows.distinct() if len(self.person) > 1 else rows


@dataclass(frozen=True)
class Elsewhere:
    """What is held about people outside the database: activity, files."""

    label: str
    because: str
    count: Callable[[Any], int]
    read: Callable[[Any], Iterable[dict[str, Any]]]
    erase: Callable[[Any], None] | None = None
    at_erasure: AtErasure = AtErasure.DELETED
    files: Callable[[Any], Iterable[tuple[str, Storage, str]]] = lambda user: ()


_holdings: list[Holding] = []
_elsewhere: list[Elsewhere] = []
_not_personal: dict[str, str] = {}


def hold(model: str, label: str, because: str, **how: Any) -> None:
    """Declare rows about people; see `Holding`. Only the first declaration of the same counts."""
    made = Holding(model, label, because, **how)
    if (made.model, made.label) not in {(known.model, known.label) for known in _holdings}:
        _holdings.append(made)


def hold_elsewhere(label: str, because: str, **how: Any) -> None:
    """Declare what is held outside the database; see `Elsewhere`."""
    if label not in {known.label for known in _elsewhere}:
        _elsewhere.append(Elsewhere(label, because, **how))


def not_personal(model: str, because: str) -> None:
    """Say why a model that leads to an account tells nothing about the person."""
    _not_personal[model] = because


def holdings() -> list[Holding]:
    """Every declaration, in the order of erasure."""
    return sorted(
        (h for h in _holdings if apps.is_installed(apps.get_model(h.model)._meta.app_config.name)),
        key=lambda holding: holding.order,
    )


def elsewhere() -> list[Elsewhere]:
    """Every declaration of what lies outside the database."""
    return list(_elsewhere)


def undeclared() -> Iterator[str]:
    """Links from a model to a person, or addresses in it, that nobody has declared."""
    account = apps.get_model(settings.AUTH_USER_MODEL)
    about_people = {apps.get_model(h.model) for h in _holdings if _is_about_the_person(h)}
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label
        if label in _not_personal or model._meta.proxy or model is account:
            continue
        for column in model._meta.local_concrete_fields:
            if _is_personal(column, account, about_people) and not _is_declared(label, column):
                yield f"{label}.{column.name}"


def _is_about_the_person(holding: Holding) -> bool:
    return holding.at_erasure in {AtErasure.DELETED, AtErasure.BLANKED} and not holding.shown


def _is_personal(column: Field, account: type[Model], about_people: set[type[Model]]) -> bool:
    if column.is_relation:
        is_parent = getattr(column.remote_field, "parent_link", False)
        return not is_parent and column.related_model in about_people | {account}
    return column.get_internal_type() == "EmailField" or column.name in {"email", "to_address"}


def _is_declared(label: str, column: Field) -> bool:
    for holding in _holdings:
        if holding.model == label:
            first = {lookup.split("__")[0] for lookup in holding.person}
            if column.name in first or holding.find or not column.is_relation:
                return True
            if holding.person and column.related_model is not apps.get_model(
                settings.AUTH_USER_MODEL
            ):
                return True
    return False
