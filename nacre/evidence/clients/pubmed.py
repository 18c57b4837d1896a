"""PubMed's E-utilities: searching for numbers, fetching records as XML."""

import json
from collections.abc import Sequence

from nacre.evidence.clients.asking import Source, SourceUnavailableError

TOOL = "nacre"
MOST_AT_ONCE = 200


def search(
    source: Source, query: str, *, most: int, days: int | None = None, key: str = ""
) -> list[str]:
    """PubMed numbers of what a query finds, newest first; of the last `days` alone if given."""
    since: dict[str, str | int] = {"datetype": "edat", "reldate": days} if days else {}
    answer = source.ask(
        "esearch.fcgi", db="pubmed", term=query, retmax=most, retmode="json", sort="date",
        tool=TOOL, email=source.contact, api_key=key, **since,
    )  # fmt: skip
    try:
        found = json.loads(answer)["esearchresult"]["idlist"]
        return [str(int(number)) for number in found][:most]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SourceUnavailableError(f"{source.name} answered in another form.") from error


def fetch(source: Source, pmids: Sequence[str], *, key: str = "") -> bytes:
    """The records of these numbers, 200 at the most, as PubMed XML."""
    numbers = ",".join(pmids[:MOST_AT_ONCE])
    return source.ask(
        "efetch.fcgi", db="pubmed", id=numbers, retmode="xml", tool=TOOL, email=source.contact,
        api_key=key,
    )  # fmt: skip
