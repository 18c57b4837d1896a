"""Who sees what of a profile: no page, list, count, order, card or picture gives a hidden value away.

The property: change only what is hidden from a viewer, and nothing that they can fetch changes.
That holds for words, numbers and order at once, and for whatever a page may show tomorrow.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from nacre.members import contributions, photograph
from nacre.members.actions import change_photograph, change_profile, set_orcid
from nacre.members.contributions import Contribution
from nacre.members.models import Connection, DirectoryEntry, Membership
from nacre.members.visibility import PARTS, Level, as_community, level_of, profile_of
from nacre.pages.models import Topic
from tests.cast import Person, make_person

pytestmark = pytest.mark.django_db

VIEWERS = (
    "self", "friend", "member", "moderator", "learner", "pending", "sponsor", "stranger", "visitor",
)  # fmt: skip
NEARNESS = {  # told anew here, so that the gate is not its own witness
    "self": 0, "friend": 1, "member": 2, "moderator": 2, "learner": 3, "pending": 3, "visitor": 3,
    "stranger": 3, "sponsor": None,
}  # fmt: skip
LEVELS = ["me", "connections", "community", "public"]
FIRST = {
    "post": {"post": "Zebralead of nights", "role": "consultant"},
    "grade": {"grade": "ASSOC_SPECIALIST"},
    "specialty": {"specialty": "Zebralogy", "subspecialties": ["Zebrafinch care"]},
    "interests": {"interests": ["zebra-topic"]},
    "help": {"can_help_with": "Zebra crossings", "languages": ["Zebranese"]},
    "biography": {"biography": "Zebrabiography."},
    "work_email": {"work_email": "zebra@example.org"},
    "work_telephone": {"work_telephone": "0117 496 0123"},
}
SECOND = {
    "post": {"post": "Quaggalead of days", "role": "registrar"},
    "grade": {"grade": "ST5"},
    "specialty": {"specialty": "Quaggalogy", "subspecialties": ["Quaggafinch care"]},
    "interests": {"interests": ["quagga-topic"]},
    "help": {"can_help_with": "Quagga crossings", "languages": ["Quaggese"]},
    "biography": {"biography": "Quaggabiography."},
    "work_email": {"work_email": "quagga@example.org"},
    "work_telephone": {"work_telephone": "0117 496 0987"},
}
WORK = {"code": "1", "title": "Zebra trial", "journal": "", "year": "2024", "doi": "", "sort": ""}
SHOWN_AS = {  # what the profile page says of each part in the first world
    "post": "Zebralead of nights", "grade": "Associate specialist", "specialty": "Zebrafinch care",
    "interests": "Zebra topic", "help": "Zebra crossings", "biography": "Zebrabiography.",
    "work_email": "zebra@example.org", "work_telephone": "0117 496 0123",
    "organisation": "Royal Free London", "orcid": "0000-0002-1825-0097",
    "photograph": "photograph/aaaaaaaa", "contributions": "Zebra essay", "connections": "Zadie Zebra",
}  # fmt: skip
ASKED = (
    "zebra", "quagga", "consultant", "registrar", "royal free", "jimmy's", "RAL", "london",
    "leeds", "topic",
)  # fmt: skip


@dataclass
class World:
    """One member whose profile is changed, and those who look at it."""

    subject: Person
    viewers: dict[str, Person]
    browsers: dict[str, Any]
    addresses: list[str]
    places: tuple[Any, Any]
    connections: dict[str, Connection]
    essay: list[str]

    def be(self, second: set[str], levels: dict[str, str], *, is_public: bool) -> None:
        """Let the subject say the first value of each part, or the second where it is named."""
        by = self.subject.viewer
        said: dict[str, Any] = {"visibility": levels, "is_public": is_public}
        for part, values in FIRST.items():
            said |= SECOND[part] if part in second else values
        here, there = self.places[::-1] if "organisation" in second else self.places
        change_photograph(by=by, name=("b" if "photograph" in second else "a") * 32)
        set_orcid(
            by=by, orcid="0000-0001-5109-3700" if "orcid" in second else "0000-0002-1825-0097"
        )
        said["works"] = [WORK | {"title": "Quagga trial"}] if "orcid" in second else [WORK]
        change_profile(by=by, organisation=here, second_organisation=there, **said)
        self.essay[:] = ["Quagga essay" if "contributions" in second else "Zebra essay"]
        is_second = "connections" in second
        for name, ended in (("zadie", is_second), ("quinn", not is_second)):
            state = Connection.State.ENDED if ended else Connection.State.ACCEPTED
            Connection.objects.filter(pk=self.connections[name].pk).update(state=state)

    def seen_by(self, viewer: str) -> dict[str, tuple[int, str]]:
        """All that a viewer can fetch, without what differs at each request."""
        for cache in caches.all():
            cache.clear()
        answers = {}
        for address in self.addresses:
            answer = self.browsers[viewer].get(address)
            body = answer.getvalue() if answer.streaming else answer.content
            text = body.decode(errors="replace")
            text = re.sub(r'(csrfmiddlewaretoken" value|data-view)="[^"]*"', r"\1", text)
            answers[address] = (answer.status_code, text)
        return answers


@pytest.fixture
def cast(request) -> dict[str, Person]:
    """Those of the cast who look, by what they are to Amara."""
    names = {
        "self": "amara", "moderator": "chen", "learner": "nadia", "pending": "ben",
        "sponsor": "faye", "stranger": "dora", "visitor": "visitor",
    }  # fmt: skip
    return {role: request.getfixturevalue(name) for role, name in names.items()}


@pytest.fixture
def world(liver, at, cast, royal_free, leeds):
    """Amara as the subject, everyone else as a viewer."""
    amara = cast["self"]
    for slug in ("zebra", "quagga"):
        Topic.objects.create(community=liver, slug=f"{slug}-topic", label=f"{slug.title()} topic")
    people = {name: make_person(liver, *name.split(), profession="doctor", role="gp")
              for name in ("Fred Friend", "Mary Member", "Zadie Zebra", "Quinn Quagga")}  # fmt: skip
    for name in ("Zadie Zebra", "Quinn Quagga"):
        people[name].membership.visibility = {"connections": "public"}
        people[name].membership.is_public = True
        people[name].membership.save()
    links = {
        name.split()[0].lower(): Connection.objects.create(
            community=liver, requested_by=amara.membership, addressed_to=person.membership,
            state="accepted",
        )
        for name, person in people.items() if name != "Mary Member"
    }  # fmt: skip
    # Mary could learn from what she shares with Amara whom Amara knows.
    for name in ("Zadie Zebra", "Quinn Quagga"):
        Connection.objects.create(
            community=liver, requested_by=people["Mary Member"].membership,
            addressed_to=people[name].membership, state="accepted",
        )  # fmt: skip
    viewers = {**cast, "friend": people["Fred Friend"], "member": people["Mary Member"]}
    essay = ["Zebra essay"]
    told = [lambda membership, viewer: _essays(membership, amara.membership, essay)]
    kept, contributions._tellers[:] = contributions._tellers[:], told
    for name in ("a" * 32, "b" * 32):
        for size in photograph.SIZES:
            path = photograph.path_of(name, size)
            default_storage.delete(path)
            default_storage.save(path, ContentFile(f"picture {name}".encode()))
    yield World(
        amara, viewers, {name: at("liver", who) for name, who in viewers.items()},
        list(_addresses(amara.membership)), (royal_free, leeds), links, essay,
    )  # fmt: skip
    contributions._tellers[:] = kept


def _essays(membership: Membership, subject: Membership, titles: list[str]) -> list[Contribution]:
    if membership.pk != subject.pk:
        return []
    return [Contribution("Wrote", title, "/essay/", dt.date(2026, 1, 1)) for title in titles]


def _addresses(membership: Membership):
    """Everything of ours that could tell something of a member."""
    profile = membership.profile_url
    yield from ("/", profile, f"{profile}?as=me", f"{profile}card.vcf", "/members/")
    yield from (f"/members/?q={words}" for words in ASKED)
    yield from ("/members/?interest=zebra-topic", "/members/?interest=quagga-topic")
    yield from ("/members/?role=consultant", "/members/?role=registrar")
    yield from ("/members/?region=London", "/members/?region=North+East+and+Yorkshire")
    yield from ("/members/?organisation=RAL", "/organisations/RAL/", "/organisations/RR801/")
    yield from ("/search/?q=zebra", "/organisations/suggest/?q=royal", "/moderation/")
    yield from ("/connections/", "/following/", "/messages/", "/messages/new/")
    yield from (f"/connections/ask/{membership.key}/", f"/introductions/ask/{membership.key}/")
    yield from (f"{profile}photograph/{letter * 8}/192.webp" for letter in "ab")


choices = st.fixed_dictionaries({part: st.sampled_from(LEVELS) for part in PARTS})


@pytest.mark.walk
@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # shrinking takes minutes, and the parts are named anyway
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(levels=choices, is_public=st.booleans(), viewer=st.sampled_from(VIEWERS))
def test_what_is_hidden_from_a_viewer_changes_nothing_that_they_can_fetch(
    world, levels, is_public, viewer
):
    hidden = {part for part in PARTS if not _is_open(levels[part], viewer, is_public=is_public)}
    world.be(set(), levels, is_public=is_public)
    before = world.seen_by(viewer)
    world.be(hidden, levels, is_public=is_public)
    after = world.seen_by(viewer)
    assert [address for address in before if before[address] != after[address]] == []
    page = before[world.subject.membership.profile_url][1]
    if is_public or viewer in {"self", "friend", "member", "moderator"}:
        shown = PARTS.keys() - hidden if viewer != "sponsor" else set()
        assert [part for part in sorted(shown) if SHOWN_AS[part] not in page] == []
    # The address of a picture stands in the answer that refuses it.
    told = [text for address, (_, text) in before.items() if "/photograph/" not in address]
    everything = "".join(told)
    words = {part: SHOWN_AS[part] for part in hidden - {"organisation", "interests"}}
    # The names of the two who may be connections stand in the directory anyway.
    assert [p for p, word in words.items() if word in everything and p != "connections"] == []


def _is_open(level: str, viewer: str, *, is_public: bool) -> bool:
    near = NEARNESS[viewer]
    if near is None or (near == 3 and not is_public):
        return False
    return LEVELS.index(level) >= near


@pytest.mark.parametrize("viewer", ["sponsor", "stranger", "visitor", "learner", "pending"])
def test_outsiders_get_nothing_of_a_profile_that_is_not_public(world, viewer):
    world.be(set(), dict.fromkeys(PARTS, "public"), is_public=False)
    everything = "".join(text for _, text in world.seen_by(viewer).values())
    for word in ("Osei", "Zebra", "0000-0002-1825-0097"):
        assert word not in everything


def test_a_sponsor_gets_nothing_even_of_what_is_open_to_everyone(world):
    world.be(set(), dict.fromkeys(PARTS, "public"), is_public=True)
    everything = "".join(text for _, text in world.seen_by("sponsor").values())
    assert "Osei" not in everything
    assert profile_of(world.subject.membership, world.viewers["sponsor"].viewer) is None


def test_the_directory_holds_only_what_every_member_may_see(amara, royal_free, listed):
    change_profile(by=amara.viewer, visibility={"organisation": "connections", "post": "me"})
    entry = DirectoryEntry.objects.get(membership=amara.membership)
    assert (entry.organisation, entry.region, entry.role) == (None, "", "")
    change_profile(by=amara.viewer, visibility={"organisation": "community", "post": "public"})
    entry = DirectoryEntry.objects.get(membership=amara.membership)
    assert (entry.organisation, entry.region, entry.role) == (royal_free, "London", "consultant")


def test_levels_begin_where_colleagues_expect_them_and_unknown_ones_are_closed(amara):
    assert level_of(amara.membership, "post") is Level.COMMUNITY
    assert level_of(amara.membership, "work_telephone") is Level.CONNECTIONS
    amara.membership.visibility = {"post": "everybody"}
    assert level_of(amara.membership, "post") is Level.ME


def test_a_part_that_does_not_exist_is_not_kept(amara):
    change_profile(by=amara.viewer, visibility={"tier": "public", "post": "nobody"})
    assert Membership.objects.get(pk=amara.membership.pk).visibility == {}


def test_a_member_without_a_hidden_word_keeps_name_and_profession(amara, liver):
    amara.membership.visibility = dict.fromkeys(PARTS, "me")
    shown = as_community(amara.membership)
    assert (shown.name, shown.headline, shown.organisation) == ("Amara Osei", "Doctor", None)


def test_a_connection_is_shown_only_if_both_have_opened_theirs(world):
    world.be(set(), {"connections": "community"}, is_public=False)
    zadie = Membership.objects.get(user__given_name="Zadie")
    profile = world.subject.membership.profile_url
    assert "Zadie Zebra" in world.browsers["member"].get(profile).text
    Membership.objects.filter(pk=zadie.pk).update(visibility={"connections": "me"})
    assert "Zadie Zebra" not in world.browsers["member"].get(profile).text


def test_one_sees_oneself_as_others_do(world):
    world.be(set(), {"biography": "connections"}, is_public=False)
    own, profile = world.browsers["self"], world.subject.membership.profile_url
    assert "Zebrabiography." in own.get(f"{profile}?as=connections").text
    assert "Zebrabiography." not in own.get(f"{profile}?as=community").text
