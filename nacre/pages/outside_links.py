"""The outside addresses of a page: in its texts and fields, and of the papers that it stands on."""

import html
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.db import models
from wagtail.blocks import StreamValue

from nacre.evidence.models import Citation
from nacre.pages.models.link import LONGEST

_ADDRESS = re.compile(r"https?://[^\s\"'<>\\]+", re.I)


def links_of(page: Any) -> list[str]:
    """Each outside address of a specific page once, as a browser would ask for it."""
    found = [address for text in _texts(page) for address in addresses_in(text)]
    found += [where for paper in papers_of(page) if (where := address_of_paper(paper))]
    return [url for url in dict.fromkeys(found) if len(url) <= LONGEST and _is_outside(url)]


def addresses_in(text: str) -> Iterator[str]:
    """The addresses in a text or in HTML, without the punctuation of the sentence around them."""
    for found in _ADDRESS.finditer(text):
        address = html.unescape(found[0]).rstrip(".,;:!?*_")
        while address.endswith((")", "]")) and address.count("(") < address.count(")"):
            address = address[:-1].rstrip(".,;:!?")
        yield address.partition("#")[0]


def papers_of(page: Any) -> list[Citation]:
    """The papers that a page is about or lists below its text."""
    named = [getattr(page, field.name) for field in page._meta.concrete_fields if _is_paper(field)]
    return [paper for paper in dict.fromkeys([*named, *page.papers.all()]) if paper]


def address_of_paper(paper: Citation) -> str:
    """Where a reference leads; empty if it has no DOI, no PubMed number and no address."""
    if paper.doi:
        return f"https://doi.org/{quote(paper.doi, safe='/:;()._-')}"
    return f"https://pubmed.ncbi.nlm.nih.gov/{paper.pmid}/" if paper.pmid else paper.address


def _is_paper(field: Any) -> bool:
    return isinstance(field, models.ForeignKey) and field.related_model is Citation


def _texts(page: Any) -> Iterator[str]:
    for field in page._meta.concrete_fields:
        if field.model.__module__.startswith("wagtail.") or field.is_relation:
            continue
        value = field.value_from_object(page)
        yield from _strings(value.get_prep_value() if isinstance(value, StreamValue) else value)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)


def _is_outside(url: str) -> bool:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    ours = str(settings.NACRE_BASE_HOST).partition(":")[0]
    return "." in host and host != ours and not host.endswith(f".{ours}")
