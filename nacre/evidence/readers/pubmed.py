"""PubMed's XML, as `efetch` and the yearly files give it."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO
from xml.etree.ElementTree import Element

from nacre.evidence.plain_text import plain
from nacre.evidence.readers.abstracts import parted
from nacre.evidence.readers.dates import issued_on, read_date
from nacre.evidence.readers.xml_stream import entries, text_of
from nacre.evidence.records import (
    AbstractPart,
    Author,
    BadRecord,
    CitationRecord,
    Entry,
    Heading,
    Issued,
    Link,
    Qualifier,
    article_number,
    doi_of,
    doi_within,
    is_untitled,
    issn_of,
    name_of,
    page_range,
    pmcid_of,
    pmid_of,
    tidy_suffix,
    without_twins,
)

RECORDS = frozenset({"PubmedArticle", "PubmedBookArticle", "DeleteCitation"})
LINKS = {
    "RetractionIn": "retracted_by",
    "RetractionOf": "retraction_of",
    "PartialRetractionIn": "retracted_in_part_by",
    "PartialRetractionOf": "partial_retraction_of",
    "ErratumIn": "corrected_by",
    "ErratumFor": "correction_of",
    "CorrectedandRepublishedIn": "republished_by",
    "CorrectedandRepublishedFrom": "republished_from",
    "RetractedandRepublishedIn": "retracted_and_republished_by",
    "RetractedandRepublishedFrom": "retracted_and_republished_from",
    "RepublishedIn": "republished_by",
    "RepublishedFrom": "republished_from",
    "ExpressionOfConcernIn": "concern_by",
    "ExpressionOfConcernFor": "concern_about",
    "UpdateIn": "updated_by",
    "UpdateOf": "update_of",
    "CommentIn": "comment_by",
    "CommentOn": "comment_on",
}


def read(source: BinaryIO, on_progress: Callable[[int], None]) -> Iterator[Entry]:
    """Each article of the file."""
    return entries(
        source,
        tags=RECORDS,
        read_record=lambda element, around: record_of(element),
        read_name=name_in,
        on_progress=on_progress,
    )


def name_in(element: Element) -> str:
    """The number of a record, even of half a one."""
    return name_of(pmid=pmid_of(text_of(element.find("*/PMID"))))


def record_of(article: Element) -> CitationRecord:
    """One PubmedArticle, or the chapter of a PubmedBookArticle."""
    if article.tag == "DeleteCitation":
        numbers = ", ".join(text_of(number) for number in article.findall("PMID"))
        raise BadRecord(f"PubMed has deleted these numbers: {numbers[:200]}.")
    if article.tag == "PubmedBookArticle":
        return book_record_of(article)
    said = article.find("MedlineCitation")
    if said is None or (paper := said.find("Article")) is None:
        raise BadRecord("It has no article.")
    text = partial(_text, said)
    title = text("Article/ArticleTitle")
    if is_untitled(title):
        title = text("Article/VernacularTitle") or title
    journal = text("Article/Journal/Title")
    abbrev = text("MedlineJournalInfo/MedlineTA") or text("Article/Journal/ISOAbbreviation")
    issns = {issn.get("IssnType", ""): issn_of(issn.text) for issn in paper.findall("Journal/ISSN")}
    return CitationRecord(
        title=title,
        issued=_issued(paper),
        doi=_id(article, "doi", doi_of) or _location(paper, "doi", doi_of),
        pmid=pmid_of(text("PMID")) or _id(article, "pubmed", pmid_of),
        pmcid=_id(article, "pmc", pmcid_of),
        authors=authors_of(paper.find("AuthorList")),
        journal=journal,
        journal_abbrev=abbrev.replace(".", "") or journal,
        issn_print=issns.get("Print", ""),
        issn_e=issns.get("Electronic", ""),
        volume=text("Article/Journal/JournalIssue/Volume"),
        issue=text("Article/Journal/JournalIssue/Issue"),
        pages=_pages(paper),
        abstract=abstract_of(paper),
        headings=tuple(_headings(said)),
        keywords=without_twins(text_of(word) for word in said.findall("KeywordList/Keyword")),
        publication_types=without_twins(
            text_of(kind) for kind in paper.findall("PublicationTypeList/PublicationType")
        ),
        links=without_twins(_links(said)),
    )


def book_record_of(article: Element) -> CitationRecord:
    """A chapter of a book on PubMed's shelf, such as a topic of GeneReviews."""
    said = article.find("BookDocument")
    if said is None:
        raise BadRecord("It has no book document.")
    text = partial(_text, said)
    book = text("Book/BookTitle")
    # Where a chapter names nobody, its authors are the book's.
    listed = [*said.findall("AuthorList"), *said.findall("Book/AuthorList")]
    authors = next((some for some in listed if some.get("Type", "authors") == "authors"), None)
    # A topic of GeneReviews is younger than the book, which began in 1993.
    date = said.find("ContributionDate") if text("ArticleTitle") else None
    date = said.find("Book/PubDate") if date is None else date
    if date is None:
        raise BadRecord("It has no year of publication.")
    return CitationRecord(
        title=text("ArticleTitle") or book,
        issued=_dated(date),
        doi=_book_id(article, "doi", doi_of),
        pmid=pmid_of(text("PMID")),
        pmcid=_book_id(article, "pmc", pmcid_of),
        authors=authors_of(authors),
        journal=book if text("ArticleTitle") else text("Book/Publisher/PublisherName"),
        journal_abbrev=book if text("ArticleTitle") else text("Book/Publisher/PublisherName"),
        volume=text("Book/Volume"),
        pages=_text(said, "Pagination/MedlinePgn"),
        abstract=abstract_of(said),
        keywords=without_twins(text_of(word) for word in said.findall("KeywordList/Keyword")),
        publication_types=without_twins(text_of(kind) for kind in said.findall("PublicationType")),
    )


def _book_id(article: Element, kind: str, tidy: Callable[[object], str]) -> str:
    for path in ("BookDocument", "PubmedBookData"):
        for number in article.findall(f"{path}/ArticleIdList/ArticleId"):
            if number.get("IdType") == kind and (found := tidy(number.text)):
                return found
    return ""


def _text(element: Element, path: str) -> str:
    return text_of(element.find(path))


def _id(article: Element, kind: str, tidy: Callable[[object], str]) -> str:
    for number in article.findall("PubmedData/ArticleIdList/ArticleId"):
        if number.get("IdType") == kind and (found := tidy(number.text)):
            return found
    return ""


def _location(paper: Element, kind: str, tidy: Callable[[object], str]) -> str:
    for place in paper.findall("ELocationID"):
        is_good = place.get("ValidYN", "Y") == "Y"
        if place.get("EIdType") == kind and is_good and (found := tidy(place.text)):
            return found
    return ""


def _issued(paper: Element) -> Issued:
    for date in (paper.find("Journal/JournalIssue/PubDate"), paper.find("ArticleDate")):
        if date is None:
            continue
        if _text(date, "MedlineDate") or _text(date, "Year"):
            return _dated(date)
    raise BadRecord("It has no year of publication.")


def _dated(date: Element) -> Issued:
    if words := _text(date, "MedlineDate"):
        return read_date(words)
    year, month, day, season = (_text(date, part) for part in ("Year", "Month", "Day", "Season"))
    return issued_on(year, month, day, season)


def _pages(paper: Element) -> str:
    first, last = (_text(paper, f"Pagination/{end}") for end in ("StartPage", "EndPage"))
    return (
        _text(paper, "Pagination/MedlinePgn")
        or page_range(first, last)
        or article_number(_location(paper, "pii", plain))
    )


def authors_of(listed: Element | None) -> tuple[Author, ...]:
    """People and groups; a list that PubMed calls incomplete ends with “et al”."""
    found: list[Author] = []
    if listed is None:
        return ()
    for author in listed.findall("Author"):
        # N marks a name that PubMed has since corrected beside the right one.
        if author.get("ValidYN", "Y") == "N":
            continue
        if collective := _text(author, "CollectiveName"):
            found.append(Author(collective=collective.rstrip(".")))
        elif family := _text(author, "LastName"):
            found.append(
                Author(
                    family=family,
                    given=_text(author, "ForeName"),
                    initials=_text(author, "Initials"),
                    suffix=tidy_suffix(_text(author, "Suffix")),
                )
            )
    if found and listed.get("CompleteYN") == "N":
        found.append(Author(collective="et al"))
    return tuple(found)


def abstract_of(paper: Element) -> tuple[AbstractPart, ...]:
    """The parts of the abstract by their labels."""
    found = []
    for part in paper.findall("Abstract/AbstractText"):
        if words := text_of(part):
            label = plain(part.get("Label", ""))
            found.append(AbstractPart(text=words, label="" if label == "UNLABELLED" else label))
    if len(found) == 1 and not found[0].label:
        return parted(found[0].text)
    return tuple(found)


def _headings(said: Element) -> Iterator[Heading]:
    for heading in said.findall("MeshHeadingList/MeshHeading"):
        name = heading.find("DescriptorName")
        if name is None or not text_of(name):
            continue
        yield Heading(
            name=text_of(name),
            ui=name.get("UI", ""),
            is_major=name.get("MajorTopicYN") == "Y",
            qualifiers=tuple(
                Qualifier(text_of(q), q.get("UI", ""), q.get("MajorTopicYN") == "Y")
                for q in heading.findall("QualifierName")
            ),
        )


def _links(said: Element) -> Iterator[Link]:
    for link in said.findall("CommentsCorrectionsList/CommentsCorrections"):
        if kind := LINKS.get(link.get("RefType", "")):
            note = _text(link, "RefSource")
            yield Link(
                kind=kind, doi=doi_within(note), pmid=pmid_of(_text(link, "PMID")), note=note
            )
