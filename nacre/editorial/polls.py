"""The poll of an article: what it asks, how it stands, and what of that a member is shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from nacre.editorial.models import Article, PollVote
from nacre.insights.disclosure import FLOOR
from nacre.members.viewer import Viewer


@dataclass(frozen=True)
class Option:
    """One answer: its share in whole per cent, None while too few have voted."""

    key: str
    label: str
    share: int | None
    is_own: bool

    @property
    def said(self) -> str:
        """The share in words."""
        return f"{self.share} %"


@dataclass(frozen=True)
class Poll:
    """A question, its answers and the one of whoever looks."""

    key: str
    question: str
    options: tuple[Option, ...]
    votes: int
    has_voted: bool

    @property
    def is_told(self) -> bool:
        """Whether enough have voted that no answer leads to a person (domain.md, section 4.7)."""
        return self.votes >= FLOOR

    @property
    def floor(self) -> int:
        """How many votes it takes."""
        return FLOOR


def poll_block(page: Article) -> Any:
    """The block of a page's text that asks, or None."""
    return next((block for block in page.body if block.block_type == "poll"), None)


def poll_of(page: Article, viewer: Viewer) -> Poll | None:
    """The poll of a page as a viewer may see it: two questions to the database."""
    asked = poll_block(page)
    if asked is None:
        return None
    votes = PollVote.objects.of(page.community).filter(page_id=page.pk, poll=UUID(asked.id))
    own = votes.filter(membership_id=viewer.membership_id or 0).first()
    counts = votes.by_option()
    total = sum(counts.values())
    return Poll(
        asked.id,
        asked.value["question"],
        tuple(_options(asked, counts, total, own.option if own else None)),
        total,
        own is not None,
    )


def _options(asked: Any, counts: dict[UUID, int], total: int, own: UUID | None) -> Iterator[Option]:
    for child in asked.value["options"].bound_blocks:
        key = UUID(child.id)
        share = round(100 * counts.get(key, 0) / total) if total >= FLOOR else None
        yield Option(child.id, str(child.value), share, key == own)


def option_keys(page: Article) -> set[UUID]:
    """The answers that a page's poll allows."""
    asked = poll_block(page)
    return {UUID(child.id) for child in asked.value["options"].bound_blocks} if asked else set()
