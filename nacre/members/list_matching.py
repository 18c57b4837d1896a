"""Whose line is it: confirmed e-mail address, else surname with registration number."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

from allauth.account.models import EmailAddress

from nacre.communities.models import Community
from nacre.members.models import Membership, ProfessionalRegistration
from nacre.members.names import fold

Found = dict[str, set[int]]


class Line(Protocol):
    """What a line of a list, staged or kept, says of its person."""

    email: str
    surname_key: str
    registration_number: str


def owners_of(lines: Iterable[tuple[Line, str]], community: Community) -> list[list[int]]:
    """For each line (and its second address) the active memberships it may be; one is certain.

    Where the address is one person's and the number another's, both are named. The number of
    queries does not grow with the lines.
    """
    lines = list(lines)
    by_address = _by_address(lines, community)
    by_number = _by_number(lines, community)
    found = []
    for line, second in lines:
        owners = by_address.get(line.email, set()) | by_address.get(second, set())
        numbered = by_number.get(f"{line.surname_key} {line.registration_number}", set())
        is_contradicted = bool(owners and numbered) and not owners & numbered
        found.append(sorted(owners | numbered if is_contradicted else owners or numbered))
    return found


def _by_address(lines: list[tuple[Line, str]], community: Community) -> Found:
    addresses = {a for line, second in lines for a in (line.email, second) if a}
    confirmed = EmailAddress.objects.filter(verified=True, email__in=addresses)
    users: Found = defaultdict(set)
    for email, user_id in confirmed.values_list("email", "user_id"):
        users[email.lower()].add(user_id)
    return _memberships(users, community)


def _by_number(lines: list[tuple[Line, str]], community: Community) -> Found:
    numbers = {line.registration_number for line, _ in lines if line.registration_number}
    held = ProfessionalRegistration.objects.filter(number__in=numbers, state="held")
    users: Found = defaultdict(set)
    for number, user_id, surname in held.values_list("number", "user_id", "user__family_name"):
        users[f"{fold(surname)} {number}"].add(user_id)
    return _memberships(users, community)


def _memberships(users: Found, community: Community) -> Found:
    """The same keys with active memberships of the community in place of accounts."""
    wanted = {user for found in users.values() for user in found}
    pairs = Membership.objects.of(community).active().filter(user_id__in=wanted)
    of_user = dict(pairs.values_list("user_id", "pk"))
    return {key: {of_user[u] for u in found if u in of_user} for key, found in users.items()}
