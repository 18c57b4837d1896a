"""JATS, the XML of open journals: what stands before the text, and the abstract."""

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element

from nacre.evidence.readers.abstracts import parts_of
from nacre.evidence.readers.dates import issued_on, read_date
from nacre.evidence.readers.xml_stream import entries, text_of
from nacre.evidence.records import (
    AbstractPart,
    Author,
    BadRecord,
    CitationRecord,
    Entry,
    Issued,
    Link,
    author_of,
    doi_of,
    issn_of,
    name_of,
    page_range,
    pmcid_of,
    pmid_of,
    tidy_suffix,
    without_twins,
)

LINKS = {
    "retracted-article": "retraction_of",
    "retraction-forward": "retracted_by",
    "corrected-article": "correction_of",
    "correction-forward": "corrected_by",
    "correction": "corrected_by",
    "addended-article": "correction_of",
    "addendum": "corrected_by",
    "object-of-concern": "concern_about",
    "concern-forward": "concern_by",
    "expression-of-concern": "concern_by",
    "updated-article": "update_of",
    "update": "updated_by",
    "commentary-article": "comment_on",
    "commentary": "comment_by",
}
# The date of the issue is the date of the reference; before that comes what went online.
DATES = ("ppub", "print", "collection", "epub-ppub", "epub", "electronic", "pub", "")


# When something else happened to the paper than that it came out.
OTHER_DAYS = frozenset({"corrected", "retracted", "preprint", "received", "accepted", "rev-recd"})
PERSONS = ("name", "name-alternatives/name", "string-name", "name-alternatives/string-name")
AUTHORS = frozenset({"author", "collab", "collaboration"})
OTHERS = frozenset({"editor", "editors", "reviewer", "reviewers", "translator", "collab-list"})
_FOR = re.compile(r"^(?:on behalf of|for)\s+(?:the\s+)?", re.I)


def read(source: BinaryIO, on_progress: Callable[[int], None]) -> Iterator[Entry]:
    """Each article of the file; what follows its front is not kept."""
    return entries(
        source,
        tags=frozenset({"front"}),
        read_record=record_of,
        read_name=name_in,
        on_progress=on_progress,
    )


def name_in(front: Element) -> str:
    """The number of a record, even of half a one."""
    return name_of(pmid=_id(front, "pmid", pmid_of), doi=_id(front, "doi", doi_of))


def record_of(front: Element, around: dict[str, str]) -> CitationRecord:
    """One article's front."""
    paper = front.find("article-meta")
    if paper is None:
        raise BadRecord("It has no article-meta.")
    journal = text_of(front.find("journal-meta//journal-title"))
    abbrev = _journal_id(front, "nlm-ta") or text_of(
        front.find("journal-meta//abbrev-journal-title")
    )
    where = journal or abbrev or text_of(front.find("journal-meta//publisher-name"))
    return CitationRecord(
        title=_title(paper),
        issued=_issued(paper),
        doi=_id(front, "doi", doi_of),
        pmid=_id(front, "pmid", pmid_of),
        pmcid=_id(front, "pmc", pmcid_of) or _id(front, "pmcid", pmcid_of),
        authors=tuple(_authors(paper)),
        journal=where,
        journal_abbrev=abbrev.replace(".", "") or where,
        issn_print=_issn(front, {"ppub", "print"}),
        issn_e=_issn(front, {"epub", "electronic"}),
        volume=text_of(paper.find("volume")),
        issue=text_of(paper.find("issue")) or text_of(paper.find("supplement")),
        pages=_pages(paper),
        abstract=_abstract(paper),
        keywords=without_twins(text_of(word) for word in paper.findall("kwd-group//kwd")),
        publication_types=without_twins([around.get("article-type", "")]),
        links=without_twins(_links(paper)),
    )


def _title(paper: Element) -> str:
    title = text_of(paper.find("title-group/article-title"))
    rest = text_of(paper.find("title-group/subtitle"))
    return f"{title.rstrip(':. ')}: {rest}" if title and rest else title


def _id(front: Element, kind: str, tidy: Callable[[object], str]) -> str:
    for number in front.findall("article-meta/article-id"):
        if number.get("pub-id-type") == kind and (found := tidy(number.text)):
            return found
    return ""


def _journal_id(front: Element, kind: str) -> str:
    for name in front.findall("journal-meta/journal-id"):
        if name.get("journal-id-type") == kind:
            return text_of(name)
    return ""


def _issn(front: Element, kinds: set[str]) -> str:
    for issn in front.findall("journal-meta/issn"):
        if {issn.get("pub-type"), issn.get("publication-format")} & kinds:
            return issn_of(issn.text)
    bare = [issn_of(issn.text) for issn in front.findall("journal-meta/issn") if not issn.attrib]
    return next(iter(bare), "") if "print" in kinds else ""


def _issued(paper: Element) -> Issued:
    dates: dict[str, Element] = {}
    for date in paper.findall("pub-date"):
        if date.get("date-type") in OTHER_DAYS:
            continue
        for kind in (date.get("pub-type"), date.get("publication-format"), date.get("date-type")):
            dates.setdefault(kind or "", date)
    found = [_date(dates[kind]) for kind in DATES if kind in dates]
    told = [issued for issued in found if issued]
    if not told:
        raise BadRecord("It has no year of publication.")
    # A journal without issues gives its collection the year alone: the day went online.
    same_year = (issued for issued in told if issued.month and issued.year == told[0].year)
    is_bare = told[0].text == str(told[0].year)
    return next(same_year, told[0]) if is_bare else told[0]


def _date(date: Element) -> Issued | None:
    year, month, day, season = (
        text_of(date.find(part)) for part in ("year", "month", "day", "season")
    )
    words = text_of(date.find("string-date"))
    if year:
        return issued_on(year, month, day, season)
    return read_date(words) if words else None


def _pages(paper: Element) -> str:
    return (
        page_range(text_of(paper.find("fpage")), text_of(paper.find("lpage")))
        or text_of(paper.find("elocation-id"))
        or text_of(paper.find("page-range"))
    )


def _authors(paper: Element) -> Iterator[Author]:
    for group in paper.findall("contrib-group"):
        if group.get("content-type") in OTHERS:
            continue
        for contrib in group:
            is_author = contrib.get("contrib-type", "author") in AUTHORS
            if contrib.tag == "on-behalf-of" and (words := _FOR.sub("", text_of(contrib))):
                yield Author(collective=words)
            elif contrib.tag == "contrib" and is_author and (author := _author(contrib)):
                yield author


def _author(contrib: Element) -> Author | None:
    for path in PERSONS:
        name = contrib.find(path)
        if name is not None and (author := _person(name)):
            return author
    for path in ("collab", "collab-alternatives/collab", "collab-name"):
        group = contrib.find(path)
        if group is not None and (words := _collective(group)):
            return Author(collective=words)
    return None


def _person(name: Element) -> Author | None:
    family, given = text_of(name.find("surname")), text_of(name.find("given-names"))
    if family and not given and " " in family:
        # A group, or a whole name, in the place of a family's.
        return author_of(_FOR.sub("", family))
    if family:
        return Author(family=family, given=given, suffix=tidy_suffix(text_of(name.find("suffix"))))
    # Some have one name; of others only the whole is given.
    words = given or (text_of(name) if name.tag == "string-name" else "")
    return author_of(words) if words else None


def _collective(group: Element) -> str:
    # The members of a group stand within its name.
    if group.find("institution") is not None:
        return text_of(group.find("institution"))
    own = [group.text or ""]
    for child in group:
        own += [text_of(child) if child.tag in {"italic", "bold", "named-content"} else ""]
        own += [child.tail or ""]
    words = re.sub(r"\s+", " ", " ".join(own)).strip(" ,;:.")
    return re.sub(r"^\(([^()]*)\)$", r"\1", words)


def _abstract(paper: Element) -> tuple[AbstractPart, ...]:
    told = [a for a in paper.findall("abstract") if not a.get("abstract-type")]
    told = told or [a for a in paper.findall("abstract") if a.get("abstract-type") == "structured"]
    return parts_of(told[0]) if told else ()


def _links(paper: Element) -> Iterator[Link]:
    for related in paper.findall("related-article"):
        if kind := LINKS.get(related.get("related-article-type", "")):
            where = related.get("href", "")
            is_pmid = related.get("ext-link-type") in {"pubmed", "pmid"}
            yield Link(
                kind=kind,
                doi="" if is_pmid else doi_of(where),
                pmid=pmid_of(where) if is_pmid else "",
                note=text_of(related),
            )
