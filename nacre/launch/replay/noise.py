"""What no report may count: robots, our own people, look-aheads and double clicks."""

import numpy as np

from nacre.launch.replay.traffic import BOT, NOBODY, OPENED, PREFETCH, STAFF, Traffic
from nacre.launch.replay.visits import SECOND, Drawing

ROBOTS, LOOK_AHEADS, OWN, DOUBLE = 0.07, 0.02, 0.04, 0.015


def with_noise(traffic: Traffic, drawing: Drawing) -> Traffic:
    """The traffic as a server sees it."""
    views = traffic.take(traffic.kind == OPENED)
    for noise in (_flagged(views, drawing), _double_clicks(views, drawing)):
        traffic = traffic.with_rows(noise)
    return traffic


def _some(views: Traffic, share: float, drawing: Drawing) -> Traffic:
    drawn = views.take(drawing.chance.random(len(views)) < share)
    count = len(drawn)
    return drawn.changed(
        at=drawn.at - drawing.chance.integers(0, 600, count) * SECOND,
        view=np.full(count, NOBODY),
        seconds=np.full(count, np.nan),
    )


def _flagged(views: Traffic, drawing: Drawing) -> Traffic:
    """Lines that carry a flag: a measure leaves them out because of it."""
    staff = np.flatnonzero(drawing.readers.staff)
    robots = _some(views, ROBOTS, drawing)
    number = 2_000_000 + drawing.chance.integers(0, 40, len(robots))
    found = robots.changed(
        reader=np.full(len(robots), NOBODY), visitor=number, flag=np.full(len(robots), BOT)
    )
    ahead = _some(views, LOOK_AHEADS, drawing)
    found = found.with_rows(ahead.changed(flag=np.full(len(ahead), PREFETCH)))
    own = _some(views, OWN if len(staff) else 0, drawing)
    if len(own):
        who = drawing.chance.choice(staff, len(own))
        nobody = np.full(len(own), NOBODY)
        own = own.changed(reader=who, visitor=nobody, flag=np.full(len(own), STAFF))
    return found.with_rows(own)


def _double_clicks(views: Traffic, drawing: Drawing) -> Traffic:
    """The same page a few seconds earlier: of the two, the later counts.

    Only where the person had not opened it shortly before: that view would no longer count.
    """
    person = np.where(views.reader == NOBODY, 1_000_000 + views.visitor, views.reader)
    order = np.lexsort((views.at, views.page, person))
    same = (np.diff(person[order]) == 0) & (np.diff(views.page[order]) == 0)
    near = np.append(False, same & (np.diff(views.at[order]) < 120 * SECOND))
    alone = order[~near]
    drawn = views.take(alone[drawing.chance.random(len(alone)) < DOUBLE])
    count = len(drawn)
    return drawn.changed(
        at=drawn.at - drawing.chance.integers(1, 4, count) * SECOND,
        view=np.full(count, NOBODY),
        seconds=np.full(count, np.nan),
    )
