"""Files of retractions as they come, invented: header, rows and short ways to check them."""

import io

from nacre.evidence.actions import check_retractions
from nacre.evidence.retractions import Check

HEADER = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,"
    "RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,"
    "OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes"
)


def watched(doi="10.5555/a", nature="Retraction", **said) -> str:
    """One row of Retraction Watch."""
    facts = {
        "pmid": "0", "date": "4/15/2021 0:00", "notice": "10.5555/notice", "reason": "+Error in Data;",
        "title": '"A ""first"" title,\nover two lines"',
    } | said  # fmt: skip
    return (
        f"7,{facts['title']},(BLS) Biology;,Somewhere;,Ann Invent,Nobody,GB,A Bell;B Carr;,,Research;,"
        f"{facts['date']},{facts['notice']},0,1/31/2001 0:00,{doi},{facts['pmid']},{nature},"
        f"{facts['reason']},No,"
    )


def export(*rows: str, end: str = "\r\n") -> bytes:
    """A whole export with its mark and Windows' line ends."""
    return ("\ufeff" + end.join([HEADER, *rows]) + end).encode()


def check(data: bytes) -> tuple[Check, list[str]]:
    """What became of a file, and what was said of its bad rows."""
    bad: list[str] = []
    told = check_retractions(source=io.BytesIO(data), tell_bad=lambda row: bad.append(str(row)))
    return told, bad
