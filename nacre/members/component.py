"""What members contribute to a community: the way to colleagues, and the figures about them."""

from typing import Any

from django.db.models import Count, Q

from nacre.communities.models import Community
from nacre.components import Activity, Component, NavEntry, metric
from nacre.members.growth import active_after, referred
from nacre.members.models import InviteCode, Membership, Referral


class Members(Component):
    """The directory, and how many members there are of which kind."""

    slug = "members"
    name = "Members and directory"
    nav = [NavEntry("Colleagues", url="/members/", order=30, icon="members")]
    activities = [
        Activity("member.applied", "Somebody asked to join and waits for a moderator."),
        Activity("member.declined", "A moderator declined somebody who asked to join."),
        Activity("member_list.applied", "An edition of the body's member list was applied."),
        Activity("member_list.undone", "An edition of the body's member list was taken back."),
        Activity("consent.changed", "A member agreed to a purpose, or withdrew it."),
        Activity("data.exported", "A member took a copy of everything held about them."),
        Activity("member.held", "A register called a member suspended; access is paused."),
        Activity("member.suspended", "A moderator took a member's access away."),
        Activity("member.reinstated", "A moderator looked again and let a member back in."),
        Activity("member.looked_as", "An operator began to look as a member."),
        Activity("member.lapsed", "What a member was let in for ran out, and the grace with it."),
        Activity("member.document_sent", "Somebody sent a document for a moderator to see."),
        Activity("referral.sent", "A member invited a colleague."),
        Activity("referral.joined", "Somebody who was invited joined."),
        Activity("invite_codes.made", "A moderator or the body's contact made invite codes."),
        Activity("invite_codes.withdrawn", "Invite codes that nobody had used were taken back."),
        Activity("invite_code.used", "Somebody asked to join with an invite code."),
        Activity("profile.changed", "A member changed their profile."),
        Activity("profile.confirmed", "A member said that their profile is still right."),
        Activity("team.described", "The lead of a team said what it does and how to reach it."),
        Activity("team.lead_appointed", "A moderator said who leads the team of an organisation."),
        Activity("registration.added", "A member gave one more registration number."),
        Activity("registration.released", "A member gave a registration number up."),
        Activity("saved_search.kept", "A member saved a search of the directory, or changed it."),
        Activity("saved_search.deleted", "A member deleted a saved search."),
        Activity("directory.searched", "A member searched the directory; results only, no words."),
    ]

    @metric("Members", code="members", unit="members")
    def members(self, community: Community, period: Any) -> int:
        """Active members at the end of the period; staff, sponsors, Learning Zone only left out."""
        return _at_end(community, period).count()

    @metric("Members by profession", code="members_by_profession", unit="members")
    def members_by_profession(self, community: Community, period: Any) -> dict[str, int]:
        """The same members, by profession."""
        return _by(_at_end(community, period), "profession")

    @metric("Members by region", code="members_by_region", unit="members")
    def members_by_region(self, community: Community, period: Any) -> dict[str, int]:
        """The same members, by the region of their organisation."""
        return _by(_at_end(community, period), "organisation__region")

    @metric("New members", code="new_members", unit="members")
    def new_members(self, community: Community, period: Any) -> int:
        """Members let in during the period, whatever became of them."""
        return _counted(community).filter(period.covers("activated_at")).count()

    @metric("Members who left", code="left_members", unit="members")
    def left_members(self, community: Community, period: Any) -> int:
        """Members whose membership ended during the period."""
        was_in = Q(activated_at__isnull=False)
        return _counted(community).filter(was_in, period.covers("ended_at")).count()

    @metric("Colleagues invited", code="referrals_sent", unit="invitations")
    def referrals_sent(self, community: Community, period: Any) -> int:
        """Invitations that members sent during the period."""
        return Referral.objects.of(community).filter(period.covers("sent_at")).count()

    @metric("Joined by invitation", code="referrals_joined", unit="people")
    def referrals_joined(self, community: Community, period: Any) -> int:
        """People who asked to join during the period by a member's invitation."""
        return Referral.objects.of(community).filter(period.covers("joined_at")).count()

    @metric("Joined by invitation, by what was sent along", code="referrals_by_item", unit="people")
    def referrals_by_item(self, community: Community, period: Any) -> dict[str, int]:
        """The same people, by the title of what they were sent to read."""
        joined = Referral.objects.of(community).filter(period.covers("joined_at"))
        return _by(joined.exclude(item_title=""), "item_title")

    @metric("Joined by invite code", code="invite_codes_used", unit="people")
    def invite_codes_used(self, community: Community, period: Any) -> int:
        """People who asked to join during the period with an invite code."""
        return InviteCode.objects.of(community).used_in(period).count()

    @metric("Joined by invite code, by occasion", code="invite_codes_by_label", unit="people")
    def invite_codes_by_label(self, community: Community, period: Any) -> dict[str, int]:
        """The same people, by what the codes were made for."""
        return _by(InviteCode.objects.of(community).used_in(period), "batch__label")

    @metric("Invited and let in", code="referrals_verified", unit="members")
    def referrals_verified(self, community: Community, period: Any) -> int:
        """Members let in during the period who came by an invitation."""
        return referred(community).filter(period.covers("membership__activated_at")).count()

    @metric("Invited and active after 30 days", code="referrals_active_30", unit="members")
    def referrals_active_30(self, community: Community, period: Any) -> int:
        """Came by an invitation, let in 30 days before some day of the period, seen since."""
        return active_after(30, community, period)

    @metric("Invited and active after 90 days", code="referrals_active_90", unit="members")
    def referrals_active_90(self, community: Community, period: Any) -> int:
        """The same after 90 days."""
        return active_after(90, community, period)

    @metric("Learning Zone only", code="learning_zone_only", unit="people")
    def learning_zone_only(self, community: Community, period: Any) -> int:
        """People with the Learning Zone alone at the end of the period; never added to members."""
        return (
            Membership.objects.of(community)
            .filter(tier=Membership.Tier.LEARNING_ZONE_ONLY)
            .here_at_end_of(period)
            .count()
        )


def _counted(community: Community):
    return Membership.objects.of(community).counted()


def _at_end(community: Community, period: Any):
    return _counted(community).here_at_end_of(period)


def _by(found, field: str) -> dict[str, int]:
    rows = found.values_list(field).annotate(n=Count("id")).order_by("-n", field)
    return {value or "": n for value, n in rows}
