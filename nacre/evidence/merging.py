"""What a citation keeps of a record, and what a second record of the same paper adds."""

import json
from dataclasses import asdict
from typing import Any

from nacre.evidence.records import CitationRecord
from nacre.evidence.vancouver import year_and_month

# What is kept beside the reference. Of these lists a second record may add more; the rest stays.
BESIDE = (
    "pmcid", "journal", "issn_print", "issn_e", "abstract", "headings", "keywords",
)  # fmt: skip
GROWING = ("publication_types", "links")
STANDINGS = {
    "corrected_by": "corrected",
    "retracted_in_part_by": "partly",
    "retracted_and_republished_by": "replaced",
    "concern_by": "concern",
    "retracted_by": "retracted",
}
# From the lightest to the gravest. A replacement is told besides the retraction it belongs to.
GRAVITY = {
    "ok": 0, "corrected": 1, "concern": 2, "partly": 3, "withdrawn": 4, "retracted": 4, "replaced": 5,
}  # fmt: skip


def facts_of(record: CitationRecord) -> dict[str, Any]:
    """The fields of a citation as this record gives them."""
    issued = record.issued
    plain_date = year_and_month(issued.year, issued.month)
    return {
        "doi": record.doi or None,
        "pmid": record.pmid or None,
        "title": record.title.removesuffix(".") if record.title[-2:-1] != "." else record.title,
        "authors": [str(author) for author in record.authors],
        "journal_abbrev": record.journal_abbrev,
        "year": issued.year,
        "month": issued.month,
        "issued": "" if issued.text == plain_date else issued.text,
        "volume": record.volume,
        "issue": record.issue,
        "pages": record.pages,
        "details": details_of(record),
    }


def details_of(record: CitationRecord) -> dict[str, Any]:
    """What it says beyond the reference, as JSON keeps it, without what is empty."""
    said = json.loads(json.dumps(asdict(record)))
    kept = {key: said[key] for key in (*BESIDE, *GROWING)} | {"people": said["authors"]}
    return {key: _pruned(value) for key, value in kept.items() if value}


def merged(known: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """What is known, with what is new where there was nothing; types and links grow."""
    together = new | {key: value for key, value in known.items() if value}
    for key in GROWING:
        grown = list(known.get(key, []))
        grown += [one for one in new.get(key, []) if not any(_same(one, old) for old in grown)]
        if grown:
            together[key] = grown
    return together


def standing_in(details: dict[str, Any]) -> tuple[str, str]:
    """The gravest standing that a record tells of its own paper, and where it was said."""
    told = [
        (STANDINGS[link["kind"]], link.get("note") or link.get("doi") or link.get("pmid", ""))
        for link in details.get("links", [])
        if link["kind"] in STANDINGS
    ]
    if "Retracted Publication" in details.get("publication_types", []):
        told.append(("retracted", ""))
    return max(told, key=lambda one: GRAVITY[one[0]], default=("ok", ""))


def _same(one: Any, other: Any) -> bool:
    if not isinstance(one, dict):
        return bool(one == other)
    if one["kind"] != other["kind"]:
        return False
    numbers = [key for key in ("doi", "pmid") if one.get(key) and other.get(key)]
    return any(one[key] == other[key] for key in numbers) or one == other


def _pruned(value: Any) -> Any:
    if isinstance(value, list):
        return [_pruned(one) for one in value]
    if isinstance(value, dict):
        return {key: _pruned(one) for key, one in value.items() if one}
    return value
