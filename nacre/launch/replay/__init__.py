"""Plays the past of a community: raw activity, as its members would have left it.

Nothing here is a figure of a report: these are lines such as `record()` writes, with the same noise
around them, and the report has to find its figures in them.
"""

from datetime import datetime

import numpy as np

from nacre.communities.models import Community
from nacre.insights.periods import Month, months_between
from nacre.launch.opening import opened_on
from nacre.launch.replay.exactness import fit
from nacre.launch.replay.filing import file_activity
from nacre.launch.replay.noise import with_noise
from nacre.launch.replay.readers import readers_of
from nacre.launch.replay.registrations import registrations_of
from nacre.launch.replay.shelf import shelf_of
from nacre.launch.replay.visits import Drawing, draw
from nacre.launch.scenario import scenario_of


def replay(community: Community, until: Month, now: datetime) -> int:
    """Write a community's past, once; answers the number of lines."""
    scenario = scenario_of(community.slug)
    opened = opened_on(community)
    first = max(scenario.first_month(until), Month(opened.year, opened.month))
    months = months_between(first, until)
    chance = np.random.default_rng(abs(hash_of(community.slug)))
    readers, shelf = readers_of(community), shelf_of(community)
    target = len(months) * scenario.views_a_month
    drawing = Drawing(months, until, now, target, scenario, readers, shelf, chance)
    traffic = fit(draw(drawing), drawing)
    traffic = with_noise(traffic, drawing)
    traffic = traffic.with_rows(registrations_of(community, readers, shelf))
    return file_activity(community, traffic, readers, shelf)


def hash_of(text: str) -> int:
    """A number that is the same for a text on every machine."""
    return int.from_bytes(text.encode()[:8], "big")
