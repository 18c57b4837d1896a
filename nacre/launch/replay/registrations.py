"""The lines that members left when they registered for a toolkit."""

import numpy as np

from nacre.communities.models import Community
from nacre.editorial.models import ToolkitRegistration
from nacre.insights import keys
from nacre.insights.periods import london_day, micros
from nacre.launch.replay.readers import Readers
from nacre.launch.replay.shelf import Shelf
from nacre.launch.replay.traffic import REGISTERED, Traffic, lines
from nacre.launch.replay.visits import FIRST_DAY


def registrations_of(community: Community, readers: Readers, shelf: Shelf) -> Traffic:
    """One line a registration."""
    rows = list(ToolkitRegistration.objects.of(community).order_by("pk"))
    reader = {key: place for place, key in enumerate(readers.key)}
    page = {page_id: place for place, page_id in enumerate(shelf.page_id)}
    days = [(london_day(row.registered_at) - FIRST_DAY).days for row in rows]
    return lines(
        len(rows),
        at=np.array([micros(row.registered_at) for row in rows], np.int64),
        day=np.array(days, np.int64),
        kind=np.full(len(rows), REGISTERED),
        reader=np.array([reader[keys.member_key(row.membership_id)] for row in rows], np.int64),
        page=np.array([page[row.toolkit_id] for row in rows], np.int64),
    )
