"""Crossref's REST API, in its polite pool: works by DOI and by question."""

from urllib.parse import quote

from nacre.evidence.clients.asking import Source


def fetch(source: Source, doi: str) -> bytes:
    """The work of a DOI, in the envelope that the reader knows."""
    return source.ask(f"works/{quote(doi, safe='')}", mailto=source.contact)


def search(source: Source, query: str, *, most: int, since: str = "") -> bytes:
    """Works that a bibliographic query finds, newest first; indexed since a day, 2026-11-01."""
    return source.ask(
        "works", rows=most, sort="published", order="desc", mailto=source.contact,
        **{"query.bibliographic": query, "filter": f"from-index-date:{since}" if since else ""},
    )  # fmt: skip
