"""Who is kept apart from whom. A floor above knows; letters of this one obey."""

from collections.abc import Callable

Teller = Callable[[int], set[int]]
_tellers: list[Teller] = []


def told_by(teller: Teller) -> Teller:
    """Register who knows it: `@told_by def blocked(membership_id)` answers keys of memberships."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def kept_apart(membership_id: int) -> set[int]:
    """The memberships of whom a member is told nothing, whichever of the two wants it so."""
    return {key for teller in _tellers for key in teller(membership_id)}
