"""The community of the bench and where its members work: the demonstration's places and 900 more."""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import yaml
from django.conf import settings
from wagtail.models import Page, Site

from nacre.communities.models import Client, Community, TherapyArea
from nacre.launch.launching import ORGANISATIONS
from nacre.members.actions import load_organisations
from nacre.members.models import Organisation

REGIONS = ("London", "South East", "South West", "Midlands", "East of England", "North West",
           "North East and Yorkshire", "Scotland", "Wales", "Northern Ireland")  # fmt: skip
KINDS = ("Royal Infirmary", "General Hospital", "Community Hospital", "University Hospital")


def community_of_the_bench() -> Community:
    """The one community, made once."""
    found = Community.objects.filter(slug="bench").first()
    if found:
        return found
    site = Site.objects.create(
        hostname=f"bench.{settings.NACRE_BASE_HOST}", root_page=Page.objects.first()
    )
    return Community.objects.create(
        slug="bench",
        name="Bench",
        short_name="Bench",
        site=site,
        therapy_area=TherapyArea.objects.create(code="bench", label="Bench"),
        client=Client.objects.create(name="Society of the Bench", kind="professional_body"),
    )


def open_hospitals(towns: list[str]) -> None:
    """The organisations, made once; some are sites of the trust before them."""
    if Organisation.objects.filter(ods_code="XZ000").exists():
        return
    random = Random(7)
    rows = [
        {
            "ods_code": f"XZ{number:03}",
            "name": f"{town.title()} {random.choice(KINDS)}",
            "kind": "hospital",
            "town": town.title(),
            "nation": "England",
            "region": random.choice(REGIONS),
            "parent": f"XZ{number - number % 5:03}" if number % 5 else None,
        }
        for number, town in enumerate(towns[:900])
    ]
    load_organisations(ORGANISATIONS)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "more.yaml"
        path.write_text(yaml.safe_dump(rows))
        load_organisations(path)
