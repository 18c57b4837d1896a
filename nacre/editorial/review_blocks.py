"""What a journal review is made of beside its text: findings, and what they mean for whom."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from nacre.editorial.findings import COUNTS, MEASURES, contradictions
from nacre.members.professions import choices, profession_label


class FindingBlock(blocks.StructBlock):
    """One outcome of a study in numbers; what the counts give is computed, never typed."""

    outcome = blocks.CharBlock()
    horizon = blocks.CharBlock(
        required=False, label="Over what time", help_text="Such as “52 weeks”"
    )
    measure = blocks.ChoiceBlock(choices=list(MEASURES.items()), label="Effect measure")
    measure_name = blocks.CharBlock(required=False, label="Which, if another")
    estimate = blocks.DecimalBlock(required=False)
    unit = blocks.CharBlock(
        required=False, help_text="Such as “percentage points”; ratios have none"
    )
    ci_low = blocks.DecimalBlock(required=False, label="Confidence interval from")
    ci_high = blocks.DecimalBlock(required=False, label="to")
    ci_level = blocks.IntegerBlock(default=95, min_value=50, max_value=99, label="Level, per cent")
    ci_not_reported = blocks.BooleanBlock(required=False, label="The interval is not reported")
    p = blocks.CharBlock(required=False, label="P", help_text="As 0.03 or <0.001")
    events_intervention = blocks.IntegerBlock(required=False, min_value=0)
    total_intervention = blocks.IntegerBlock(required=False, min_value=1)
    events_control = blocks.IntegerBlock(required=False, min_value=0)
    total_control = blocks.IntegerBlock(required=False, min_value=1)
    is_wanted = blocks.BooleanBlock(
        required=False, label="The event is wanted", help_text="Remission is; a death is not"
    )
    nnt = blocks.IntegerBlock(
        required=False,
        min_value=1,
        label="Number needed to treat, as reported",
        help_text="Computed from the counts where there are any; then it need not be given",
    )
    note = blocks.CharBlock(
        required=False, label="In words", help_text="What the numbers do not say"
    )

    def clean(self, value: Any) -> Any:
        """Refuse what cannot be true, beside the field that says it."""
        said = super().clean(value)
        found = contradictions(said)
        if found:
            errors = {name: ValidationError(problem) for name, problem in found.items()}
            raise StructBlockValidationError(block_errors=errors)
        return said

    class Meta:
        icon = "table"


class ImplicationBlock(blocks.StructBlock):
    """What one profession should do differently; “no change yet” is an answer."""

    profession = blocks.ChoiceBlock(choices=choices)
    text = blocks.TextBlock()


def finding_from_blueprint(said: dict[str, Any]) -> dict[str, Any]:
    """The raw value of a finding from a blueprint's item.

    `ci` is a pair of limits or “not reported”; `intervention` and `control` are pairs of events and
    total. Raises ValueError, naming outcome and field, for what cannot be true.
    """
    said = dict(said)
    interval = said.pop("ci", None)
    if isinstance(interval, list):
        said["ci_low"], said["ci_high"] = interval
    elif interval == "not reported":
        said["ci_not_reported"] = True
    for group in ("intervention", "control"):
        if group in said:
            said[f"events_{group}"], said[f"total_{group}"] = said.pop(group)
    for name in ("estimate", "ci_low", "ci_high"):
        if said.get(name) is not None:
            said[name] = Decimal(str(said[name]))
    unknown = set(said) - set(FindingBlock().child_blocks)
    found = dict.fromkeys(unknown, "is not known.") or contradictions(said)
    for field, problem in found.items():
        raise ValueError(f"{said.get('outcome')}: {field}: {problem}")
    return said | {n: int(said[n]) for n in COUNTS if n in said}


def implications_for(rows: list[dict[str, str]], profession: str) -> dict[str, Any]:
    """What it means, a reader's own profession first; `missing` names it where nothing is said."""
    own = [row for row in rows if row["profession"] == profession]
    others = [row for row in rows if row["profession"] != profession]
    known = bool(profession) and any(code == profession for code, _label in choices())
    return {
        "own": [_told(row) for row in own],
        "others": [_told(row) for row in others],
        "missing": profession_label(profession).lower() if known and not own else "",
    }


def _told(row: dict[str, str]) -> dict[str, str]:
    return {"term": profession_label(row["profession"]), "value": row["text"]}
