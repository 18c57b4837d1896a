"""A notice of a change, as an editor writes it with the draft."""

from typing import Any

from nacre.editorial.changes import seen_by_readers


def with_notice(page: Any, kind: str = "minor", words: str = "", **said: Any) -> Any:
    """The page with a notice about what readers have seen; `said` as its fields are called."""
    page.change_kind, page.correction = kind, words
    page.change_is_material = said.get("is_material", False)
    page.change_means = said.get("means", "")
    page.change_of = seen_by_readers(page)
    return page
