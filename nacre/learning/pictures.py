"""Confidence before and after as a picture: two dots on a line of five points for each outcome.

Colours are those of the page, so that it is right in the dark as well; its numbers stand beside.
"""

from collections.abc import Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe

from nacre.learning.course_said import Shift

WIDTH, LEFT, RIGHT, TOP, ROW = 640, 16, 16, 26, 46
SANS = "Atkinson Hyperlegible, Verdana, sans-serif"


def confidence_picture(shifts: Sequence[Shift]) -> SafeString:
    """An SVG of as many rows as outcomes."""
    height = TOP + ROW * len(shifts) + 8
    body = "".join(
        f'<text x="{_x(point):.1f}" y="14" text-anchor="middle" fill="var(--ink-quiet)">{point}</text>'
        f'<path d="M{_x(point):.1f} {TOP - 6}V{height - 8}" stroke="var(--line)"/>'
        for point in range(1, 6)
    )
    for place, shift in enumerate(shifts):
        body += _row(shift, TOP + ROW * place)
    return mark_safe(  # noqa: S308 - numbers, and words escaped
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" font-family="{SANS}" font-size="13" aria-hidden="true">{body}</svg>'
    )


def _x(level: float) -> float:
    return LEFT + (level - 1) / 4 * (WIDTH - LEFT - RIGHT)


def _row(shift: Shift, top: float) -> str:
    y, was, now = top + 30, _x(shift.was), _x(shift.now)
    words = shift.outcome if len(shift.outcome) <= 80 else shift.outcome[:79].rstrip() + "…"
    return (
        f'<text x="{LEFT}" y="{top + 14}" fill="var(--ink)">{escape(words)}</text>'
        f'<path d="M{was:.1f} {y}H{now:.1f}" stroke="var(--brand)" stroke-width="3"/>'
        f'<circle cx="{was:.1f}" cy="{y}" r="6" fill="var(--paper)" stroke="var(--brand)" '
        f'stroke-width="2"/><circle cx="{now:.1f}" cy="{y}" r="7" fill="var(--brand)"/>'
    )
