"""Charts as plain SVG: attributes only, so that a strict page, a printer and a PDF all take them.

Each has a title and a description for those who do not see it; its numbers stand in a table beside.
"""

import math
from collections.abc import Sequence
from html import escape
from typing import Any

from nacre.insights.rendering.look import Look
from nacre.insights.story import is_number, shown

SANS = "Atkinson Hyperlegible, Verdana, sans-serif"
WIDTH, HEIGHT = 640, 186
LEFT, RIGHT, TOP, BOTTOM = 46, 58, 16, 28


def _svg(width: int, height: int, title: str, alt: str, body: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" font-family="{SANS}" font-size="12">'
        f"<title>{escape(title)}</title><desc>{escape(alt)}</desc>{body}</svg>"
    )


def _text(x: float, y: float, words: str, fill: str, anchor: str = "start", **more: str) -> str:
    extra = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{fill}" text-anchor="{anchor}"{extra}>'
        f"{escape(words)}</text>"
    )


def ceiling(value: float) -> float:
    """The next round number above: the top of an axis that starts at nought."""
    if value <= 0:
        return 1.0
    size = 10 ** math.floor(math.log10(value))
    steps = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
    return next(step * size for step in steps if step * size >= value)


def sparkline(values: Sequence[Any], look: Look, width: int = 132, height: int = 30) -> str:
    """Thirteen months in a thumbnail; a hidden month is a gap."""
    known = [v for v in values if is_number(v)]
    low, high = (min(known), max(known)) if known else (0, 1)
    span = (high - low) or 1
    step = (width - 8) / max(len(values) - 1, 1)
    places = [
        (4 + i * step, height - 4 - (v - low) / span * (height - 8)) if is_number(v) else None
        for i, v in enumerate(values)
    ]
    body = _path(places, look.brand, 1.6)
    if places and places[-1]:
        body += f'<circle cx="{places[-1][0]:.1f}" cy="{places[-1][1]:.1f}" r="2.6" fill="{look.accent}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" aria-hidden="true">{body}</svg>'
    )


def _path(places: Sequence[tuple[float, float] | None], colour: str, width: float) -> str:
    command, drawn = "M", ""
    for place in places:
        if place is None:
            command = "M"
            continue
        drawn += f"{command}{place[0]:.1f} {place[1]:.1f}"
        command = "L"
    return (
        f'<path d="{drawn or "M0 0"}" fill="none" stroke="{colour}" stroke-width="{width}" '
        'stroke-linejoin="round" stroke-linecap="round"/>'
    )


def _axis(top: float, look: Look) -> str:
    """Three hairlines with their values."""
    body = ""
    for part in (0, 0.5, 1):
        y = _y(top * part, top)
        body += f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="{look.line}" stroke-width="1"/>'
        label = f"{top * part:,.0f}" if top >= 4 else f"{top * part:g}"
        body += _text(LEFT - 8, y + 4, label, look.ink_quiet, "end")
    return body


def _y(value: float, top: float) -> float:
    return HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM)


def _month_labels(labels: Sequence[str], places: Sequence[float], look: Look) -> str:
    """Short names of months; every other one where they would touch."""
    every = 2 if len(labels) > 9 else 1
    last = len(labels) - 1
    return "".join(
        _text(x, HEIGHT - 8, _short(label), look.ink_quiet, "middle")
        for i, (label, x) in enumerate(zip(labels, places, strict=True))
        if (last - i) % every == 0
    )


def _short(label: str) -> str:
    """October 2026 as Oct; January carries its year."""
    month, _, year = label.partition(" ")
    return f"{month[:3]} {year[2:]}" if month == "January" else month[:3]


def line_chart(rows: Sequence[dict[str, Any]], code: str, title: str, look: Look) -> str:
    """A figure over the months, from nought, its first and last value written at the line."""
    values = [row[code] for row in rows]
    known = [v for v in values if is_number(v)]
    top = ceiling(max(known, default=0))
    step = (WIDTH - LEFT - RIGHT - 24) / max(len(rows) - 1, 1)
    xs = [LEFT + 12 + i * step for i in range(len(rows))]
    places = [(x, _y(v, top)) if is_number(v) else None for x, v in zip(xs, values, strict=True)]
    body = _axis(top, look) + _month_labels([r["label"] for r in rows], xs, look)
    body += _area(places, look) + _path(places, look.brand, 2.4)
    body += "".join(
        f'<circle cx="{p[0]:.1f}" cy="{p[1]:.1f}" r="2.4" fill="{look.brand}"/>'
        for p in places
        if p
    )
    if places and places[-1]:
        x, y = places[-1]
        body += f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{look.accent}"/>'
        body += _text(
            x + 10, y + 5, shown(values[-1]), look.ink, font_weight="bold", font_size="15"
        )
    return _svg(WIDTH, HEIGHT, title, _described(rows, code), body)


def _area(places: Sequence[tuple[float, float] | None], look: Look) -> str:
    known = [p for p in places if p]
    if len(known) < 2:
        return ""
    floor = HEIGHT - BOTTOM
    drawn = "".join(f"L{x:.1f} {y:.1f}" for x, y in known)
    return (
        f'<path d="M{known[0][0]:.1f} {floor}{drawn}L{known[-1][0]:.1f} {floor}Z" '
        f'fill="{look.quiet}"/>'
    )


def column_chart(rows: Sequence[dict[str, Any]], code: str, title: str, look: Look) -> str:
    """A figure by month as columns; the month reported stands out."""
    values = [row[code] for row in rows]
    top = ceiling(max((v for v in values if is_number(v)), default=0))
    step = (WIDTH - LEFT - 14) / max(len(rows), 1)
    wide = min(step * 0.64, 44)
    xs = [LEFT + step * (i + 0.5) for i in range(len(rows))]
    body = _axis(top, look).replace(f"H{WIDTH - RIGHT}", f"H{WIDTH - 8}")
    body += _month_labels([r["label"] for r in rows], xs, look)
    for i, (x, value) in enumerate(zip(xs, values, strict=True)):
        is_last = i == len(rows) - 1
        if is_number(value):
            y = _y(value, top)
            fill = look.brand if is_last else look.mid
            body += (
                f'<rect x="{x - wide / 2:.1f}" y="{y:.1f}" width="{wide:.1f}" '
                f'height="{HEIGHT - BOTTOM - y:.1f}" rx="1.5" fill="{fill}"/>'
            )
            if is_last:
                body += _text(x, y - 5, shown(value), look.ink, "middle", font_weight="bold")
        else:
            body += _text(x, HEIGHT - BOTTOM - 4, "*", look.ink_quiet, "middle")
    return _svg(WIDTH, HEIGHT, title, _described(rows, code), body)


def bar_chart(rows: Sequence[dict[str, Any]], name: str, code: str, title: str, look: Look) -> str:
    """Named things by size, each with its value written at the end of its bar."""
    row_height, label_width = 24, 236
    height = max(len(rows), 1) * row_height + 6
    top = max((r[code] for r in rows if is_number(r[code])), default=0) or 1
    body = ""
    for i, row in enumerate(rows):
        y, value = 3 + i * row_height, row[code]
        long = (WIDTH - label_width - 70) * value / top if is_number(value) else 0
        fill = look.brand if i == 0 else look.mid
        body += _text(label_width - 8, y + 16, _clipped(row[name]), look.ink, "end")
        body += f'<rect x="{label_width}" y="{y + 4}" width="{long:.1f}" height="17" rx="1.5" fill="{fill}"/>'
        body += _text(label_width + long + 6, y + 17, shown(value), look.ink, font_weight="bold")
    alt = "; ".join(f"{row[name]}: {shown(row[code])}" for row in rows)
    return _svg(WIDTH, height, title, alt, body)


def _clipped(words: str, most: int = 38) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _described(rows: Sequence[dict[str, Any]], code: str) -> str:
    return "; ".join(f"{row['label']}: {shown(row[code])}" for row in rows)
