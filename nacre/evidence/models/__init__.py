"""Bibliographic records, the journals they appeared in, and what is asked of the literature."""

from nacre.evidence.models.citation import TAKEN_BACK, Citation, CitationNotice, Journal
from nacre.evidence.models.harvest import Find, QueryVersion, SavedQuery

__all__ = [
    "TAKEN_BACK",
    "Citation",
    "CitationNotice",
    "Find",
    "Journal",
    "QueryVersion",
    "SavedQuery",
]
