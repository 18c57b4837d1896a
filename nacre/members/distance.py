"""How far organisations are from one another, where we know where they are."""

from math import asin, cos, radians, sin, sqrt

from nacre.members.models import Organisation

EARTH = 3958.8  # miles
DEGREE = 69.0  # miles of one degree of latitude
STEPS = (10, 25, 50)  # what is offered


def miles_between(here: Organisation, there: Organisation) -> float | None:
    """As the crow flies; None where one of them is on no map."""
    if None in (here.latitude, here.longitude, there.latitude, there.longitude):
        return None
    lat1, lat2 = radians(here.latitude or 0), radians(there.latitude or 0)
    across = radians((there.longitude or 0) - (here.longitude or 0))
    chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin(across / 2) ** 2
    return 2 * EARTH * asin(sqrt(min(chord, 1.0)))


def nearest(here: Organisation, miles: float) -> list[tuple[float, Organisation]]:
    """Every other organisation within so many miles, nearest first: one query."""
    if here.latitude is None or here.longitude is None:
        return []
    high = miles / DEGREE
    wide = high / max(cos(radians(here.latitude)), 0.1)
    box = Organisation.objects.located().filter(
        latitude__range=(here.latitude - high, here.latitude + high),
        longitude__range=(here.longitude - wide, here.longitude + wide),
    )
    found = []
    for there in box.exclude(pk=here.pk):
        away = miles_between(here, there)
        if away is not None and away <= miles:
            found.append((away, there))
    return sorted(found, key=lambda pair: (pair[0], pair[1].name, pair[1].pk))


def organisations_within(code: str, miles: float) -> set[int]:
    """The organisations within so many miles of the one with a code, and it itself."""
    here = Organisation.objects.coded(code).first()
    if here is None:
        return set()
    return {here.pk} | {there.pk for _, there in nearest(here, miles)}
