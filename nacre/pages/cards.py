"""What a list shows of a page: the same few facts, whoever may open it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from nacre.evidence.models import TAKEN_BACK

if TYPE_CHECKING:
    from nacre.members.viewer import Viewer
    from nacre.pages.models import BasePage

MARKS = {
    "corrected": _("Paper corrected"),
    "concern": _("Paper in doubt"),
    "partly": _("Paper retracted in part"),
    "withdrawn": _("Paper withdrawn"),
    "retracted": _("Paper retracted"),
    "replaced": _("Paper retracted and replaced"),
}


@dataclass(frozen=True)
class Card:
    """One line of kind and topic, a headline, a standfirst, reading time; locked or open."""

    title: str
    url: str
    kind: str
    topic: str
    standfirst: str
    published_at: datetime | None
    minutes: int
    is_locked: bool
    audience: str
    seed: int
    funding: str = ""  # where a company speaks: which
    mark: str = ""  # that it was corrected, or what became of a paper that it cites
    is_recommended: bool = True


def mark_of(page: "BasePage") -> str:
    """What a list says of a page that was corrected, or whose paper no longer stands as it did."""
    return str(MARKS.get(page.standing) or (_("Corrected") if page.corrected_at else ""))


def card_of(page: "BasePage", viewer: "Viewer") -> Card:
    """The card of a page for a viewer; `for_cards()` has fetched what it needs."""
    topics = list(page.topics.all())
    model = page.cached_content_type.model_class()
    return Card(
        title=page.title,
        url=page.path_in_community,
        kind=str(getattr(model, "kind_label", "")),
        topic=topics[0].label if topics else "",
        standfirst=page.standfirst,
        published_at=page.first_published_at,
        minutes=page.reading_minutes,
        is_locked=page.audience_id not in viewer.audience_ids,
        audience=page.audience.name,
        seed=page.pk,
        mark=mark_of(page),
        is_recommended=page.standing not in TAKEN_BACK,
        funding=page.promotion_label,
    )
