"""Colleagues whom a member may like to know, each with the reason; drawn from a bounded number of rows.

What it reads is what the directory shows to this viewer; connections count only where both of
their ends show them.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.core.cache import caches
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nacre.members.interests import interest_label, interests_of
from nacre.members.models import Connection, DirectoryEntry, DirectoryWord, Membership
from nacre.members.models.directory import INTEREST
from nacre.members.viewer import Viewer
from nacre.members.visibility import connected_to
from nacre.networking.colleagues import colleagues_of, showing_connections
from nacre.networking.models import Block, Dismissal

SHOWN = 6
KEPT_FOR = 3600  # seconds; own changes delete the entry at once
MOST_AT_PLACE = 60
MOST_ALIKE = 300
MOST_CONTACTS = 300
MOST_OF_CONTACTS = 1000
FINALISTS = 40


@dataclass
class Clues:
    """What speaks for one colleague."""

    is_at_same_place: bool = False
    interests: list[str] = field(default_factory=list)
    shared: int = 0

    @property
    def weight(self) -> int:
        """How much it is."""
        return 3 * self.shared + 2 * self.is_at_same_place + min(3, len(self.interests))


@dataclass(frozen=True)
class Suggestion:
    """A colleague and why."""

    membership: Membership
    why: str


def suggestions_key(membership_id: int | None) -> str:
    """Where a member's suggestions lie in the shared cache."""
    return f"suggestions:{membership_id}"


def forget_suggestions(*membership_ids: int | None) -> None:
    """Draw anew for these members next time."""
    caches["default"].delete_many([suggestions_key(pk) for pk in membership_ids])


def suggestions_for(viewer: Viewer, most: int = SHOWN) -> list[Suggestion]:
    """The colleagues to suggest, best first."""
    shared = caches["default"]
    key = suggestions_key(viewer.membership_id)
    reasons: dict[int, str] | None = shared.get(key)
    if reasons is None:
        reasons = _drawn(viewer)
        shared.set(key, reasons, KEPT_FOR)
    found = {m.pk: m for m in colleagues_of(viewer).filter(pk__in=list(reasons))}
    return [Suggestion(found[pk], why) for pk, why in reasons.items() if pk in found][:most]


def _drawn(viewer: Viewer) -> dict[int, str]:
    clues: defaultdict[int, Clues] = defaultdict(Clues)
    _add_place(viewer, clues)
    _add_interests(viewer, clues)
    _add_shared(viewer, clues)
    for pk in _known_already(viewer):
        clues.pop(pk, None)
    best = sorted(clues, key=lambda pk: (-clues[pk].weight, pk))[:FINALISTS]
    return {pk: _said(viewer, clues[pk]) for pk in best}


def _add_place(viewer: Viewer, clues: defaultdict[int, Clues]) -> None:
    if not viewer.organisation_id:
        return
    here = DirectoryEntry.objects.visible_to(viewer).filter(organisation=viewer.organisation_id)
    for pk in here.order_by("-pk").values_list("membership_id", flat=True)[:MOST_AT_PLACE]:
        clues[pk].is_at_same_place = True


def _add_interests(viewer: Viewer, clues: defaultdict[int, Clues]) -> None:
    words = [f"{INTEREST}{slug}" for slug in viewer.interests]
    if not words:
        return
    alike = DirectoryWord.objects.of(viewer.community).filter(word__in=words)
    rows = alike.order_by("-entry_id").values_list("entry__membership_id", "word")[:MOST_ALIKE]
    for pk, word in rows:
        clues[pk].interests.append(word.removeprefix(INTEREST))


def _add_shared(viewer: Viewer, clues: defaultdict[int, Clues]) -> None:
    mine = sorted(connected_to(viewer))[:MOST_CONTACTS]
    contacts = colleagues_of(viewer).filter(pk__in=mine)
    showing = showing_connections(contacts, viewer)
    counts: Counter[int] = Counter()
    accepted = Connection.objects.of(viewer.community).accepted()
    for near, far in (("requested_by", "addressed_to"), ("addressed_to", "requested_by")):
        found = accepted.filter(**{f"{near}__in": showing}).order_by("-pk")
        counts.update(found.values_list(f"{far}_id", flat=True)[:MOST_OF_CONTACTS])
    likely = [pk for pk, _n in counts.most_common(FINALISTS)]
    for pk in showing_connections(colleagues_of(viewer).filter(pk__in=likely), viewer):
        clues[pk].shared = counts[pk]


def _known_already(viewer: Viewer) -> set[int]:
    """Who is no suggestion: oneself, whoever was asked before, is kept away or was dismissed."""
    me = viewer.membership_id or 0
    asked = Connection.objects.of_member(me).values_list("requested_by_id", "addressed_to_id")
    dismissed = Dismissal.objects.filter(member=me).values_list("suggested_id", flat=True)
    known = {end for pair in asked for end in pair}
    return known | Block.objects.around(me) | set(dismissed) | {me}


def _said(viewer: Viewer, clues: Clues) -> str:
    """Why, in a few words: the strongest two."""
    said = []
    if clues.shared:
        told = ngettext("%(n)d shared connection", "%(n)d shared connections", clues.shared)
        said.append(told % {"n": clues.shared})
    if clues.is_at_same_place:
        said.append(_("Also at your hospital"))
    if clues.interests:
        known = interests_of(viewer.community)
        labels = [interest_label(slug, known) for slug in clues.interests[:2]]
        said.append(_("Also interested in %(topics)s") % {"topics": _(" and ").join(labels)})
    return " · ".join(said[:2])
