"""The journal of an import: writes rows, and notes what stood there before, so that it can go back."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from hashlib import sha256
from itertools import groupby
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone

from nacre.members.csv_files import ImportRefused, RowProblem
from nacre.members.models.importing import ImportChange, ImportRun

Verb = ImportChange.Verb
SLICE = 500
NAMED = 10  # rows that a refusal names


class Changes:
    """What an importer writes through. Give `later=True` to have rows written together, in bulk."""

    def __init__(self, run: ImportRun) -> None:
        self._run = run
        self._entries: list[ImportChange] = []
        self._new: list[models.Model] = []
        self._staged: list[models.Model] = []
        self.made = 0

    def create(self, obj: models.Model, *, later: bool = False) -> Any:
        """Add a row; a cell too long for its column is the row's problem, not the database's.

        With `later` it has no primary key until the batch ends, and must not be found before.
        """
        check_lengths(obj, [f.attname for f in obj._meta.concrete_fields])
        self.made += 1
        if later:
            self._new.append(obj)
            return obj
        obj.save(force_insert=True)
        self._note(obj, Verb.CREATE, {}, _columns(obj))
        return obj

    def stage(self, obj: models.Model) -> None:
        """Add a row that nobody will want undone, together with others when the batch ends."""
        check_lengths(obj, [f.attname for f in obj._meta.concrete_fields])
        self._staged.append(obj)

    def update(self, obj: models.Model, **fields: Any) -> bool:
        """Give a row other values; answers whether any was different."""
        names = [obj._meta.get_field(name).attname for name in fields]  # type: ignore[union-attr]
        before = {name: _plain(obj, name) for name in names}
        kept = {name: getattr(obj, name) for name in names}
        for name, value in fields.items():
            setattr(obj, name, value)
        changed = [name for name in names if _plain(obj, name) != before[name]]
        if not changed:
            return False
        try:
            check_lengths(obj, changed)
        except RowProblem:
            for name, value in kept.items():
                setattr(obj, name, value)
            raise
        self.made += 1
        obj.save(update_fields=changed)
        self._note(obj, Verb.UPDATE, {name: before[name] for name in changed}, changed)
        return True

    def delete(self, obj: models.Model) -> None:
        """Take a row away; what hangs on it must be taken away first, each by itself."""
        self.made += 1
        before = {name: _plain(obj, name) for name in _columns(obj)}
        self._note(obj, Verb.DELETE, before, [])
        type(obj)._base_manager.filter(pk=obj.pk).delete()

    def flush(self) -> None:
        """Write what waits, and the journal."""
        for _model, rows in groupby(self._staged, type):
            alike = list(rows)
            alike[0]._meta.base_manager.bulk_create(alike, batch_size=SLICE)
        for _model, rows in groupby(self._new, type):
            alike = list(rows)
            manager = alike[0]._meta.base_manager
            for obj in manager.bulk_create(alike, batch_size=SLICE):
                self._note(obj, Verb.CREATE, {}, _columns(obj))
        ImportChange.objects.bulk_create(self._entries, batch_size=SLICE)
        self._new, self._staged, self._entries = [], [], []

    def _note(self, obj: models.Model, verb: str, before: dict, columns: list[str]) -> None:
        self._entries.append(
            ImportChange(
                run=self._run,
                label=obj._meta.label_lower,
                object_pk=str(obj.pk),
                verb=verb,
                before=before,
                after=_fingerprint(obj, columns) if columns else "",
            )
        )


def check_lengths(obj: models.Model, columns: Iterable[str]) -> None:
    """Refuse a row of which a value is longer than its column, before the database does."""
    for name in columns:
        column = obj._meta.get_field(name)
        most = getattr(column, "max_length", None)
        value = getattr(obj, name)
        if most and isinstance(value, str) and len(value) > most:
            raise RowProblem(name, f"is longer than {most} characters")


def _columns(obj: models.Model) -> list[str]:
    return [f.attname for f in obj._meta.concrete_fields if not f.primary_key]


def _plain(obj: models.Model, name: str) -> Any:
    """A value in the one form that memory, database and JSON agree on."""
    value = obj._meta.get_field(name).to_python(getattr(obj, name))  # type: ignore[union-attr]
    if isinstance(value, datetime) and timezone.is_aware(value):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value.normalize())
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def _fingerprint(obj: models.Model, columns: Iterable[str]) -> str:
    said = json.dumps([[name, _plain(obj, name)] for name in sorted(columns)])
    return sha256(said.encode()).hexdigest()[:32]


@transaction.atomic
def take_back(run: ImportRun) -> None:
    """Take the changes of a run back, last first; refuses, naming them, if rows changed since."""
    changed: list[str] = []
    last = None
    while slice_ := _before(run, last):
        last = slice_[-1].pk
        for (label, verb), entries in groupby(slice_, lambda e: (e.label, e.verb)):
            _take_back(apps.get_model(label), verb, list(entries), changed)
    if changed:
        more = f" and {len(changed) - NAMED} more" if len(changed) > NAMED else ""
        raise ImportRefused(
            "Nothing was undone. Changed or in use since the import: "
            f"{'; '.join(changed[:NAMED])}{more}. Undo what came later first."
        )


def _before(run: ImportRun, last: int | None) -> list[ImportChange]:
    entries = ImportChange.objects.filter(run=run).order_by("-pk")
    return list((entries.filter(pk__lt=last) if last else entries)[:SLICE])


def _take_back(
    model: type[models.Model], verb: str, entries: list[ImportChange], changed: list[str]
) -> None:
    pks = [model._meta.pk.to_python(entry.object_pk) for entry in entries]
    there = model._base_manager.in_bulk(pks)
    used = _used(model, pks) if verb == Verb.CREATE else set()
    gone = []
    for pk, entry in zip(pks, entries, strict=True):
        obj = there.get(pk)
        if verb == Verb.DELETE:
            _bring_back(model, pk, entry, is_taken=obj is not None, changed=changed)
        elif obj is None or not _is_untouched(obj, entry) or pk in used:
            changed.append(f"{model._meta.verbose_name} {pk}" + (f" ({obj})" if obj else ""))
        elif verb == Verb.UPDATE:
            _write_back(obj, entry)
        else:
            gone.append(pk)
    if gone and not changed:
        model._base_manager.filter(pk__in=gone).delete()


def _is_untouched(obj: models.Model, entry: ImportChange) -> bool:
    columns = list(entry.before) if entry.verb == Verb.UPDATE else _columns(obj)
    return _fingerprint(obj, columns) == entry.after


def _write_back(obj: models.Model, entry: ImportChange) -> None:
    for name, value in entry.before.items():
        setattr(obj, name, obj._meta.get_field(name).to_python(value))  # type: ignore[union-attr]
    obj.save(update_fields=list(entry.before))


def _bring_back(
    model: type[models.Model], pk: Any, entry: ImportChange, *, is_taken: bool, changed: list[str]
) -> None:
    if is_taken:
        changed.append(f"{model._meta.verbose_name} {pk}")
        return
    obj = model(pk=pk)
    for name, value in entry.before.items():
        setattr(obj, name, obj._meta.get_field(name).to_python(value))  # type: ignore[union-attr]
    model._base_manager.bulk_create([obj])


def _used(model: type[models.Model], pks: list[Any]) -> set[Any]:
    """Those of the rows that others point to, whatever would become of the pointer."""
    used: set[Any] = set()
    for relation in model._meta.related_objects:
        column = relation.field.attname
        pointing = relation.related_model._base_manager.filter(**{f"{column}__in": pks})
        used.update(pointing.values_list(column, flat=True))
    return used
