"""What a course added: the gain between two tests of the same questions. Pure, but for finding them."""

from collections.abc import Iterable, Sequence

from nacre.learning.models import ModulePage


def hake_gain(scores: Iterable[tuple[float, float]]) -> float | None:
    """The part of what could be gained that was: (post − pre) / (100 − pre), of the means.

    Scores are pairs in per cent, before and after. None without any, or where all was known before.
    """
    pairs = list(scores)
    if not pairs:
        return None
    before = sum(pair[0] for pair in pairs) / len(pairs)
    after = sum(pair[1] for pair in pairs) / len(pairs)
    return (after - before) / (100 - before) if before < 100 else None


def pair_of_tests(modules: Sequence[ModulePage]) -> tuple[ModulePage, ModulePage] | None:
    """The first and the last module of a course, where both draw from the same banks.

    Only such a pair is a test before and one after; anything else would compare unlike things.
    """
    if len(modules) < 2:
        return None
    first, last = modules[0], modules[-1]
    banks = _banks_of(first)
    return (first, last) if banks and banks == _banks_of(last) else None


def _banks_of(module: ModulePage) -> set[int]:
    drawn = (block.value["bank"] for block in module.body if block.block_type == "draw")
    return {bank.pk for bank in drawn if bank is not None}
