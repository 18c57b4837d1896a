"""Draws visits: when people come, what they open one after another, how long they read."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np

from nacre.insights.periods import Month, micros
from nacre.launch.replay.readers import Readers
from nacre.launch.replay.shelf import Shelf
from nacre.launch.replay.traffic import (
    DOWNLOADED,
    ENGAGED,
    NOBODY,
    REFUSED,
    SEARCHED,
    Traffic,
    lines,
)
from nacre.launch.scenario import Scenario

SECOND = 1_000_000
HOUR = 3600 * SECOND
LONDON = ZoneInfo("Europe/London")
PAGES_A_VISIT = 3.25
OVERDRAWN = 1.2  # what is too much is taken away again, to the line
VISITORS = 0.09
REDRAWN = 5  # times, before somebody is sent to the home page
MOST_PAGES = 11
WEEKDAYS = (1.15, 1.2, 1.15, 1.05, 0.9, 0.38, 0.5)
HOURS = (
    0, 0, 0, 0, 0, 0.3, 1.2, 3.0, 3.6, 2.6, 2.2, 2.4, 4.2, 4.0, 2.4, 2.2, 2.4, 2.8, 2.4, 2.6,
    3.2, 2.8, 1.2, 0,
)  # fmt: skip
SEASON = {8: 0.8, 12: 0.72, 9: 1.12, 11: 1.05, 6: 1.06}
FIRST_DAY = date(1970, 1, 1)


@dataclass
class Drawing:
    """What is to be drawn, and from what."""

    months: list[Month]
    until: Month
    now: datetime
    target: int  # page views that count, in the complete months together
    scenario: Scenario
    readers: Readers
    shelf: Shelf
    chance: np.random.Generator

    @cached_property
    def ends_at(self) -> int:
        """The first moment after the last complete month."""
        return micros(self.until.ends_at)

    @cached_property
    def days(self) -> np.ndarray:
        """Every day of the replay up to yesterday, in days since 1970."""
        first, last = self.months[0].starts_on, self.now.astimezone(LONDON).date()
        return np.arange((first - FIRST_DAY).days, (last - FIRST_DAY).days)

    @cached_property
    def day_starts(self) -> np.ndarray:
        """The moment at which a day's clock would show midnight, summer time counted."""
        return np.array([_clock_zero(int(day)) for day in self.days], np.int64)


def _clock_zero(day: int) -> int:
    """Midnight by the clock that is right from the morning on."""
    noon = datetime.combine(FIRST_DAY + timedelta(days=day), datetime.min.time(), LONDON).replace(
        hour=12
    )
    return micros(noon.astimezone(UTC)) - 12 * HOUR


def draw(drawing: Drawing) -> Traffic:
    """All visits with what happened in them."""
    starts, day = _starts(drawing)
    reader = _who(drawing, starts)
    keep = reader != NOBODY - 1
    starts, day, reader = starts[keep], day[keep], reader[keep]
    views, refused = _opened(drawing, _views(drawing, starts, day, reader))
    views = views.changed(view=np.arange(len(views)))
    whole = views.with_rows(_reading(views)).with_rows(_downloads(drawing, views))
    return whole.with_rows(_searches(drawing, views)).with_rows(refused)


def _starts(drawing: Drawing) -> tuple[np.ndarray, np.ndarray]:
    """The moments at which visits begin, as many as the members of a month make likely."""
    chance, days = drawing.chance, drawing.days
    noon = drawing.day_starts + 12 * HOUR
    readers = drawing.readers
    came, left = np.sort(readers.came), np.sort(readers.left)
    members = np.searchsorted(came, noon) - np.searchsorted(left, noon)
    dates = [FIRST_DAY + timedelta(days=int(day)) for day in days]
    weight = np.array([WEEKDAYS[d.weekday()] * SEASON.get(d.month, 1.0) for d in dates])
    weight *= np.maximum(members, 20) ** 0.55 * chance.uniform(0.75, 1.25, len(days))
    is_past = noon < drawing.ends_at
    wanted = drawing.target / PAGES_A_VISIT * OVERDRAWN
    rate = weight / weight[is_past].sum() * wanted
    count = chance.poisson(rate)
    place = np.repeat(np.arange(len(days)), count)
    hours = np.array(HOURS) / sum(HOURS)
    clock = chance.choice(24, len(place), p=hours) * HOUR
    clock += chance.integers(0, HOUR, len(place))
    at = drawing.day_starts[place] + clock
    return at, days[place]


def _who(drawing: Drawing, starts: np.ndarray) -> np.ndarray:
    """A reader for each visit who was a member then; NOBODY is a visitor."""
    readers, chance = drawing.readers, drawing.chance
    weight = np.where(readers.staff, 0.0, readers.keenness)
    weight /= weight.sum()
    found = np.full(len(starts), NOBODY - 1)
    for _ in range(40):
        open_places = np.flatnonzero(found == NOBODY - 1)
        if not len(open_places):
            break
        drawn = chance.choice(len(readers), len(open_places), p=weight)
        at = starts[open_places]
        fits = (readers.came[drawn] < at) & (at < readers.left[drawn])
        found[open_places[fits]] = drawn[fits]
    found[chance.random(len(starts)) < VISITORS] = NOBODY
    return found


def _views(drawing: Drawing, starts: np.ndarray, day: np.ndarray, reader: np.ndarray) -> Traffic:
    """The pages of each visit, one after the other, with the seconds read of each."""
    chance = drawing.chance
    pages = np.minimum(chance.geometric(1 / PAGES_A_VISIT, len(starts)), MOST_PAGES)
    pages = np.where(reader == NOBODY, np.minimum(pages, 3), pages)
    visit = np.repeat(np.arange(len(starts)), pages)
    place = np.arange(len(visit)) - np.repeat(np.cumsum(pages) - pages, pages)
    seconds = np.clip(chance.lognormal(3.9, 0.85, len(visit)), 4, 900).round()
    idle = chance.uniform(2, 25, len(visit))
    spent = ((seconds + idle) * SECOND).astype(np.int64)
    before = np.cumsum(spent) - spent
    since = before - np.repeat(before[np.cumsum(pages) - pages], pages)
    at = starts[visit] + since
    visitor = np.where(reader == NOBODY, np.arange(len(starts)), NOBODY)[visit]
    opened = _pages(drawing, at, place)
    return lines(
        len(visit),
        at=at,
        day=day[visit],
        page=opened,
        reader=reader[visit],
        visitor=visitor,
        visit=visit,
        seconds=seconds,
    )


def _pages(drawing: Drawing, at: np.ndarray, place: np.ndarray) -> np.ndarray:
    """What is opened: often the home page first, then what appeals in that month."""
    shelf, chance = drawing.shelf, drawing.chance
    found = np.empty(len(at), np.int64)
    for month in [*drawing.months, drawing.until.next()]:
        inside = (at >= micros(month.starts_at)) & (at < micros(month.ends_at))
        appeal = _appeal(drawing, month)
        found[inside] = chance.choice(len(shelf), inside.sum(), p=appeal / appeal.sum())
    starts_at_home = (place == 0) & (chance.random(len(at)) < 0.6)
    found[starts_at_home] = shelf.home
    again = (found[1:] == found[:-1]) & (place[1:] > 0)
    found[1:][again] = chance.integers(0, len(shelf), again.sum())
    return found


def _appeal(drawing: Drawing, month: Month) -> np.ndarray:
    """The weight of each page in a month: new ones more, and what is in the talk more still."""
    shelf, scenario = drawing.shelf, drawing.scenario
    starts, ends = micros(month.starts_at), micros(month.ends_at)
    weight = np.where(shelf.since < ends, shelf.appeal, 0.0)
    weight = np.where((shelf.since >= starts) & (shelf.since < ends), weight * 1.7, weight)
    if month == drawing.until:
        weight = np.where(shelf.about(scenario.hot), weight * 2.4, weight)
        weight = np.where(shelf.about(scenario.cooling), weight * 0.35, weight)
    return weight


def _opened(drawing: Drawing, views: Traffic) -> tuple[Traffic, Traffic]:
    """The views of pages that were out and open to the reader, and some that were refused.

    Who meets a closed page mostly sees that in the list and opens another; the home page is always
    there.
    """
    zero = drawing.day_starts[views.day - drawing.days[0]]
    views = views.take(views.at < zero + 24 * HOUR - 1200 * SECOND)
    closed = views.take(~_is_open(drawing, views) & (views.reader == NOBODY))
    few = closed.take(drawing.chance.random(len(closed)) < 0.25)
    refused = few.changed(kind=np.full(len(few), REFUSED), seconds=np.full(len(few), np.nan))
    page = views.page.copy()
    appeal = drawing.shelf.appeal / drawing.shelf.appeal.sum()
    for _ in range(REDRAWN):
        wrong = np.flatnonzero(~_fits(drawing, views.changed(page=page)))
        page[wrong] = drawing.chance.choice(len(appeal), len(wrong), p=appeal)
    page[~_fits(drawing, views.changed(page=page))] = drawing.shelf.home
    return views.changed(page=page), refused


def _fits(drawing: Drawing, views: Traffic) -> np.ndarray:
    """Whether the page was out by then and open to whoever asked for it."""
    return (views.at >= drawing.shelf.since[views.page]) & _is_open(drawing, views)


def _is_open(drawing: Drawing, views: Traffic) -> np.ndarray:
    readers = drawing.readers
    open_to = readers.audiences
    table = np.array([[a in one for a in drawing.shelf.audience] for one in open_to])
    sort = np.where(views.reader == NOBODY, len(open_to) - 1, readers.sort[views.reader])
    return table[sort, views.page]


def _reading(views: Traffic) -> Traffic:
    """What the reader's browser says of each view: the seconds that somebody read."""
    at = views.at + (views.seconds * SECOND).astype(np.int64)
    return views.changed(at=at, kind=np.full(len(views), ENGAGED))


def _downloads(drawing: Drawing, views: Traffic) -> Traffic:
    offers = np.isin(views.page, list(drawing.shelf.documents))
    taken = views.take(
        offers & (views.reader != NOBODY) & (drawing.chance.random(len(views)) < 0.3)
    )
    at = taken.at + (taken.seconds * 0.6 * SECOND).astype(np.int64)
    nothing = np.full(len(taken), NOBODY)
    return taken.changed(
        at=at,
        kind=np.full(len(taken), DOWNLOADED),
        view=nothing,
        seconds=np.full(len(taken), np.nan),
    )


def _searches(drawing: Drawing, views: Traffic) -> Traffic:
    """One view in twenty follows a search."""
    after = views.take((views.reader != NOBODY) & (drawing.chance.random(len(views)) < 0.05))
    queries = len(drawing.shelf.queries)
    weight = 1 / (4 + np.arange(queries)) ** 0.3
    unanswered = len(drawing.scenario.unanswered)
    weight[queries - unanswered :] *= np.linspace(6, 3, unanswered)
    drawn = drawing.chance.choice(queries, len(after), p=weight / weight.sum())
    count = len(after)
    return after.changed(
        at=after.at - 2 * SECOND,
        kind=np.full(count, SEARCHED),
        page=np.full(count, NOBODY),
        view=np.full(count, NOBODY),
        seconds=np.full(count, np.nan),
        query=drawn,
    )
