"""Member lists as bodies send them, made up with every kind of untidiness."""

import csv
import io
from random import Random

HEADER = [
    "membership_no", "title", "forenames", "surname", "email", "alt_email", "category", "status",
    "paid_until", "gmc_or_pin", "organisation", "updated_at",
]  # fmt: skip
GIVEN = ["Ann", "Siobhán", "Priya", "Zoë", "Łucja", "Mohammed", "Grace", "Tom", "D'Arcy", "Jo-Ann"]
FAMILY = ["O'Brien", "Smith-Jones", "Nguyen", "Begum", "Müller", "Okafor", "MacLeod", "Patel"]
CATEGORIES = ["full", "trainee", "nurse_ahp", "scientist", "retired"]


def person(n: int, random: Random) -> dict[str, str]:
    """The line of one invented member; the number is theirs for good."""
    return {
        "membership_no": f"BHF-{n:05d}",
        "title": random.choice(["Dr", "Prof", "Ms", ""]),
        "forenames": random.choice(GIVEN),
        "surname": random.choice(FAMILY),
        "email": f"person.{n}@example.org",
        "alt_email": "",
        "category": random.choice(CATEGORIES),
        "status": "active",
        "paid_until": "2027-03-31",
        "gmc_or_pin": f"{7000000 + n}",
        "organisation": "Royal Free London NHS Foundation Trust",
        "updated_at": "2026-11-01",
    }


def stranger(n: int) -> dict[str, str]:
    """A member whom `many` does not draw."""
    return person(n, Random(n))  # noqa: S311 - a drawing, no secret


def many(number: int, seed: int = 1) -> list[dict[str, str]]:
    """So many members."""
    random = Random(seed)  # noqa: S311 - a drawing, no secret
    return [person(n, random) for n in range(number)]


def as_csv(people: list[dict[str, str]], header: list[str] | None = None) -> str:
    """The file that holds them."""
    text = io.StringIO()
    writer = csv.DictWriter(text, header or HEADER, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(people)
    return text.getvalue()
