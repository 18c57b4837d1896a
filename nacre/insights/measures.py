"""What is counted and how: Ibis expressions over the activity table, and nothing else.

The same expressions run on DuckDB and on Spark: whole microseconds instead of time zones, explicit
orders, cast sums. The definitions in words are in docs/reference/metrics.md.
"""

import ibis
from ibis import _
from ibis.expr.types import BooleanValue, StringValue, Table

from nacre.insights import kinds
from nacre.insights.lines import BEAT_SECONDS

SECOND = 1_000_000
DOUBLE_CLICK = 30 * SECOND
VISIT_GAP = 1800 * SECOND
LONGEST_VISIT = 4 * 3600 * SECOND
LONGEST_READ = 1800.0
TYPING = 10 * SECOND
NAVIGATION = ["home", "section", "search"]
COUNTED_STATUSES = [200, 304]
IN_ORDER = ["micros", "id"]


def once(activity: Table) -> Table:
    """Each id one time, however often its line arrived."""
    by_id = ibis.window(group_by="id", order_by="micros")
    return activity.mutate(copy=ibis.row_number().over(by_id)).filter(_.copy == 0).drop("copy")


def eligible(activity: Table) -> Table:
    """The activity of readers: unflagged, and of pages that were really answered."""
    answered = _.status.isnull() | _.status.isin(COUNTED_STATUSES)
    return activity.filter((_.flags.length() == 0) & answered)


def with_person(activity: Table) -> Table:
    """Who it was, the member's key before the visitor's; lines about nobody are left out."""
    person = ibis.ifelse(_.member.notnull(), "m:" + _.member, "v:" + _.visitor)
    return activity.mutate(person=person, item=_.object.fill_null(_.url)).filter(_.person.notnull())


def counted(activity: Table) -> Table:
    """The table that all measures below start from."""
    return with_person(eligible(once(activity)))


def after_double_clicks(requests: Table) -> Table:
    """Of requests for the same item within 30 seconds of one another, the last."""
    same = ibis.window(group_by=["person", "kind", "item"], order_by=IN_ORDER)
    later = _.micros.lead().over(same)
    return requests.mutate(again_at=later).filter(
        _.again_at.isnull() | (_.again_at - _.micros > DOUBLE_CLICK)
    )


def page_views(people: Table) -> Table:
    """Page views after the double-click rule."""
    return after_double_clicks(people.filter(_.kind == kinds.PAGE_OPENED))


def downloads(people: Table) -> Table:
    """Downloads after the double-click rule."""
    return after_double_clicks(people.filter(_.kind == kinds.RESOURCE_DOWNLOADED))


def _starts_with_any(kind: StringValue, prefixes: tuple[str, ...]) -> BooleanValue:
    found = kind.startswith(prefixes[0])
    for prefix in prefixes[1:]:
        found = found | kind.startswith(prefix)
    return found


def with_visit(people: Table) -> Table:
    """What people did, numbered by visit: 30 minutes or more without them begin the next."""
    there = people.filter(~_starts_with_any(_.kind, kinds.NOT_A_VISIT))
    by_person = ibis.window(group_by="person", order_by=IN_ORDER)
    begins = (_.micros - _.micros.lag().over(by_person) >= VISIT_GAP).fill_null(True)
    running = ibis.window(group_by="person", order_by=IN_ORDER, preceding=None, following=0)
    return (
        there.mutate(begins=begins.cast("int64"))
        .mutate(number=_.begins.sum().over(running))
        .mutate(visit=_.person + "/" + _.number.cast("string"))
    )


def engaged(visited: Table) -> Table:
    """The reading seconds that count of each heartbeat: 30 minutes at most of one page view."""
    opened = visited.filter((_.kind == kinds.PAGE_OPENED) & _.id.notnull())
    pages = opened.select(page_view=_.id, opened_item=_.item, opened_by=_.person)
    beats = visited.filter(_.kind == kinds.PAGE_ENGAGED).mutate(
        said=_.seconds.fill_null(BEAT_SECONDS)
    )
    beats = beats.left_join(
        pages, (beats["view"] == pages.page_view) & (beats.person == pages.opened_by)
    )
    unnamed = _.visit + "|" + _.item.fill_null("")
    beats = beats.mutate(read=_["view"].fill_null(unnamed), item=_.opened_item.fill_null(_.item))
    so_far = ibis.window(
        group_by=["person", "read"], order_by=IN_ORDER, preceding=None, following=0
    )
    return beats.mutate(total=_.said.sum().over(so_far)).mutate(
        counted=ibis.least(_.total, LONGEST_READ) - ibis.least(_.total - _.said, LONGEST_READ)
    )


def visits(visited: Table, beats: Table) -> Table:
    """One row a visit: the month it starts in, how long it lasted, how long was read."""
    spans = visited.group_by("visit", "person").agg(
        month=_.month.min(),
        day=_.day.min(),
        starts=_.micros.min(),
        lasted=ibis.least(_.micros.max() - _.micros.min(), LONGEST_VISIT) / (60.0 * SECOND),
        events=_.count(),
        pages=(_.kind == kinds.PAGE_OPENED).sum().cast("int64"),
    )
    read = beats.group_by("visit").agg(read=_.counted.sum() / 60.0)
    return spans.left_join(read, "visit").select(*spans.columns, "read")


def visits_by_month(rows: Table) -> Table:
    """Visits, their mean length and mean reading time, by the month in which they start."""
    is_single = (_.events == 1) & _.read.isnull()
    return (
        rows.group_by("month")
        .agg(
            visits=_.count(),
            visitors=_.person.nunique(),
            single_page=is_single.sum().cast("int64"),
            lasted=_.lasted.mean(where=_.events > 1),
            read=_.read.mean(),
            read_visits=_.read.count(),
            readers=_.person.nunique(where=_.read.notnull()),
            read_total=_.read.sum(),
        )
        .order_by("month")
    )


def of_content(views: Table) -> Table:
    """Views of what is there to be read; doors and corridors are no content."""
    return views.filter(~_.type.fill_null("").isin(NAVIGATION))


def funded_by(requests: Table, sponsor: str) -> Table:
    """What a sponsor funds, alone or among others: the slugs lie side by side, with commas."""
    return requests.filter(("," + _.funding + ",").contains(f",{sponsor},"))


def views_by(views: Table, *columns: str) -> Table:
    """Page views and the members behind them, by month or day or more."""
    return (
        views.group_by(*columns)
        .agg(views=_.count(), people=_.person.nunique(), members=_.member.nunique())
        .order_by(*columns)
    )


def active(people: Table, views: Table) -> Table:
    """Members who opened a page, learned or discussed: one row each time."""
    columns = ["month", "day", "member", "profession", "region", "micros"]
    did = people.filter(_starts_with_any(_.kind, kinds.LEARNING_AND_DISCUSSION))
    return views.select(*columns).union(did.select(*columns)).filter(_.member.notnull())


def active_by(rows: Table, *columns: str) -> Table:
    """Distinct active members."""
    return rows.group_by(*columns).agg(members=_.member.nunique()).order_by(*columns)


def popular(views: Table, beats: Table) -> Table:
    """Items by distinct members, then by minutes read, then by views."""
    read = beats.group_by("item").agg(minutes=_.counted.sum() / 60.0, readers=_.member.nunique())
    items = views.group_by("item").agg(
        views=_.count(),
        members=_.member.nunique(),
        title=_.title.argmax(_.micros),
        type=_.type.argmax(_.micros),
        url=_.url.argmax(_.micros),
    )
    return (
        items.left_join(read, "item")
        .select(*items.columns, minutes=_.minutes.fill_null(0.0), readers=_.readers.fill_null(0))
        .order_by(_.members.desc(), _.minutes.desc(), _.views.desc(), _.item)
    )


def requested(requests: Table) -> Table:
    """Files or toolkits by distinct members, then by times."""
    return (
        requests.group_by("item")
        .agg(
            times=_.count(),
            members=_.member.nunique(),
            title=_.title.argmax(_.micros),
            type=_.type.argmax(_.micros),
        )
        .order_by(_.members.desc(), _.times.desc(), _.item)
    )


def topic_pairs(people: Table) -> Table:
    """Distinct members by topic and month, and by how many items and kinds they show."""
    shown = people.filter(_.member.notnull() & (_.topics.length() > 0))
    pairs = shown.mutate(topic=_.topics.unnest()).select("month", "topic", "member", "item", "kind")
    return (
        pairs.group_by("month", "topic")
        .agg(pairs=_.member.nunique(), items=_.item.nunique(), kinds=_.kind.nunique())
        .order_by("month", "topic")
    )


def searches(visited: Table) -> Table:
    """One row a query and visit; what was only on the way to a longer query is left out."""
    made = visited.filter(_.kind == kinds.SEARCH_MADE).mutate(
        term=_.query.lower().re_replace(r"\s+", " ").strip()
    )
    by_person = ibis.window(group_by="person", order_by=IN_ORDER)
    with_next = made.mutate(
        next_at=_.micros.lead().over(by_person), next_term=_.term.lead().over(by_person)
    )
    is_longer = _.next_term.startswith(_.term) | _.term.startswith(_.next_term)
    is_typing = (_.next_at - _.micros < TYPING) & is_longer
    typed = with_next.filter(~is_typing.fill_null(False))
    return typed.group_by("visit", "term", "month").agg(
        member=_.member.max(), person=_.person.max(), results=_.results.max(), at=_.micros.max()
    )


def searches_by_term(rows: Table) -> Table:
    """How often each query was made, by how many, and how often it found nothing."""
    nothing = (_.results == 0).fill_null(False)
    return (
        rows.group_by("term")
        .agg(
            times=_.count(),
            members=_.member.nunique(),
            without_result=nothing.sum().cast("int64"),
            members_without_result=_.member.nunique(where=nothing),
        )
        .order_by(_.members_without_result.desc(), _.without_result.desc(), _.term)
    )


def membership_changes(activity: Table) -> Table:
    """Imported joins and leaves that changed something: who was out came in, who was in went out."""
    told = eligible(once(activity)).filter(
        (_.source == "import")
        & _.kind.isin([kinds.MEMBER_JOINED, kinds.MEMBER_LEFT])
        & _.member.notnull()
    )
    of_member = ibis.window(group_by="member", order_by=IN_ORDER)
    joins = _.kind == kinds.MEMBER_JOINED
    rows = told.mutate(
        joins=joins,
        was_in=(_.kind.lag().over(of_member) == kinds.MEMBER_JOINED).fill_null(False),
        knew_profession=_.profession.first().over(of_member),
        knew_region=_.region.first().over(of_member),
    )
    return rows.filter(_.joins != _.was_in).select(
        "micros",
        "month",
        "member",
        "joins",
        profession=_.profession.fill_null(_.knew_profession),
        region=_.region.fill_null(_.knew_region),
    )


def toolkit_registrations(activity: Table) -> Table:
    """The first time each member registered for each toolkit."""
    told = eligible(once(activity)).filter(_.kind == kinds.TOOLKIT_REGISTERED)
    return (
        told.filter(_.member.notnull())
        .mutate(item=_.object.fill_null(_.url).fill_null(""))
        .group_by("member", "item", "source")
        .agg(micros=_.micros.min(), month=_.month.min(), title=_.title.argmax(_.micros))
    )
