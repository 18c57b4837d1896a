"""Europe PMC: the PubMed numbers and DOIs of what a query finds, preprints among it."""

import json

from nacre.evidence.clients.asking import Source, SourceUnavailableError
from nacre.evidence.records import doi_of, pmid_of


def search(source: Source, query: str, *, most: int) -> list[tuple[str, str]]:
    """(PubMed number, DOI) of each, either of which may be empty; newest first."""
    answer = source.ask(
        "search", query=f"{query} sort_date:y", format="json", resultType="lite", pageSize=most
    )
    try:
        found = json.loads(answer)["resultList"]["result"]
        pairs = [(pmid_of(one.get("pmid")), doi_of(one.get("doi"))) for one in found]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SourceUnavailableError(f"{source.name} answered in another form.") from error
    return [pair for pair in pairs if any(pair)][:most]
