"""Works as Crossref answers them: one, a list, or in the envelope of its API."""

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, BinaryIO

from nacre.evidence.plain_text import flattened, plain
from nacre.evidence.readers.abstracts import is_label, parted
from nacre.evidence.readers.dates import issued_on
from nacre.evidence.readers.text_files import decoded
from nacre.evidence.records import (
    AbstractPart,
    Author,
    BadRecord,
    CitationRecord,
    Entry,
    FileRefused,
    Issued,
    Link,
    doi_of,
    entry_of,
    issn_of,
    name_of,
    page_range,
    tidy_suffix,
    without_twins,
)

DATES = ("published-print", "issued", "published", "published-online", "posted")
# What an update is called, as done to a paper and as the notice of it.
UPDATES = {
    "retraction": ("retracted_by", "retraction_of"),
    "withdrawal": ("retracted_by", "retraction_of"),
    "removal": ("retracted_by", "retraction_of"),
    "partial_retraction": ("retracted_in_part_by", "partial_retraction_of"),
    "expression_of_concern": ("concern_by", "concern_about"),
    "correction": ("corrected_by", "correction_of"),
    "corrigendum": ("corrected_by", "correction_of"),
    "erratum": ("corrected_by", "correction_of"),
    "addendum": ("corrected_by", "correction_of"),
    "clarification": ("corrected_by", "correction_of"),
}
OTHER_UPDATE = ("updated_by", "update_of")
RELATIONS = {
    "is-preprint-of": "preprint_of",
    "has-preprint": "preprint_is",
    "is-comment-on": "comment_on",
    "has-comment": "comment_by",
    "is-correction-of": "correction_of",
    "has-correction": "corrected_by",
}
_STRESSED = re.compile(
    r"<(?:jats:)?(?:bold|italic)>\s*([^<>]{3,60}?)\s*([.:]?)\s*</(?:jats:)?(?:bold|italic)>\s*([.:]?)"
)
_TITLE = re.compile(r"<(?:jats:)?title\b[^<>]*>")
_TITLE_END = re.compile(r"</(?:jats:)?title>")


def read(source: BinaryIO, on_progress: Callable[[int], None]) -> Iterator[Entry]:
    """Each work of the answer."""
    text = decoded(source)
    for number, work in enumerate(works_in(text), start=1):
        doi = doi_of(work.get("DOI")) if isinstance(work, dict) else ""
        yield entry_of(number, name_of(doi=doi), partial(record_of, work))
    on_progress(len(text))


def works_in(text: str) -> list[Any]:
    """The works of one answer, or of one on each line."""
    try:
        return _unwrapped(json.loads(text))
    except RecursionError as error:
        raise FileRefused("The JSON is nested too deep.") from error
    except ValueError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2:
            raise FileRefused(f"The JSON cannot be read: {error}.") from error
    try:
        return [work for line in lines for work in _unwrapped(json.loads(line))]
    except (ValueError, RecursionError) as error:
        raise FileRefused(f"The JSON cannot be read: {error}.") from error


def _unwrapped(answer: Any, depth: int = 0) -> list[Any]:
    if isinstance(answer, list) and depth < 4:
        return [work for one in answer for work in _unwrapped(one, depth + 1)]
    if isinstance(answer, dict) and answer.get("status") == "failed":
        raise FileRefused("It holds Crossref's refusal of a question, not works.")
    if isinstance(answer, dict) and depth < 4:
        for key in ("message", "items"):
            if isinstance(answer.get(key), list | dict):
                return _unwrapped(answer[key], depth + 1)
    return [answer]


def record_of(work: dict[str, Any]) -> CitationRecord:
    """One work."""
    if not isinstance(work, dict) or not work.get("DOI"):
        raise BadRecord("It is not a work: it has no DOI.")
    # A preprint stands on its server; its group is a subject there.
    server = flattened((_dicts(work, "institution") or [{}])[0].get("name"))
    journal = _first(work, "container-title") or server or flattened(work.get("publisher"))
    journal = journal or _first(work, "group-title")
    abbrev = _first(work, "short-container-title") or journal
    issns = {kind.get("type"): issn_of(kind.get("value")) for kind in _dicts(work, "issn-type")}
    return CitationRecord(
        title=_title(work),
        issued=_issued(work),
        doi=doi_of(work["DOI"]),
        authors=tuple(_authors(work)),
        journal=journal,
        journal_abbrev=abbrev.replace(".", ""),
        issn_print=issns.get("print") or ("" if issns else issn_of(_first(work, "ISSN"))),
        issn_e=issns.get("electronic", ""),
        volume=plain(work.get("volume")),
        issue=plain(work.get("issue")),
        pages=page_range(plain(work.get("page"))) or plain(work.get("article-number")),
        abstract=_abstract(work),
        keywords=without_twins(plain(word) for word in _list(work, "subject")),
        publication_types=without_twins([plain(work.get("type"))]),
        links=without_twins(_links(work)),
    )


def _list(work: dict[str, Any], key: str) -> list[Any]:
    said = work.get(key)
    return said if isinstance(said, list) else [] if said is None else [said]


def _dicts(work: dict[str, Any], key: str) -> list[dict[str, Any]]:
    return [one for one in _list(work, key) if isinstance(one, dict)]


def _first(work: dict[str, Any], key: str) -> str:
    return next((text for one in _list(work, key) if (text := flattened(one))), "")


def _title(work: dict[str, Any]) -> str:
    title, rest = _first(work, "title"), _first(work, "subtitle")
    is_said = not rest or rest.lower() in title.lower()
    return title if is_said or not title else f"{title.rstrip(':. ')}: {rest}"


def _issued(work: dict[str, Any]) -> Issued:
    for key in DATES:
        parts = (work.get(key) or {}).get("date-parts") or [[]]
        said = [plain(part) for part in parts[0] if part]
        if said:
            year, month, day = [*said, "", ""][:3]
            return issued_on(year, month, day)
    raise BadRecord("It has no year of publication.")


def _authors(work: dict[str, Any]) -> Iterator[Author]:
    for author in _dicts(work, "author"):
        family, given = flattened(author.get("family")), flattened(author.get("given"))
        if name := flattened(author.get("name") or author.get("literal")) or (
            "" if family else given
        ):
            yield Author(collective=name)
        elif family:
            suffix = tidy_suffix(flattened(author.get("suffix")))
            yield Author(family=family, given=given, suffix=suffix)


def _abstract(work: dict[str, Any]) -> tuple[AbstractPart, ...]:
    first, *headed = _TITLE.split(_STRESSED.sub(_titled, work.get("abstract") or ""))
    # Some repeat the paper's title where the parts have theirs.
    no_labels = {"", "abstract", "summary", _first(work, "title").lower()}
    parts = list(parted(flattened(first)))
    for piece in headed:
        title, text = [*_TITLE_END.split(piece, maxsplit=1), ""][:2]
        label = flattened(title).rstrip(":")
        words = flattened(text.replace("</jats:p>", " </jats:p>"))
        if label.lower() in no_labels:
            parts += parted(words)
        else:
            parts.append(AbstractPart(text=words, label=label))
    return tuple(part for part in parts if part.text)


def _titled(found: re.Match[str]) -> str:
    label, dot, after = found.groups()
    return f"<title>{label}</title>" if is_label(f"{label}{dot or after}") else found[0]


def _snake(kind: object) -> str:
    return plain(kind).lower().replace("-", "_").replace(" ", "_")


def _links(work: dict[str, Any]) -> Iterator[Link]:
    for key, is_notice in (("updated-by", 0), ("update-to", 1)):
        for update in _dicts(work, key):
            kinds = UPDATES.get(_snake(update.get("type")), OTHER_UPDATE)
            yield Link(kind=kinds[is_notice], doi=doi_of(update.get("DOI")))
    relations = work.get("relation")
    for name, kind in RELATIONS.items():
        for related in _dicts(relations if isinstance(relations, dict) else {}, name):
            if related.get("id-type") == "doi":
                yield Link(kind=kind, doi=doi_of(related.get("id")))
