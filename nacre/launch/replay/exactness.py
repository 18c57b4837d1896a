"""Takes away what was drawn too much, so that the counted views and minutes are exact."""

import numpy as np

from nacre.insights.periods import Month
from nacre.launch.replay.traffic import ENGAGED, NO_FLAG, NOBODY, OPENED, REFUSED, Traffic
from nacre.launch.replay.visits import SECOND, Drawing

DOUBLE_CLICK = 30 * SECOND
VISIT_GAP = 1800 * SECOND
LONGEST = 1500.0


def person_of(traffic: Traffic) -> np.ndarray:
    """A number for each person; visitors lie above all readers."""
    return np.where(traffic.reader == NOBODY, 1_000_000 + traffic.visitor, traffic.reader)


def counted(traffic: Traffic) -> np.ndarray:
    """The places of page views that count: the last of those within half a minute."""
    opened = np.flatnonzero((traffic.kind == OPENED) & (traffic.flag == NO_FLAG))
    person = person_of(traffic)[opened]
    page, at = traffic.page[opened], traffic.at[opened]
    order = np.lexsort((at, page, person))
    same = (np.diff(person[order]) == 0) & (np.diff(page[order]) == 0)
    dropped = np.append(same & (np.diff(at[order]) <= DOUBLE_CLICK), False)
    return opened[order[~dropped]]


def fit(traffic: Traffic, drawing: Drawing) -> Traffic:
    """Exactly the views that are wanted, and the minutes that are wanted on average."""
    return _with_minutes(_without_surplus(traffic, drawing), drawing)


def _without_surplus(traffic: Traffic, drawing: Drawing) -> Traffic:
    """Drop views by chance until the complete months hold the number; a view goes with its lines."""
    while True:
        views = counted(traffic)
        views = views[traffic.at[views] < drawing.ends_at]
        surplus = len(views) - drawing.target
        if surplus < 0:
            raise ValueError(f"{-surplus} page views too few were drawn.")
        if not surplus:
            return traffic
        gone = traffic.view[drawing.chance.choice(views, surplus, replace=False)]
        belongs = np.isin(traffic.view, gone) & (traffic.view != NOBODY)
        traffic = traffic.take(~belongs)


def _with_minutes(traffic: Traffic, drawing: Drawing) -> Traffic:
    """Stretch the reading of each month so that its visits come to the wanted mean."""
    visit, starts = _visits(traffic)
    engaged = traffic.kind == ENGAGED
    month = np.searchsorted([_starts(m) for m in drawing.months[1:]] + [drawing.ends_at], starts)
    month = month[visit]
    seconds = traffic.seconds.copy()
    for place in range(len(drawing.months) + 1):
        inside = engaged & (month == place)
        wanted = 60 * drawing.scenario.minutes_a_visit * drawing.chance.uniform(0.985, 1.015)
        _stretch(seconds, inside, wanted * len(np.unique(visit[inside])))
    return traffic.changed(seconds=seconds)


def _stretch(seconds: np.ndarray, inside: np.ndarray, total: float) -> None:
    for _ in range(4):
        now = seconds[inside].sum()
        if now:
            seconds[inside] = np.clip(seconds[inside] * total / now, 2, LONGEST).round()


def _starts(month: Month) -> int:
    return int(month.starts_at.timestamp()) * SECOND


def _visits(traffic: Traffic) -> tuple[np.ndarray, np.ndarray]:
    """The visit of each line as a report will see it, and when each visit starts."""
    person = person_of(traffic)
    order = np.lexsort((traffic.at, person))
    there = traffic.kind[order] != REFUSED
    order = order[there]
    gap = np.diff(traffic.at[order])
    begins = np.append(True, (np.diff(person[order]) != 0) | (gap >= VISIT_GAP))
    number = np.cumsum(begins) - 1
    visit = np.zeros(len(traffic), np.int64)
    visit[order] = number
    return visit, traffic.at[order][begins]
