"""An invented register for the demonstration, so that the moderators' queue shows real scores."""

import csv
import tempfile
from pathlib import Path

from nacre.members.actions.registers import load_register
from nacre.members.models import ProfessionalRegistration

COLUMNS = (
    "GMC Ref No", "Surname", "Given Name", "Other Names", "Gender", "Qualification",
    "Year Of Qualification", "Place of Qualification", "PR Date", "FR Date",
    "Specialist Register Date", "GP Register Date", "Registration Status",
)  # fmt: skip
MIDDLE = ("", "", "MB BS", "2004", "Invented", "1082004", "1082005", "", "")


def load_invented_register() -> None:
    """A file in the GMC's layout with those who wait: most match, some want a second look."""
    claims = ProfessionalRegistration.objects.filter(regulator="GMC").select_related("user")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "invented-register.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(COLUMNS)
            for place, claim in enumerate(claims.order_by("pk")):
                if place % 5 != 4:  # every fifth number is not on the register
                    rows.writerow(_line(place, claim))
        load_register(regulator="GMC", path=path, is_delta=True)


def _line(place: int, claim: ProfessionalRegistration) -> tuple[str, ...]:
    given = (claim.user.given_name, claim.user.given_name[:1], "Wilhelmina")[place % 3]
    name = (claim.number, claim.user.family_name, given, "")
    return (*name, *MIDDLE[1:], "Registered with Licence")
