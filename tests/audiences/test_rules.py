"""A rule includes who it names; a rule that is not understood includes nobody."""

import pytest

from nacre.audiences import rules
from nacre.members.viewer import Viewer


def member(**facts) -> Viewer:
    """An active member in full, with facts."""
    return Viewer(
        community=None, user_id=1, status="active", **{"tier": "full", "level": 3, **facts}
    )


def test_everyone_includes_visitors():
    assert rules.includes({"everyone": True}, Viewer(community=None))


def test_an_empty_rule_means_members_in_full():
    assert rules.includes({}, member())
    assert not rules.includes({}, member(tier="learning_zone_only"))
    assert not rules.includes({}, Viewer(community=None))


@pytest.mark.parametrize(
    ("rule", "fits", "fails"),
    [
        ({"professions": ["nurse"]}, {"profession": "nurse"}, {"profession": "doctor"}),
        ({"roles": ["gp"]}, {"role": "gp"}, {"role": "consultant"}),
        ({"interests": ["hcc"]}, {"interests": ("hcc", "pbc")}, {"interests": ("pbc",)}),
        ({"tiers": ["guest"]}, {"tier": "guest"}, {"tier": "full"}),
        ({"min_level": 4}, {"level": 4}, {"level": 3}),
    ],
)
def test_each_condition_admits_who_meets_it(rule, fits, fails):
    assert rules.includes(rule, member(**fits))
    assert not rules.includes(rule, member(**fails))


def test_all_conditions_must_hold():
    rule = {"professions": ["nurse"], "roles": ["educator"]}
    assert not rules.includes(rule, member(profession="nurse", role="ward_nurse"))


@pytest.mark.parametrize("rule", [{"everybody": True}, {"component_rule": "none.such"}])
def test_an_unknown_rule_is_closed(rule):
    assert not rules.includes(rule, member())


def test_sponsors_belong_to_no_closed_audience():
    assert not rules.includes({}, member(profession="pharma_staff"))
