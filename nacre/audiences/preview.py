"""Who gains and who loses access if an audience gets another rule: told before it is saved.

Each member is judged by the very function that opens pages, one after the other, so that a hundred
thousand take no more memory than one.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from nacre.audiences import rules
from nacre.communities.models import Community
from nacre.insights.disclosure import BODY, FLOOR, HIDDEN, Breakdown, Cell, disclosed
from nacre.members.models import Membership
from nacre.members.professions import profession_label
from nacre.members.viewer import Viewer

AT_A_TIME = 1000
MOST_NAMES = 20


@dataclass
class Change:
    """Those who gain access, or those who lose it."""

    professions: Counter[str] = field(default_factory=Counter)
    names: list[str] = field(default_factory=list)  # the first twenty; for moderators alone

    @property
    def count(self) -> int:
        """How many."""
        return self.professions.total()

    def add(self, viewer: Viewer) -> None:
        """One more."""
        self.professions[viewer.profession] += 1
        if len(self.names) < MOST_NAMES:
            self.names.append(viewer.name)


@dataclass
class Preview:
    """How many members two rules include, and who is included by one of them alone."""

    visitors_before: bool
    visitors_after: bool
    before: int = 0
    after: int = 0
    gains: Change = field(default_factory=Change)
    losses: Change = field(default_factory=Change)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Gains and losses by profession; nothing about a few."""
        codes = sorted({*self.gains.professions, *self.losses.professions}, key=profession_label)
        counts = [(self.gains.professions[c], self.losses.professions[c]) for c in codes]
        cells = [{"gain": Cell(g, g), "lose": Cell(n, n)} for g, n in counts]
        shown = disclosed(Breakdown(cells, ("gain", "lose")), BODY)
        return [
            {
                "profession": profession_label(code),
                "gain": _said(row["gain"], gain),
                "lose": _said(row["lose"], lose),
            }
            for code, (gain, lose), row in zip(codes, counts, shown, strict=True)
        ]


def preview_rule(community: Community, *, before: dict[str, Any] | None, after: Any) -> Preview:
    """Compare two rules over the members of one community; `before` is None for a new audience."""
    nobody = Viewer(community=community)
    told = Preview(
        visitors_before=before is not None and rules.admits(before, nobody),
        visitors_after=rules.admits(after, nobody),
    )
    members = Membership.objects.of(community).signing_in().for_viewers().order_by("pk")
    for membership in members.iterator(chunk_size=AT_A_TIME):
        viewer = Viewer.unfinished(membership, community)
        was = before is not None and rules.admits(before, viewer)
        will_be = rules.admits(after, viewer)
        told.before += was
        told.after += will_be
        if will_be and not was:
            told.gains.add(viewer)
        elif was and not will_be:
            told.losses.add(viewer)
    return told


def _said(shown: int | str, count: int) -> int | str:
    """A hidden cell in words; one beside it is hidden so that it cannot be worked out."""
    if shown != HIDDEN:
        return shown
    return f"fewer than {FLOOR}" if count < FLOOR else "not shown"
