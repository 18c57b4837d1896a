"""How fresh the kept list of a discussion is: a word in the shared cache for each page.

A change gives the page a new word, so that what every process keeps is outdated at once, and the
rest of the community's pages stay kept.
"""

import uuid
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.core.cache import caches
from django.db import transaction

KEPT_FOR = 600  # seconds: a name or a photograph may be ten minutes late
Kept = TypeVar("Kept")


def version_key(page_id: int) -> str:
    """Where the word lies in the shared cache."""
    return f"discussion:{page_id}"


def kept(page_id: int, what: str, make: Callable[[], Kept]) -> Kept:
    """What this process keeps of a page's discussion; made anew after a change."""
    local = caches["local"]
    key = f"discussion:{page_id}:{_version_of(page_id)}:{what}"
    found = local.get(key)
    if found is None:
        found = make()
        local.set(key, found, KEPT_FOR)
    return found


def outdate(page_ids: Iterable[int]) -> None:
    """Let these discussions be drawn anew, once what changed is kept."""
    words = {version_key(pk): _new_word() for pk in page_ids}
    transaction.on_commit(lambda: caches["default"].set_many(words, None))


def _version_of(page_id: int) -> str:
    shared, key = caches["default"], version_key(page_id)
    found = shared.get(key)
    if found is None:
        shared.add(key, _new_word(), None)
        found = shared.get(key) or _new_word()
    return found


def _new_word() -> str:
    return uuid.uuid4().hex[:12]
