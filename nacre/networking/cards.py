"""People as the lists of linking up show them: each as far as they are open to this viewer."""

from collections.abc import Iterable
from typing import Any

from nacre.members.models import Connection, Membership
from nacre.members.viewer import Viewer
from nacre.members.visibility import ShownProfile, profiles_of


def cards_of(memberships: Iterable[Membership], viewer: Viewer) -> list[dict[str, Any]]:
    """Members as cards; of those who are not to be found any more, only the name."""
    members = list(memberships)
    shown = profiles_of(members, viewer)
    return [_card(one) if one else _gone(m) for m, one in zip(members, shown, strict=True)]


def card_of(membership: Membership, viewer: Viewer) -> dict[str, Any]:
    """One member as a card."""
    return cards_of([membership], viewer)[0]


def _card(shown: ShownProfile) -> dict[str, Any]:
    place = shown.organisation
    return {
        "key": shown.key,
        "name": shown.name,
        "href": shown.url,
        "picture": shown.photograph,
        "role": shown.headline,
        "organisation": place.name if place else "",
        "organisation_url": f"/organisations/{place.ods_code}/" if place else "",
    }


def _gone(membership: Membership) -> dict[str, Any]:
    return {"key": str(membership.key), "name": membership.user.name, "href": ""}


def connection_rows(connections: Iterable[Connection], viewer: Viewer) -> list[dict[str, Any]]:
    """Connections as cards of the colleague at the other end."""
    found = list(connections)
    cards = cards_of([_other_end(c, viewer) for c in found], viewer)
    return [
        card
        | {
            "connection": c,
            "note": c.note,
            "through": c.introduced_by.user.name if c.introduced_by else "",
        }
        for c, card in zip(found, cards, strict=True)
    ]


def _other_end(connection: Connection, viewer: Viewer) -> Membership:
    """The colleague at the other end, from what was fetched with the connection."""
    is_mine = connection.requested_by_id == viewer.membership_id
    return connection.addressed_to if is_mine else connection.requested_by
