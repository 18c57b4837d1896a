"""Before a rule is saved it is told who gains and who loses access, as the gate itself says."""

import json

import pytest
from django.core.management import CommandError, call_command

from nacre.audiences.models import Audience
from nacre.audiences.preview import MOST_NAMES, preview_rule
from nacre.members.actions import record_evidence
from nacre.members.models import Membership
from nacre.members.viewer import Viewer
from tests.cast import NURSES_ONLY, make_person

pytestmark = pytest.mark.django_db
DOCTORS = {"professions": ["doctor"]}


@pytest.fixture
def everybody(amara, ben, chen, nadia, dora, erin, faye):
    """The whole cast: dora in another community."""
    return (amara, ben, chen, nadia, erin, faye)


def crowd(liver, number: int, **fields) -> None:
    for n in range(number):
        make_person(liver, f"Person{n}", f"Of{number}", **fields)


@pytest.mark.parametrize(
    "rule",
    [{}, NURSES_ONLY, DOCTORS, {"everyone": True}, {"min_level": 4}, {"tiers": ["guest"]},
     {"everybody": True}, {"component_rule": "none.such"}],
)  # fmt: skip
def test_it_says_what_the_gate_says_of_each_person(everybody, liver, rule):
    audience = Audience.objects.create(community=liver, slug="tried", name="Tried", rule=rule)
    active = [p for p in everybody if p.membership.status == "active"]
    opened = [p for p in active if audience.pk in p.viewer.audience_ids]
    told = preview_rule(liver, before=None, after=rule)
    assert (told.before, told.after, told.gains.count) == (0, len(opened), len(opened))
    assert told.gains.names == [p.user.name for p in opened]
    assert told.visitors_after == (audience.pk in Viewer.anonymous(liver).audience_ids)


def test_gains_and_losses_are_those_included_by_one_rule_alone(everybody, liver):
    told = preview_rule(liver, before=DOCTORS, after=NURSES_ONLY)
    assert told.gains.names == ["Nadia Rahman"]
    assert told.losses.names == ["Amara Osei"]  # erin is an editor, who belongs to every audience
    assert (told.before, told.after) == (2, 2)


def test_who_is_held_or_waits_or_cannot_sign_in_is_not_counted(everybody, liver, amara, nadia):
    record_evidence(
        user=amara.user, community=liver, sort="register_match", outcome="not_practising",
        register_status="suspended",
    )  # fmt: skip
    nadia.user.is_active = False
    nadia.user.save()
    assert preview_rule(liver, before=None, after=DOCTORS).gains.names == ["Erin Shaw"]
    assert preview_rule(liver, before=None, after=NURSES_ONLY).gains.names == ["Erin Shaw"]


def test_members_of_other_communities_are_never_counted(everybody, liver, ms):
    crowd(ms, 9, profession="nurse")
    told = preview_rule(liver, before=None, after=NURSES_ONLY)
    assert told.gains.names == ["Nadia Rahman", "Erin Shaw"]


def test_few_of_a_profession_are_not_told_and_cannot_be_worked_out(liver):
    crowd(liver, 3, profession="dietitian")
    crowd(liver, 9, profession="nurse")
    crowd(liver, 12, profession="doctor")
    rows = preview_rule(liver, before=None, after={}).rows
    told = {row["profession"]: row["gain"] for row in rows}
    assert told == {"Dietitian": "fewer than 8", "Doctor": 12, "Nurse": "not shown"}
    assert {row["lose"] for row in rows} == {0}


def test_it_keeps_twenty_names_and_asks_no_more_for_more_members(liver, django_assert_num_queries):
    crowd(liver, MOST_NAMES + 5, profession="nurse")
    with django_assert_num_queries(1):
        told = preview_rule(liver, before={}, after=DOCTORS)
    assert told.losses.count == MOST_NAMES + 5
    assert len(told.losses.names) == MOST_NAMES


def test_the_command_tells_numbers_and_no_names_and_saves_nothing(everybody, liver, capsys):
    rule = json.dumps(DOCTORS)
    call_command("preview_audience", "liver", "nurses", "--rule", rule)
    said = capsys.readouterr().out
    assert "Members now: 2. With this rule: 2." in said
    assert "Osei" not in said
    call_command("preview_audience", "liver", "nurses", "--rule", rule, "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["gain"], told["lose"]) == (1, 1)
    assert Audience.objects.of(liver).get(slug="nurses").rule == NURSES_ONLY
    assert Membership.objects.of(liver).count() == 6


@pytest.mark.parametrize(
    "asked",
    [
        ("nowhere", "nurses", "{}"),
        ("liver", "nobody", "{}"),
        ("liver", "nurses", "nurses"),
        ("liver", "nurses", '{"everybody": true}'),
        ("liver", "nurses", '{"professions": "nurse"}'),
        ("liver", "nurses", '{"min_level": "3"}'),
    ],
)
def test_the_command_refuses_what_it_does_not_know(liver, asked):
    community, audience, rule = asked
    with pytest.raises(CommandError):
        call_command("preview_audience", community, audience, "--rule", rule)
