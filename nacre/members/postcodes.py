"""Where postcodes are, from the files of the Office for National Statistics.

The file has nearly two million lines: it is read as a stream, and only the postcodes of our
organisations are looked at. Nothing of it is kept but where an organisation is.
"""

from collections import defaultdict
from pathlib import Path

from django.db import transaction

from nacre.members.csv_files import csv_table
from nacre.members.importing import ImportRefused
from nacre.members.models import Organisation

# As the columns are called in ONSPD, NSPL and lists made from them; compared without case and dots.
POSTCODE = ("pcds", "pcd", "pcd2", "pcd7", "pcd8", "postcode")
LATITUDE = ("lat", "latitude")
LONGITUDE = ("long", "lon", "lng", "longitude")


@transaction.atomic
def locate_organisations(path: Path) -> dict[str, int]:
    """Give each organisation whose postcode is in the file its place; says how many, and how many not."""
    table = csv_table(path, fold=True)
    names = [_column(table.columns, known) for known in (POSTCODE, LATITUDE, LONGITUDE)]
    sought: dict[str, list[Organisation]] = defaultdict(list)
    for place in Organisation.objects.exclude(postcode="").only(
        "postcode", "latitude", "longitude"
    ):
        sought[_bare(place.postcode)].append(place)
    located: list[Organisation] = []
    found, bad = set(), 0
    for row in table.rows:
        postcode = _bare(row[names[0]])
        if row.problem is not None:
            bad += 1
        elif postcode in sought:
            point = _point(row[names[1]], row[names[2]])
            bad += point is None
            for place in sought[postcode] if point else ():
                place.latitude, place.longitude = point or (None, None)
                located.append(place)
            found |= {postcode} if point else set()
    Organisation.objects.bulk_update(located, ["latitude", "longitude"], batch_size=500)
    missing = sum(len(places) for code, places in sought.items() if code not in found)
    return {"located": len(located), "missing": missing, "bad": bad}


def _column(columns: list[str], known: tuple[str, ...]) -> str:
    for name in known:
        if name in columns:
            return name
    raise ImportRefused(
        f"The file has no column {' or '.join(known)}. Its columns are {', '.join(columns[:12])}. "
        "Eastings and northings are not enough: take the file with latitude and longitude."
    )


def _bare(postcode: str) -> str:
    return "".join(postcode.split()).upper()


def _point(latitude: str, longitude: str) -> tuple[float, float] | None:
    """A point in these islands, or none."""
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        return None
    return (north, east) if 49 <= north <= 61.5 and -9 <= east <= 2.5 else None
