"""Named questions about who is connected with whom.

`member` below is a membership or its primary key; None (nobody signed in) has no connections.
"""

from django.db.models import Model, Q

from nacre.communities.querysets import CommunityOwnedQuerySet

Member = Model | int | None


class ConnectionQuerySet(CommunityOwnedQuerySet):
    """Connections of a community, asked for, made and ended."""

    def accepted(self):
        """Those of people who are connected now."""
        return self.filter(state="accepted")

    def pending(self):
        """Those that wait for an answer."""
        return self.filter(state="pending")

    def of_member(self, member: Member):
        """Those with a member at either end, in any state."""
        pk = pk_of(member)
        return self.filter(Q(requested_by=pk) | Q(addressed_to=pk)) if pk else self.none()

    def asked_and_open(self, member: Member):
        """What a member asked and has no "yes" to; a "no" is quiet and looks like waiting."""
        return self.filter(requested_by=pk_of(member), state__in=("pending", "declined"))

    def with_people(self):
        """With both ends, and who introduced them, as a list shows them."""
        ends = ("requested_by", "addressed_to")
        return self.select_related(
            "introduced_by__user",
            *(
                f"{end}__{part}"
                for end in ends
                for part in ("user", "organisation__parent", "profile__second_organisation")
            ),
            *(f"{end}__community__site" for end in ends),
        )

    def between(self, a: Member, b: Member):
        """The one row of two members, whoever asked; at most one."""
        first, second = pk_of(a), pk_of(b)
        if first is None or second is None:
            return self.none()
        return self.filter(
            Q(requested_by=first, addressed_to=second) | Q(requested_by=second, addressed_to=first)
        )

    def are_connected(self, a: Member, b: Member) -> bool:
        """Whether two members are connected now."""
        return self.accepted().between(a, b).exists()

    def accepted_keys_of(self, member: Member) -> frozenset[int]:
        """The primary keys of the memberships with which a member is connected; one query."""
        pk = pk_of(member)
        rows = self.accepted().of_member(member).values_list("requested_by_id", "addressed_to_id")
        return frozenset(end for row in rows for end in row if end != pk)


def pk_of(member: Member) -> int | None:
    """The primary key of a membership, given as itself or as its key."""
    return member if isinstance(member, int) or member is None else member.pk
