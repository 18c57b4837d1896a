"""What an export says, as plain values in the order of the form."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone

from nacre.cpd.counting import Counted, count, physician_credits, totals
from nacre.cpd.exporting.rows import ENTRY_ROWS, gphc_row, hours, reflection_row
from nacre.cpd.models import Entry, Plan, Record, Reflection
from nacre.cpd.record_sorts import SORTS
from nacre.cpd.schemes import SCHEMES
from nacre.members.models import Membership
from nacre.members.models.registration import ProfessionalRegistration

FORMAT = "nacre-cpd/1"
TEMPLATES = {
    "nmc": "NMC: CPD log, reflective accounts, feedback and practice hours",
    "rcp": "Royal Colleges of Physicians: credits by category, with reflections",
    "gphc": "GPhC: CPD records, peer discussion and reflective account",
    "generic": "Everything, on no particular form",
    "reflections": "Reflections alone",
}
REGULATOR = {"nmc": "NMC", "rcp": "GMC", "gphc": "GPhC"}
LABELS = {"NMC": "NMC PIN", "GMC": "GMC number", "GPhC": "GPhC number"}


def document_of(
    membership: Membership, template: str, since: date | None, until: date | None
) -> dict[str, Any]:
    """One member's ledger between two days, both included, as a template asks for it."""
    if template in SCHEMES and template != "generic" and since is None and until is None:
        plan = Plan.of_membership(membership)
        since, until = plan.period(SCHEMES[template], timezone.localdate())
    entries = Entry.objects.of_member(membership).accepted().within(since, until)
    counted, by_key = _counted(entries.in_order().for_list())
    reflections = list(
        Reflection.objects.of_member(membership)
        .within(since, until)
        .in_order()
        .select_related("entry")
    )
    document: dict[str, Any] = {
        "format": FORMAT,
        "template": template,
        "title": TEMPLATES[template],
        "person": _person(membership, template),
        "community": membership.community.name,
        "period": _period(since, until, [one.item.day for one in counted]),
    }
    if template != "reflections":
        document["totals"] = _totals(template, counted)
        row = ENTRY_ROWS["generic" if template == "gphc" else template]
        document["entries"] = [row(by_key[one.item.key], one) for one in counted]
    if template == "gphc":
        document["records"] = [gphc_row(r) for r in reflections if r.template.startswith("gphc_")]
    else:
        document["reflections"] = [reflection_row(r) for r in reflections]
    if template in {"nmc", "generic"}:
        document |= _records(membership, since, until)
    return document


def _counted(entries: Iterable[Entry]) -> tuple[list[Counted], dict[str, Entry]]:
    by_key = {entry.item.key: entry for entry in entries}
    return count(entry.item for entry in by_key.values()), by_key


def _person(membership: Membership, template: str) -> dict[str, str]:
    told = {"name": membership.user.name, "profession": membership.profession_label}
    regulator = REGULATOR.get(template)
    held = ProfessionalRegistration.objects.filter(
        user=membership.user_id, regulator=regulator or "", state="held"
    ).first()
    if held:
        told |= {"registration": held.number, "registration_label": LABELS[held.regulator]}
    return told


def _period(since: date | None, until: date | None, days: list[date]) -> dict[str, str]:
    first = since or min(days, default=None)
    last = until or max(days, default=None)
    return {"from": first.isoformat() if first else "", "to": last.isoformat() if last else ""}


def _totals(template: str, counted: list[Counted]) -> dict[str, Any]:
    found = totals(counted)
    told: dict[str, Any] = {
        "entries": len(counted),
        "minutes": found.minutes,
        "hours": hours(found.minutes),
        "participatory_minutes": found.participatory,
        "participatory_hours": hours(found.participatory),
    }
    if template == "rcp":
        made = physician_credits(counted)
        told["credits"] = {
            "external": made.external,
            "internal": made.internal,
            "personal": made.personal,
            "personal_counted": made.personal_counted,
            "total": made.total,
        }
    return told


def _records(
    membership: Membership, since: date | None, until: date | None
) -> dict[str, list[dict[str, Any]]]:
    found = Record.objects.of_member(membership).within(since, until).in_order()
    told: dict[str, list[dict[str, Any]]] = {sort: [] for sort in SORTS}
    for record in found:
        fields = {name: record.facts.get(name, "") for name in SORTS[record.sort]}
        told[record.sort].append({"date": record.happened_on.isoformat()} | fields)
    return told
