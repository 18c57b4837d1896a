"""Tags and filters with which templates use the patterns."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from zlib import crc32

from django import template
from django.forms import BoundField, CheckboxInput
from django.forms.widgets import ChoiceWidget, Input, Select
from django.template.loader import get_template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, linebreaks, urlize
from django.utils.safestring import SafeString, mark_safe

from nacre.ui.icons import icon as draw_icon

register = template.Library()
TITLES = {"dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "sister", "sir", "dame"}
TINTS = 6


def pattern(name: str, /, **parameters: Any) -> SafeString:
    """One pattern rendered by itself."""
    return SafeString(get_template(f"ui/patterns/{name}.html").render(parameters))


@register.simple_block_tag(end_name="endcard")
def card(content: str, heading: str, href: str, **parameters: Any) -> SafeString:
    """A card around content."""
    return pattern("card", content=content, heading=heading, href=href, **parameters)


@register.simple_block_tag(end_name="endnotice")
def notice(content: str, **parameters: Any) -> SafeString:
    """A notice around content."""
    return pattern("notice", content=content, **parameters)


@register.simple_block_tag(end_name="endpanel")
def panel(content: str, heading: str, **parameters: Any) -> SafeString:
    """A titled section around content."""
    return pattern("panel", content=content, heading=heading, **parameters)


@register.simple_block_tag(end_name="endlocked")
def locked(content: str, title: str, why: str, **parameters: Any) -> SafeString:
    """The locked state around content."""
    return pattern("locked", content=content, title=title, why=why, **parameters)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A small drawing beside a word."""
    return draw_icon(name)


@register.filter
def initials(name: object) -> str:
    """The first and last initial of a person or organisation, without titles."""
    words = [w for w in str(name).replace("-", " ").split() if w.lower().rstrip(".") not in TITLES]
    words = [w for w in words if w[0].isalnum()]
    return "".join(w[0] for w in (words[:1] + words[1:][-1:])).upper()


@register.filter
def tint(words: object) -> int:
    """1 to 6, always the same for the same words, so that a person keeps their colour."""
    return crc32(str(words).encode()) % TINTS + 1


DAY = 86_400
UNITS = (
    (3600, 60, "minute"),
    (DAY, 3600, "hour"),
    (14 * DAY, DAY, "day"),
    (28 * DAY, 7 * DAY, "week"),
)


def ago(moment: dt.datetime, now: dt.datetime) -> str:
    """How long ago, in a number and a word; after four weeks simply the day."""
    seconds = (now - moment).total_seconds()
    if 0 <= seconds < 60:
        return "just now"
    for limit, size, word in UNITS:
        if 0 <= seconds < limit:
            number = int(seconds // size)
            return f"{number} {word}{'' if number == 1 else 's'} ago"
    return date_format(timezone.localdate(moment), "j F Y")


@register.simple_tag
def when(moment: dt.datetime | dt.date | None, style: str = "day") -> SafeString | str:
    """A moment as `<time>`: the day, or how long ago, with the exact time on hover and aloud."""
    if not moment:
        return ""
    if not isinstance(moment, dt.datetime):
        return format_html(
            '<time datetime="{}">{}</time>', moment.isoformat(), date_format(moment, "j F Y")
        )
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    day, exact = date_format(local, "j F Y"), date_format(local, "j F Y, H:i")
    if style != "ago":
        return format_html(
            '<time datetime="{}" title="{}" data-ago>{}</time>',
            local.isoformat("T", "minutes"),
            exact,
            day,
        )
    return format_html(
        '<time datetime="{}" title="{}">{}<span class="visually-hidden">, {}</span></time>',
        local.isoformat("T", "minutes"),
        exact,
        ago(local, timezone.localtime()),
        exact,
    )


@register.filter
def sparkline(numbers: Iterable[float]) -> SafeString:
    """A series as a small line; the last point is marked."""
    series = list(numbers)
    if len(series) < 2:
        return SafeString("")
    low, high = min(series), max(series)
    span, step = (high - low) or 1, 96 / (len(series) - 1)
    points = [f"{2 + i * step:.1f} {22 - (n - low) / span * 20:.1f}" for i, n in enumerate(series)]
    return mark_safe(  # noqa: S308 - numbers alone
        '<svg class="sparkline" viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true">'
        f'<path d="M{"L".join(points)}"/><path class="sparkline__end" d="M{points[-1]}h0"/></svg>'
    )


@register.filter
def is_number(cell: object) -> bool:
    """Whether a cell of a table is a figure: a number, or words that start like one."""
    text = str(cell).strip()
    return isinstance(cell, int | float) or (
        text[:1] in set("0123456789+−-£<≥≤*") and len(text) < 14
    )


@register.filter
def field_kind(field: BoundField) -> str:
    """How a form field is laid out: line, area, select, check, choices or file."""
    widget = field.field.widget
    if isinstance(widget, CheckboxInput):
        return "check"
    if isinstance(widget, ChoiceWidget) and not isinstance(widget, Select):
        return "choices"
    if isinstance(widget, Select):
        return "select"
    return "line" if isinstance(widget, Input) else "area"


@register.simple_tag
def field_input(field: BoundField, hint: str = "", width: str = "") -> SafeString:
    """The control of a field, tied to its hint and its error."""
    described = [f"{field.auto_id}_hint"] if hint else []
    described += [f"{field.auto_id}_error"] if field.errors else []
    attributes: dict[str, str | bool] = {
        "class": f"control control--{field_kind(field)} {'control--' + width if width else ''}".strip()
    }
    if described:
        attributes["aria-describedby"] = " ".join(described)
    return field.as_widget(attrs=attributes)


@register.filter
def share_of(value: float, total: float) -> int:
    """A value as whole per cent of a total."""
    return round(100 * float(value) / float(total)) if total else 0


@register.filter
def nth(row: list[object] | None, place: int) -> object:
    """The cell of a row at a place, so that a heading is aligned like what stands below it."""
    return row[place] if row and place < len(row) else ""


@register.filter
def tone(tags: str) -> str:
    """The tone of a notice from the tags of a Django message."""
    return {"success": "good", "error": "danger"}.get(tags, tags)


@register.filter
def words(text: str) -> SafeString:
    """Plain text with its line breaks, and addresses as links that tell the other side nothing."""
    linked = urlize(text, nofollow=True, autoescape=True)
    linked = linked.replace('rel="nofollow"', 'rel="nofollow noopener noreferrer external"')
    return mark_safe(linebreaks(linked))  # noqa: S308 - urlize has escaped what was typed
