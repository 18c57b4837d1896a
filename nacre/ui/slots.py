"""Personal slots: a page is rendered once for everybody, the personal parts are put in after.

A slot is a sentinel in the rendered page. Providers register under the slot's name and are
asked once a request; what a provider answers must be safe HTML.
"""

import re
from collections.abc import Callable, Collection
from typing import Any

from django.http import HttpRequest
from django.utils.html import conditional_escape

Provider = Callable[[Any], str]  # given the Request of the communities, a floor above
_providers: dict[str, Provider] = {}
_SENTINEL = re.compile(rb"\x00([a-z_]+)\x00")


def sentinel(name: str) -> str:
    """What stands in a rendered page where a slot is."""
    return f"\x00{name}\x00"


def fills(name: str) -> Callable[[Provider], Provider]:
    """Register a provider for a slot; one app, one slot."""

    def register(provider: Provider) -> Provider:
        _providers[name] = provider
        return provider

    return register


def split(page: bytes) -> tuple[bytes, ...]:
    """A page cut at its sentinels: text, slot name, text, slot name, …, text."""
    return tuple(_SENTINEL.split(page))


def join(pieces: tuple[bytes, ...], request: HttpRequest) -> bytes:
    """The page with its slots filled for the person who asks."""
    if len(pieces) == 1:
        return pieces[0]
    filled = list(pieces)
    for index in range(1, len(filled), 2):
        filled[index] = _fill(filled[index].decode(), request)
    return b"".join(filled)


def fill_only(page: str, request: HttpRequest, names: Collection[str]) -> str:
    """The page with some of its slots filled and the others empty."""
    pieces = split(page.encode())
    parts = [
        _fill(piece.decode(), request) if index % 2 and piece.decode() in names else piece
        for index, piece in enumerate(pieces)
        if not index % 2 or piece.decode() in names
    ]
    return b"".join(parts).decode()


def _fill(name: str, request: HttpRequest) -> bytes:
    provider = _providers.get(name)
    return conditional_escape(provider(request)).encode() if provider else b""
