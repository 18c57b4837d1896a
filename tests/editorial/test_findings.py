"""A finding that cannot be true is refused beside the field that says it."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from nacre.editorial.findings import contradictions, row_of
from nacre.editorial.review_blocks import FindingBlock, finding_from_blueprint

SOUND = {
    "outcome": "Relapse",
    "measure": "RR",
    "estimate": Decimal("0.62"),
    "ci_low": Decimal("0.44"),
    "ci_high": Decimal("0.87"),
    "events_intervention": 39,
    "total_intervention": 300,
    "events_control": 63,
    "total_control": 300,
}


def test_a_sound_finding_has_nothing_against_it():
    assert contradictions(SOUND) == {}
    assert contradictions(SOUND | {"nnt": 13, "p": "<0.001"}) == {}


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"ci_low": Decimal("0.7")}, "estimate", "does not lie between 0.7 and 0.87"),
        ({"ci_low": Decimal("0.9")}, "ci_low", "above the upper"),
        ({"ci_high": None}, "ci_high", "both limits"),
        ({"ci_low": None, "ci_high": None}, "ci_low", "tick that the interval is not reported"),
        ({"ci_not_reported": True}, "ci_not_reported", "untick"),
        ({"estimate": None}, "estimate", "without its estimate"),
        ({"estimate": Decimal(-1)}, "estimate", "above 0"),
        ({"events_control": 301}, "events_control", "301 events in 300 people"),
        ({"total_control": None}, "total_control", "events and totals of both"),
        ({"nnt": 9}, "nnt", "The counts give 13"),
        ({"p": "significant"}, "p", "0.03 or <0.001"),
        (
            {"estimate": Decimal("1.6"), "ci_low": Decimal("1.1"), "ci_high": Decimal(2)},
            "estimate",
            "swapped",
        ),
        (
            {"measure": "AUC", "estimate": Decimal("1.2"), "ci_high": Decimal(2)},
            "estimate",
            "between 0 and 1",
        ),
        ({"measure": "other"}, "measure_name", "which measure"),
    ],
)
def test_what_cannot_be_true_is_refused(wrong, field, words):
    assert words in contradictions(SOUND | wrong)[field]


def test_the_editor_is_told_beside_the_field():
    block = FindingBlock()
    value = block.to_python({k: str(v) for k, v in SOUND.items()} | {"nnt": 9, "ci_level": 95})
    with pytest.raises(ValidationError) as refused:
        block.clean(value)
    assert "The counts give 13" in str(refused.value.block_errors["nnt"])


def test_what_is_not_reported_is_said_and_not_left_blank():
    row = row_of(
        {"outcome": "Death", "measure": "HR", "estimate": Decimal("0.5"), "ci_not_reported": True}
    )
    assert row["ci"] == "interval not reported"
    assert "needed" not in row
    row = row_of({"outcome": "Clots", "measure": "HR", "estimate": Decimal("0.43"), "nnt": 14})
    assert row["needed"] == "NNT 14, as reported; the counts are not"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"control": [301, 300]}, "events_control: There cannot"),
        ({"colour": 1}, "colour: is not known"),
    ],
)
def test_a_blueprints_finding_is_checked_too(wrong, words):
    said = {"outcome": "Relapse", "measure": "RR", "intervention": [39, 300], "control": [63, 300]}
    assert finding_from_blueprint(said)["total_control"] == 300
    with pytest.raises(ValueError, match=words):
        finding_from_blueprint(said | wrong)
