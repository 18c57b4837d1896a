"""Fills the demonstration with people who know one another: connections, follows, conversations.

The crowd's connections are drawn from the community's slug; what the personas wrote stands in
`linking.yaml`. All of it is dated back, so nobody is told and nothing counts as done today.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml
from django.db import transaction

from nacre.communities.models import Community
from nacre.launch.personas import persona
from nacre.members.models import Connection, Membership
from nacre.networking.models import Conversation, Follow, Introduction, Message, Participant
from nacre.networking.models.conversation import pair_of
from nacre.networking.tiers import TIERS
from nacre.pages.models import Topic

SAID = Path(__file__).parent / "linking.yaml"
PAIRS_A_MEMBER = 0.6
MOST_PAIRS = 400


@transaction.atomic
def link_up(community: Community, now: datetime) -> int:
    """Write the connections and conversations of a community; answers how many there are."""
    if not Connection.objects.of(community).exists():
        _Linking(community, now).write()
    return Connection.objects.of(community).count()


@dataclass
class _Linking:
    """The links of one community in the making."""

    community: Community
    now: datetime

    def write(self) -> None:
        self.random = Random(f"links of {self.community.slug}")  # noqa: S311 - a drawing, no secret
        found = Membership.objects.of(self.community).active().filter(tier__in=TIERS)
        self.members = list(found.exclude(profession="pharma_staff").order_by("pk"))
        self.by_email = {m.user.email: m for m in found.select_related("user")}
        self.crowd = [m for m in self.members if m.source == "demo" and m.tier == "full"]
        self._connect_crowd()
        said = yaml.safe_load(SAID.read_text()).get(self.community.slug, {})
        for line in said.get("connections", []):
            self._connect_persona(line)
        for line in said.get("conversations", []):
            self._converse(line)
        for line in said.get("follows", []):
            self._follow(line)
        for line in said.get("introductions", []):
            self._introduce(line)

    def _connect_crowd(self) -> None:
        """Colleagues of one hospital mostly know each other, others now and then."""
        wanted = min(MOST_PAIRS, int(len(self.members) * PAIRS_A_MEMBER))
        pairs: dict[str, Connection] = {}
        for _ in range(wanted * 2 if len(self.members) > 2 else 0):
            one, other = self.random.sample(self.members, 2)
            is_near = one.organisation_id == other.organisation_id
            if is_near or self.random.random() < 0.5:
                pairs.setdefault(pair_of(one.pk, other.pk), self._connection(one, other))
        Connection.objects.bulk_create(list(pairs.values())[:wanted])

    def _connection(self, one: Membership, other: Membership, **fields: Any) -> Connection:
        fields.setdefault("state", "accepted")
        joined = max(one.activated_at or self.now, other.activated_at or self.now)
        asked = joined + (self.now - joined) * self.random.random()
        fields = {"asked_at": asked, "answered_at": asked + timedelta(hours=9)} | fields
        return Connection(
            community=self.community,
            requested_by=one,
            addressed_to=other,
            **fields,
        )

    def _who(self, said: str | int) -> Membership | None:
        """A persona by code, or one of the crowd by number."""
        if isinstance(said, int):
            return self.crowd[said] if said < len(self.crowd) else None
        person = persona(said)
        return self.by_email.get(person.email) if person else None

    def _connect_persona(self, line: dict[str, Any]) -> None:
        own = self._who(line["of"])
        for said in line.get("with", []) + line.get("asked_by", []):
            other = self._who(said)
            if own is None or other is None:
                continue
            if not Connection.objects.between(own, other).exists():
                is_open = said in line.get("asked_by", [])
                asked = {"state": "pending", "answered_at": None, "asked_at": self._days_ago(3)}
                state = asked if is_open else {}
                self._connection(other, own, note=line.get("note", ""), **state).save()

    def _days_ago(self, days: int) -> datetime:
        return self.now - timedelta(days=days * (1 + self.random.random()))

    def _converse(self, line: dict[str, Any]) -> None:
        people = [who for said in line["people"] if (who := self._who(said))]
        if len(people) < len(line["people"]) or self._is_begun(people):
            return
        began = self.now - timedelta(hours=line["hours_ago"])
        conversation = Conversation.objects.create(
            community=self.community,
            pair=pair_of(people[0].pk, people[1].pk) if len(people) == 2 else None,
            started_by=people[0],
            started_at=began,
        )
        for place, (who, text) in enumerate(line["messages"]):
            at = began + timedelta(minutes=47 * place)
            last = Message.objects.create(
                conversation=conversation, author=people[who], text=text.strip(), sent_at=at
            )
        Participant.objects.bulk_create(
            Participant(
                conversation=conversation,
                membership=person,
                last_read=0 if place in line.get("unread_by", []) else last.pk,
            )
            for place, person in enumerate(people)
        )
        conversation.last_message_at = last.sent_at
        conversation.save()

    def _is_begun(self, people: list[Membership]) -> bool:
        if len(people) != 2:
            return False
        return Conversation.objects.filter(pair=pair_of(people[0].pk, people[1].pk)).exists()

    def _follow(self, line: dict[str, Any]) -> None:
        own = self._who(line["by"])
        if own is None:
            return
        wanted: list[dict[str, Any]] = [{"person": self._who(p)} for p in line.get("people", [])]
        topics = Topic.objects.of(self.community).filter(slug__in=line.get("topics", []))
        wanted += [{"topic": topic} for topic in topics]
        if line.get("own_organisation") and own.organisation_id:
            wanted.append({"organisation_id": own.organisation_id})
        for target in wanted:
            if any(target.values()):
                Follow.objects.create(community=self.community, member=own, **target)

    def _introduce(self, line: dict[str, Any]) -> None:
        asker, contact, third = (self._who(line[part]) for part in ("by", "through", "to"))
        if asker and contact and third:
            Introduction.objects.create(
                community=self.community,
                asked_by=asker,
                contact=contact,
                to_meet=third,
                note=line["note"].strip(),
                asked_at=self.now - timedelta(hours=line["hours_ago"]),
            )
