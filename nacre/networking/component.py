"""Linking up as a component: what it brings to a community that switches it on."""

from datetime import datetime
from typing import Any

from nacre.communities.models import Community
from nacre.components import Activity, Component, NavEntry, Urls, digest_section, metric, panel
from nacre.members.models import Connection
from nacre.members.viewer import Viewer
from nacre.networking import apart, profile_actions, unread  # they register themselves
from nacre.networking.following import news_for
from nacre.networking.models import MessageFlag
from nacre.networking.tiers import is_linked_up

REGISTERED = (apart, unread, profile_actions)


class Networking(Component):
    """Connections, conversations, following and introductions among members."""

    slug = "networking"
    name = "Linking up"
    nav = [NavEntry("Messages", url="/messages/", order=90, icon="mail")]
    urls = Urls("", "nacre.networking.urls")
    activities = [
        Activity("connection.asked", "A member asked a colleague to connect."),
        Activity("connection.made", "Two members are connected."),
        Activity("connection.ended", "A member left a connection, or took a question back."),
        Activity("follow.begun", "A member follows a colleague, an organisation or a topic."),
        Activity("conversation.begun", "A member began a conversation; how many take part."),
        Activity("message.sent", "A member wrote in a conversation; nothing of what or to whom."),
        Activity("message.flagged", "A member brought a message to the moderators."),
        Activity("message.decided", "A moderator decided about a flagged message."),
        Activity("introduction.asked", "A member asked a contact for an introduction."),
        Activity("introduction.made", "An introduction led to a connection."),
    ]

    @panel("Flagged messages", place="moderation", template="networking/_waiting.html")
    def flagged(self, viewer: Viewer) -> dict[str, Any]:
        """What waits for a moderator."""
        waiting = MessageFlag.objects.visible_to(viewer).waiting().count()
        return {"url": "/moderation/messages/", "count": waiting}

    @metric("Connections made", code="connections_made", unit="connections")
    def connections_made(self, community: Community, period: Any) -> int:
        """Pairs of members who connected during the period and still are."""
        made = Connection.objects.of(community).accepted()
        return made.filter(period.covers("answered_at")).count()

    @metric("Introductions made", code="introductions_made", unit="introductions")
    def introductions_made(self, community: Community, period: Any) -> int:
        """Those of the connections above that a shared contact brought about."""
        made = Connection.objects.of(community).accepted().filter(introduced_by__isnull=False)
        return made.filter(period.covers("answered_at")).count()

    @digest_section("From what you follow", template="networking/digest/_following.html")
    def from_what_you_follow(self, viewer: Viewer, since: datetime) -> dict[str, Any] | None:
        """New pages on followed topics, and who joined at followed organisations."""
        news = news_for(viewer, since) if is_linked_up(viewer) else None
        return {"news": news} if news else None
