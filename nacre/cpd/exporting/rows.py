"""One line of each form."""

from collections.abc import Callable
from datetime import date
from typing import Any

from nacre.cpd.counting import Counted, credits
from nacre.cpd.models import Entry, Reflection
from nacre.cpd.prompts import TEMPLATES
from nacre.cpd.schemes import SCHEMES

GPHC_CODES = tuple(
    dict.fromkeys(
        prompt.code
        for code, template in TEMPLATES.items()
        if code.startswith("gphc_")
        for prompt in template.prompts
    )
)


def hours(minutes: int) -> float:
    """Hours to two places; the minutes beside them are exact."""
    return round(minutes / 60, 2)


def _when(entry: Entry) -> dict[str, str]:
    last: date = entry.ended_on or entry.occurred_on
    return {"from": entry.occurred_on.isoformat(), "to": last.isoformat()}


def nmc_row(entry: Entry, counted: Counted) -> dict[str, Any]:
    """A line of the NMC's CPD log."""
    return {
        **_when(entry),
        "method": entry.method,
        "title": entry.title,
        "topics": ", ".join(entry.topics) or entry.title,
        "code_themes": ", ".join(entry.theme_labels),
        "hours": hours(counted.minutes),
        "participatory_hours": hours(counted.participatory),
        "minutes": counted.minutes,
        "participatory_minutes": counted.participatory,
        "evidence": evidence_of(entry, counted),
        "note": entry.note,
    }


def rcp_row(entry: Entry, counted: Counted) -> dict[str, Any]:
    """A line of the physicians' diary; whole credits, for there are no halves."""
    return {
        "title": entry.title,
        "provider": entry.provider,
        "approval_code": entry.approval_code,
        **_when(entry),
        "minutes": counted.minutes,
        "credits": int(credits(counted.minutes, SCHEMES["rcp"])),
        "category": entry.get_category_display(),
        "clinical": "Clinical" if entry.is_clinical else "Non-clinical",
        "domain": entry.get_domain_display(),
        "reflection": "\n".join(_words(one) for one in entry.reflections.all()),
        "evidence": evidence_of(entry, counted),
        "note": entry.note,
    }


def generic_row(entry: Entry, counted: Counted) -> dict[str, Any]:
    """All that is known of an entry."""
    return {
        **_when(entry),
        "kind": entry.get_source_display(),
        "method": entry.method,
        "title": entry.title,
        "provider": entry.provider,
        "address": entry.url,
        "topics": ", ".join(entry.topics),
        "minutes": counted.minutes,
        "participatory_minutes": counted.participatory,
        "measured_minutes": entry.measured,
        "claimed_minutes": entry.claimed,
        "category": entry.get_category_display(),
        "clinical": "Clinical" if entry.is_clinical else "Non-clinical",
        "code_themes": ", ".join(entry.theme_labels),
        "domain": entry.get_domain_display(),
        "approval_code": entry.approval_code,
        "certificate": entry.certificate_number,
        "evidence": evidence_of(entry, counted),
        "note": entry.note,
    }


def reflection_row(reflection: Reflection) -> dict[str, Any]:
    """A reflection with its questions."""
    return {
        "date": reflection.written_on.isoformat(),
        "kind": reflection.get_template_display(),
        "about": reflection.name,
        "answers": [{"question": p.label, "answer": text} for p, text in reflection.said],
        "code_themes": ", ".join(reflection.theme_labels),
    }


def gphc_row(reflection: Reflection) -> dict[str, Any]:
    """A record of the GPhC: what is not asked in its kind stays empty."""
    answers = {code: reflection.answers.get(code, "") for code in GPHC_CODES}
    return {
        "date": reflection.written_on.isoformat(),
        "kind": reflection.get_template_display(),
        "about": reflection.name,
        **answers,
    }


ENTRY_ROWS: dict[str, Callable[[Entry, Counted], dict[str, Any]]] = {
    "nmc": nmc_row,
    "rcp": rcp_row,
    "generic": generic_row,
}


def evidence_of(entry: Entry, counted: Counted | None = None) -> str:
    """In a sentence or two: what shows that it happened, and how its time is known."""
    said = [_read(entry), _discussed(entry), _counted_of(entry), _certified(entry), _basis(entry)]
    if counted and counted.elsewhere > 0:
        said.append(f"{counted.elsewhere} minutes count with another entry about the same time.")
    return " ".join(part for part in said if part)


def _read(entry: Entry) -> str:
    read = entry.evidence.get("read") or []
    told = "; ".join(f"{one['title']} ({one['minutes']} min)" for one in read)
    return f"Read: {told}." if told else ""


def _discussed(entry: Entry) -> str:
    posts, answers = entry.evidence.get("posts"), entry.evidence.get("answers")
    if not posts:
        return ""
    told = f"{posts} {'post' if posts == 1 else 'posts'} in the discussion"
    if answers:
        told += f", {answers} {'answer' if answers == 1 else 'answers'} from colleagues"
    return f"{told}."


def _counted_of(entry: Entry) -> str:
    number = entry.evidence.get("papers")
    said = str(entry.evidence.get("said") or "")
    told = f"{number} {'paper' if number == 1 else 'papers'} appraised." if number else ""
    return " ".join(part for part in (told, said) if part)


def _certified(entry: Entry) -> str:
    said = []
    if entry.certificate_number:
        said.append(f"Certificate {entry.certificate_number}.")
    if entry.approval_code:
        body = entry.approval.get("body") or "an accrediting body"
        said.append(f"Approved by {body}, code {entry.approval_code}.")
    return " ".join(said)


def _basis(entry: Entry) -> str:
    if not entry.measured:
        return "Time by own statement."
    how = "measured" if entry.is_timed else "worked out"
    if entry.is_own_statement:
        return f"{entry.measured} of {entry.claimed} minutes {how}, the rest by own statement."
    return "Time measured, idle time left out." if entry.is_timed else "Time worked out by rule."


def _words(reflection: Reflection) -> str:
    return " ".join(text for _prompt, text in reflection.said)
