"""From columns to Parquet, filed where live activity is filed."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from nacre.communities.models import Community
from nacre.insights import kinds
from nacre.insights.activity_store import SCHEMA, Batch, community_folder, only_writer
from nacre.insights.periods import Month
from nacre.launch.replay.readers import Readers
from nacre.launch.replay.shelf import Shelf
from nacre.launch.replay.traffic import (
    BOT,
    DOWNLOADED,
    ENGAGED,
    NOBODY,
    OPENED,
    PREFETCH,
    SEARCHED,
    STAFF,
    Traffic,
)
from nacre.launch.replay.visits import FIRST_DAY

KINDS = (
    kinds.PAGE_OPENED, kinds.PAGE_ENGAGED, kinds.RESOURCE_DOWNLOADED, kinds.SEARCH_MADE,
    kinds.TOOLKIT_REGISTERED, kinds.PAGE_REFUSED,
)  # fmt: skip
FLAGS = {BOT: ["bot"], STAFF: ["staff"], PREFETCH: ["prefetch"]}


class TableBatch(Batch):
    """A batch that takes whole tables: a past of years is not written row by row."""

    def take(self, slug: str, month: str, table: pa.Table) -> None:
        """File the table of one month."""
        path = self._aside / f"community={slug}" / f"month={month}"
        path.mkdir(parents=True, exist_ok=True)
        writer = pq.ParquetWriter(path / f"{self.name}.parquet", SCHEMA, compression="zstd")
        writer.write_table(table)
        self._writers[slug, month] = writer
        self.rows += len(table)


def file_activity(community: Community, traffic: Traffic, readers: Readers, shelf: Shelf) -> int:
    """Write all lines under one name, which doing it again replaces."""
    traffic = traffic.take(np.argsort(traffic.at, kind="stable"))
    table, months = _table(community.slug, traffic, readers, shelf)
    with only_writer():
        batch = TableBatch(f"replay-{community.slug}")
        for old in community_folder(community.slug).glob(f"month=*/{batch.name}.parquet"):
            old.unlink()
        for month in np.unique(months):
            batch.take(community.slug, str(month), table.filter(pa.array(months == month)))
        batch.commit()
        return batch.rows


def _table(
    slug: str, traffic: Traffic, readers: Readers, shelf: Shelf
) -> tuple[pa.Table, np.ndarray]:
    count = len(traffic)
    months, days = _calendar(traffic)
    page = pa.array(traffic.page, mask=traffic.page == NOBODY)
    reader = pa.array(traffic.reader, mask=traffic.reader == NOBODY)
    opened = traffic.kind == OPENED
    ids = pa.array([f"{slug}-{number}" for number in range(count)])
    columns = {
        "id": ids,
        "micros": traffic.at,
        "at": pa.array(traffic.at).cast(pa.timestamp("us", "UTC")),
        "day": pa.array(days),
        "month": pa.array(months),
        "kind": pa.array(KINDS).take(pa.array(traffic.kind)),
        **_of_page(traffic, shelf, page),
        "visitor": _visitors(traffic),
        "flags": pa.array([FLAGS.get(int(flag), []) for flag in traffic.flag]),
        "view": _views(traffic, ids, opened),
        "seconds": pa.array(traffic.seconds, from_pandas=True),
        **_of_search(traffic, shelf),
        "source": pa.array(["live"] * count),
    }
    for name in ("profession", "role", "region"):
        columns[name] = pa.array(list(getattr(readers, name))).take(reader)
    columns["member"] = pa.array(list(readers.key)).take(reader)
    arrays = [
        _typed(columns[field.name], field.type)
        if field.name in columns
        else pa.nulls(count, field.type)
        for field in SCHEMA
    ]
    return pa.Table.from_arrays(arrays, schema=SCHEMA), months


def _typed(column: Any, sort: pa.DataType) -> pa.Array:
    column = column if isinstance(column, pa.Array | pa.ChunkedArray) else pa.array(column)
    return column.cast(sort)


def _calendar(traffic: Traffic) -> tuple[np.ndarray, np.ndarray]:
    """The London month and day of each line."""
    days = np.unique(traffic.day)
    dates: list[date] = [FIRST_DAY + timedelta(days=int(day)) for day in days]
    place = np.searchsorted(days, traffic.day)
    months = np.array([Month(day.year, day.month).key for day in dates])
    return months[place], np.array([day.isoformat() for day in dates])[place]


def _of_page(traffic: Traffic, shelf: Shelf, page: pa.Array) -> dict[str, pa.Array]:
    """What lines say of the page; a heartbeat names its view and no more."""
    is_told = traffic.kind != ENGAGED
    downloaded = traffic.kind == DOWNLOADED
    said = pa.array(
        np.where(is_told, traffic.page, NOBODY), mask=~is_told | (traffic.page == NOBODY)
    )
    found = {
        "object": pa.array([f"page:{pk}" for pk in shelf.page_id]).take(said),
        "type": pa.array(shelf.sort).take(said),
        "title": pa.array(shelf.title).take(said),
        "url": pa.array(shelf.url).take(said),
        "funding": pa.array(shelf.funding, pa.string()).take(said),
    }
    topics = [
        shelf.topics[p] if told and p != NOBODY else []
        for p, told in zip(traffic.page.tolist(), (is_told & ~downloaded).tolist(), strict=True)
    ]
    found["topics"] = pa.array(topics, pa.list_(pa.string()))
    files = shelf.documents
    if files:
        for name, of in (
            ("object", lambda file: f"document:{file[0]}"),
            ("type", lambda file: "document"),
            ("title", lambda file: file[1]),
            ("url", lambda file: file[2]),
        ):
            offered = [of(files[p]) if p in files else None for p in range(len(shelf))]
            of_file = pa.array(offered, pa.string()).take(page)
            found[name] = _where(downloaded, of_file, found[name])
    return found


def _where(mask: np.ndarray, yes: pa.Array, no: pa.Array) -> pa.Array:
    return pc.if_else(pa.array(mask), yes, no)


def _visitors(traffic: Traffic) -> pa.Array:
    is_visitor = traffic.visitor != NOBODY
    names = [
        f"v{number:07x}" if is_one else None
        for number, is_one in zip(traffic.visitor.tolist(), is_visitor.tolist(), strict=True)
    ]
    return pa.array(names, pa.string())


def _views(traffic: Traffic, ids: pa.Array, opened: np.ndarray) -> pa.Array:
    """For a heartbeat, the id of the line that opened the page."""
    most = int(traffic.view.max(initial=0)) + 1
    line = np.full(most + 1, NOBODY)
    is_view = opened & (traffic.view != NOBODY)
    line[traffic.view[is_view]] = np.flatnonzero(is_view)
    engaged = (traffic.kind == ENGAGED) & (traffic.view != NOBODY)
    place = np.where(engaged, line[traffic.view], NOBODY)
    return ids.take(pa.array(place, mask=place == NOBODY))


def _of_search(traffic: Traffic, shelf: Shelf) -> dict[str, pa.Array]:
    searched = traffic.kind == SEARCHED
    query = pa.array(traffic.query, mask=~searched)
    return {
        "query": pa.array([words for words, _ in shelf.queries]).take(query),
        "results": pa.array([results for _, results in shelf.queries], pa.int32()).take(query),
    }
