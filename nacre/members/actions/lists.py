"""Lists that others keep: organisations."""

from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from nacre.members.models import Organisation, OrganisationName
from nacre.members.names import organisation_keys
from nacre.members.organisation_index import DERIVED, index_organisations

Name = OrganisationName.Sort
FIELDS = ("name", "kind", "town", "postcode", "nation", "region")


@transaction.atomic
def load_organisations(path: Path | str) -> int:
    """Bring the organisations up to date with a YAML list; loading it again changes nothing."""
    rows = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    by_code: dict[str, Organisation] = {}
    for row in rows:
        facts = {name: row.get(name) or "" for name in FIELDS}
        by_code[row["ods_code"]], _ = Organisation.objects.update_or_create(
            ods_code=row["ods_code"], defaults=facts
        )
    for row in rows:
        _place_below(by_code, row)
    for row in rows:
        _rename(by_code[row["ods_code"]], row)
    index_organisations()
    return len(rows)


def _place_below(by_code: dict[str, Organisation], row: dict[str, Any]) -> None:
    site, parent = by_code[row["ods_code"]], by_code.get(row.get("parent") or "")
    if site.parent_id != (parent and parent.pk):
        site.parent = parent
        site.save(update_fields=["parent"])


def _rename(organisation: Organisation, row: dict[str, Any]) -> None:
    """Give an organisation the names of its row; a name that no longer stands there goes."""
    said: list[tuple[str, str]] = [(row["name"], Name.CURRENT)]
    said += [(name, Name.FORMER) for name in row.get("former_names") or ()]
    said += [(name, Name.ABBREVIATION) for name in row.get("abbreviations") or ()]
    wanted: dict[str, tuple[str, str]] = {}
    for name, sort in said:
        for key in organisation_keys(str(name)):
            wanted.setdefault(key[:160], (str(name)[:160], sort))
    known = {n.key: n for n in organisation.names.exclude(sort__in=DERIVED)}
    organisation.names.filter(key__in=known.keys() - wanted.keys()).delete()
    for key, (name, sort) in wanted.items():
        if key not in known or (known[key].name, known[key].sort) != (name, sort):
            OrganisationName.objects.update_or_create(
                organisation=organisation, key=key, defaults={"name": name, "sort": sort}
            )
