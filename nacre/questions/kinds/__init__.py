"""The kinds of questions, by their codes."""

from nacre.questions.kinds.choosing import MultipleResponse, SingleBestAnswer
from nacre.questions.kinds.contract import Kind
from nacre.questions.kinds.hotspot import Hotspot
from nacre.questions.kinds.numeric import Numeric
from nacre.questions.kinds.ordering import Ordering
from nacre.questions.kinds.pairing import ExtendedMatching, Matching, TrueFalse
from nacre.questions.kinds.writing import Description, Essay, ShortAnswer

__all__ = ["CHOICES", "KINDS", "Kind", "kind_of"]

KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        SingleBestAnswer(),
        MultipleResponse(),
        TrueFalse(),
        ExtendedMatching(),
        Matching(),
        Ordering(),
        Numeric(),
        Hotspot(),
        ShortAnswer(),
        Essay(),
        Description(),
    )
}
CHOICES = [(code, kind.label) for code, kind in KINDS.items()]


def kind_of(code: str) -> Kind:
    """A kind by its code."""
    return KINDS[code]
