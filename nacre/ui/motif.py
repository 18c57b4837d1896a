"""Draws each therapy area's pattern and mark from a few numbers, the same drawing every time."""

import math
from collections.abc import Callable
from random import Random

from nacre.ui.colour import oklch_to_hex

Draw = Callable[[Random, float, int, int], str]


def pattern_svg(
    kind: str,
    seed: int,
    density: int,
    hue: float,
    chroma: float,
    width: int,
    height: int,
    *,
    variant: str = "band",
) -> str:
    """The pattern of a therapy area: `band` is see-through, `card` pale, `cover` deep."""
    if variant == "mark":
        return mark_svg(kind, hue, chroma, min(width, height))
    ground, ink = _colours(variant, hue, chroma)
    unit = (122 - 15 * min(max(density, 1), 5)) * (0.78 if variant == "card" else 1)
    drawing = DRAWINGS[kind](Random(seed), unit, width, height)  # noqa: S311 - a drawing, no secret
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'preserveAspectRatio="xMidYMid slice">'
        + (f'<path fill="{ground}" d="M0 0h{width}v{height}H0z"/>' if ground else "")
        + f'<g fill="none" stroke="{ink}" color="{ink}" stroke-width="1.6" stroke-linecap="round" '
        f'stroke-linejoin="round">{drawing}</g></svg>'
    )


def _colours(variant: str, hue: float, chroma: float) -> tuple[str, str]:
    """Ground and line of a variant, as plain sRGB."""
    if variant == "cover":
        return oklch_to_hex(0.36, chroma * 0.9, hue), oklch_to_hex(0.86, chroma * 0.6, hue)
    ground = oklch_to_hex(0.945, chroma * 0.28, hue) if variant == "card" else ""
    return ground, oklch_to_hex(0.52, chroma, hue)


def _at(x: float, y: float, name: str) -> str:
    """One copy of a symbol."""
    return f'<use href="#{name}" x="{x:.0f}" y="{y:.0f}"/>'


def _copies(original: str, turns: dict[str, float]) -> str:
    """Turned copies of a symbol under names of their own."""
    return "".join(
        f'<g id="{name}"><use href="#{original}" transform="rotate({turn:.0f})"/></g>'
        for name, turn in turns.items()
    )


# --- Lobules of the liver: six sides, a vein in the middle, sinusoids running to it ---------------


def _lobules(random: Random, unit: float, width: int, height: int) -> str:
    corners: dict[tuple[int, int], str] = {}

    def corner(x: float, y: float) -> str:
        stray = unit * 0.13
        place = f"{x + random.uniform(-stray, stray):.0f} {y + random.uniform(-stray, stray):.0f}"
        return corners.setdefault((round(x / unit * 4), round(y / unit * 4)), place)

    walls, veins = [], []
    rise = unit * math.sqrt(3)
    for column in range(int(width / unit / 1.5) + 2):
        for row in range(int(height / rise) + 2):
            x, y = column * unit * 1.5, (row - column % 2 / 2) * rise
            turns = (math.pi, math.pi * 4 / 3, math.pi * 5 / 3, math.tau)
            points = [corner(x + unit * math.cos(a), y + unit * math.sin(a)) for a in turns]
            walls.append(f"M{'L'.join(points)}")
            veins.append(_at(x, y, random.choice("abbc")))
    return (
        '<defs><marker id="m" overflow="visible" markerUnits="userSpaceOnUse">'
        f'<circle r="3.2" stroke="none" fill="currentColor"/></marker>{_sinusoids(unit)}'
        '<g id="b" opacity=".6"><use href="#a"/></g><g id="c" opacity=".3"><use href="#a"/></g></defs>'
        f'<path stroke-width="2" marker-mid="url(#m)" d="{"".join(walls)}"/>{"".join(veins)}'
    )


def _sinusoids(unit: float, spokes: int = 18) -> str:
    """The inside of one lobule: its vein and the wavering lines that run to it."""
    lines = []
    for spoke in range(spokes):
        angle = math.tau * spoke / spokes
        bend = angle + (0.16 if spoke % 2 else -0.16)
        reach = 0.5 if spoke % 3 else 0.36
        x, y = math.cos(angle) * unit, math.sin(angle) * unit
        swing_x, swing_y = math.cos(bend) * unit, math.sin(bend) * unit
        lines.append(
            f"M{x * 0.24:.0f} {y * 0.24:.0f}q{swing_x * reach / 2:.0f} {swing_y * reach / 2:.0f} "
            f"{x * reach:.0f} {y * reach:.0f}"
        )
    return (
        f'<g id="a"><circle r="{unit * 0.12:.0f}" fill="currentColor" fill-opacity=".4"/>'
        f'<path opacity=".7" d="{"".join(lines)}"/></g>'
    )


# --- Villi of the gut: fingers in folds, each with a brush border and a core ----------------------


def _villi(random: Random, unit: float, width: int, height: int) -> str:
    folds = []
    tallest = min(height * 0.68, unit * 2.5)
    for row, opacity in enumerate((0.28, 1)):
        foot = height - tallest * (0.42 - row * 0.36)
        x = -unit * (0.3 + row * 0.6)
        outline, cores = f"M{x:.0f} {foot:.0f}", ""
        while x < width + unit:
            wide = unit * random.uniform(0.8, 1.02)
            tall = tallest * random.uniform(0.66, 1)
            lean = random.uniform(-0.12, 0.12) * unit
            half, gap = wide / 2, unit * 0.16
            outline += (
                f"c{wide * 0.12:.0f} {-tall * 0.2:.0f} {lean - wide * 0.1:.0f} {-tall:.0f} "
                f"{half + lean:.0f} {-tall:.0f}s{half - wide * 0.02:.0f} {tall * 0.8:.0f} "
                f"{half - lean:.0f} {tall:.0f}q{gap / 2:.0f} {unit * 0.14:.0f} {gap:.0f} 0"
            )
            cores += (
                f"M{x + half:.0f} {foot + 20:.0f}q{lean / 2:.0f} {-tall * 0.6:.0f} {lean:.0f} "
                f"{-tall * 0.72 - 20:.0f}"
            )
            x += wide + gap
        folds.append(
            f'<defs><path id="f{row}" d="{outline}"/><path id="k{row}" d="{cores}"/></defs>'
            f'<g opacity="{opacity}"><use href="#f{row}" stroke-width="2.4"/><use href="#f{row}" '
            f'stroke-width="17" stroke-dasharray="1.4 4.6" stroke-linecap="butt" opacity=".4"/>'
            f'<use href="#k{row}" stroke-width="{unit * 0.28:.0f}" opacity=".14"/>'
            f'<use href="#k{row}" opacity=".6"/></g>'
        )
    return "".join(folds)


# --- Antibodies that lock: upright and inverted Ys slotted into one another ------------------------


def _locks(random: Random, unit: float, width: int, height: int) -> str:
    u = unit * 0.74
    pairs, held = [], ""
    for row in range(int(height / u / 1.72) + 2):
        for column in range(int(width / u / 1.08) + 2):
            x, y = (column - row % 2) * u * 1.08, row * u * 1.72
            pairs.append(_at(x, y, random.choice("uuuv" if column % 2 else "aaab")))
            if random.random() < 0.34:
                held += f"M{x:.0f} {y + (u * 0.62 if column % 2 else -u * 0.62):.0f}h0"
    arms = f"M0 {u * 0.8:.0f}V{u * 0.06:.0f}l{-u * 0.48:.0f} {-u * 0.7:.0f}M0 {u * 0.06:.0f}l{u * 0.48:.0f} {-u * 0.7:.0f}"
    light = (
        f"M{-u * 0.34:.0f} {-u * 0.04:.0f}l{-u * 0.32:.0f} {-u * 0.46:.0f}"
        f"M{u * 0.34:.0f} {-u * 0.04:.0f}l{u * 0.32:.0f} {-u * 0.46:.0f}"
    )
    return (
        f'<defs><g id="a"><path stroke-width="{u * 0.19:.0f}" opacity=".42" d="{arms}"/>'
        f'<path d="{arms}"/><path stroke-width="{u * 0.12:.0f}" opacity=".85" d="{light}"/></g>'
        f'{_copies("a", {"u": 180})}<g id="b" opacity=".4"><use href="#a"/></g>'
        f'<g id="v" opacity=".4"><use href="#u"/></g></defs>{"".join(pairs)}'
        f'<path stroke-width="{u * 0.28:.0f}" opacity=".5" d="{held}"/>'
    )


# --- Red cells: discs hollow on both sides, seen from every angle -----------------------------------


def _discs(random: Random, unit: float, width: int, height: int) -> str:
    r = unit * 0.46
    step, rise = r * 2.5, r * 2.16
    cells = [
        _at(
            (column + row % 2 / 2 + random.uniform(-0.08, 0.08)) * step,
            (row + random.uniform(-0.08, 0.08)) * rise,
            random.choice("aaacdegb"),
        )
        for row in range(int(height / rise) + 2)
        for column in range(int(width / step) + 2)
    ]
    q = r * 0.3
    side = (
        f"M{-r:.0f} 0c0 {-q:.0f} {r * 0.4:.0f} {-q:.0f} {r:.0f} {-q * 0.35:.0f}s{r:.0f} "
        f"{-q * 0.6:.0f} {r:.0f} {q * 0.35:.0f}s{-r * 0.4:.0f} {q:.0f} {-r:.0f} {q * 0.35:.0f}"
        f"s{-r:.0f} {q * 0.6:.0f} {-r:.0f} {-q * 0.35:.0f}z"
    )
    return (
        f'<defs>{_face("a", r, 1)}{_face("f", r, 0.62)}<path id="s" fill="currentColor" '
        f'fill-opacity=".3" stroke-width="2" d="{side}"/>{_copies("f", {"c": 35, "d": -30, "e": 80})}'
        f"{_copies('s', {'b': 65, 'g': -25})}</defs>{''.join(cells)}"
    )


def _face(name: str, r: float, flat: float) -> str:
    """A disc seen from above, or tilted: rim, hollow and the light that falls into it."""
    return (
        f'<g id="{name}"><ellipse rx="{r:.0f}" ry="{r * flat:.0f}" fill="currentColor" '
        f'fill-opacity=".13" stroke-width="2"/><ellipse rx="{r * 0.44:.0f}" '
        f'ry="{r * flat * 0.4:.0f}" opacity=".6"/><path opacity=".55" stroke-width="2.6" '
        f'd="M{-r * 0.72:.0f} {r * flat * 0.1:.0f}A{r * 0.74:.0f} {r * flat * 0.72:.0f} 0 0 0 '
        f'{-r * 0.1:.0f} {r * flat * 0.72:.0f}"/></g>'
    )


# --- Axons: fibres wrapped in layers, bare at the nodes ----------------------------------------------


def _axons(random: Random, unit: float, width: int, height: int) -> str:
    fibres = []
    lanes = max(3, int(height / unit * 1.2))
    third, half = width // 3, width // 2
    for lane in range(lanes + 1):
        y = height * (lane + 0.15) / lanes
        drift, thick = random.uniform(-0.2, 0.2) * unit, unit * random.uniform(0.3, 0.44)
        wave = (-1) ** lane * unit * random.uniform(0.15, 0.3)
        sheath, gap = unit * random.uniform(1.8, 2.5), thick + unit * 0.14
        fibres.append(
            f'<defs><path id="x{lane}" d="M-20 {y:.0f}C{third} {y - wave:.0f} {third} '
            f"{y + wave + drift:.0f} {half} {y + drift:.0f}S{2 * third} {y - wave:.0f} {width + 20} "
            f'{y - drift:.0f}"/></defs><g stroke-dasharray="{sheath:.0f} {gap:.0f}" '
            f'stroke-dashoffset="{random.uniform(0, sheath):.0f}">{_wraps(lane, thick)}</g>'
            f'<use href="#x{lane}" stroke-width="2.4"/>'
        )
    return "".join(fibres)


def _wraps(lane: int, thick: float) -> str:
    """The sheath of one fibre: layer upon layer of the same line, ever thinner."""
    return "".join(
        f'<use href="#x{lane}" stroke-width="{thick * share:.0f}" opacity=".2"/>'
        for share in (1, 0.74, 0.48)
    )


# --- Nacre: layers laid down one upon another --------------------------------------------------------


def _arcs(random: Random, unit: float, width: int, height: int) -> str:
    x, y, radius, layers = width * 0.8, height * 1.35, unit * 1.5, []
    while radius < width * 0.95:
        thick = random.choice((1.2, 1.2, 2, 3, 7))
        fade = max(0.14, 0.95 - radius / width * 0.9) * (0.45 if thick > 5 else 1)
        layers.append(
            f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{radius:.0f}" stroke-width="{thick}" '
            f'opacity="{fade:.2g}"/>'
        )
        radius += unit * random.uniform(0.14, 0.34)
        x -= unit * random.uniform(0, 0.16)
    return "".join(layers)


DRAWINGS: dict[str, Draw] = {
    "lobules": _lobules,
    "villi": _villi,
    "locks": _locks,
    "discs": _discs,
    "axons": _axons,
    "arcs": _arcs,
}

# --- Marks: one form of the pattern as a seal, on a grid of 48 -----------------------------------------

MARKS = {
    "lobules": (
        '<path fill="{deep}" d="M21 3.7a6 6 0 0 1 6 0l13 7.5a6 6 0 0 1 3 5.2v15.2a6 6 0 0 1-3 5.2l-13 7.5'
        'a6 6 0 0 1-6 0L8 36.8a6 6 0 0 1-3-5.2V16.4a6 6 0 0 1 3-5.2z"/>'
        '<path stroke="{light}" stroke-width="2.4" d="M24 16.5V9.5M30.5 20.2l6-3.5M30.5 27.8l6 3.5'
        'M24 31.5v7M17.5 27.8l-6 3.5M17.5 20.2l-6-3.5"/>'
        '<circle cx="24" cy="24" r="4" fill="{light}"/>'
    ),
    "villi": (
        '<circle cx="24" cy="24" r="21" fill="{deep}"/>'
        '<path stroke="{light}" stroke-width="2.6" d="M7 36c6 0 5-6 5-12 0-7 1-10 3.7-10s3.8 3 3.8 10v4'
        'c0 3 3 3 3 0v-9c0-7 1-10 3.5-10s3.5 3 3.5 10v9c0 3 3 3 3 0v-3c0-6 1-9 3.5-9s3 4 3 9 0 8 5 8"/>'
    ),
    "locks": (
        '<circle cx="24" cy="24" r="21" fill="{deep}"/>'
        '<path stroke="{light}" stroke-width="4" d="M24 38V26L14.5 13M24 26l9.5-13"/>'
        '<path stroke="{light}" stroke-width="2.6" d="M15.5 25l-6-8.2M32.5 25l6-8.2"/>'
        '<circle cx="24" cy="12" r="3" fill="{light}"/>'
    ),
    "discs": (
        '<circle cx="24" cy="24" r="21" fill="{deep}"/>'
        '<ellipse cx="24" cy="24" rx="14" ry="13" stroke="{light}" stroke-width="2.6"/>'
        '<ellipse cx="25" cy="23" rx="6" ry="5.5" fill="{light}"/>'
        '<path stroke="{light}" stroke-width="2.4" d="M15.5 27a9.5 9 0 0 0 6 5.5"/>'
    ),
    "axons": (
        '<circle cx="24" cy="24" r="21" fill="{deep}"/>'
        '<path stroke="{light}" stroke-width="2.6" d="M24 17.5a6.5 6.5 0 1 1-6.5 6.5c0-6.5 5-11 11-11'
        's10.5 5 10.5 11-6 15-15 15-15.5-7-15.5-15 6-15.5 14-16"/>'
        '<circle cx="24" cy="24" r="3" fill="{light}"/>'
    ),
    "arcs": (
        '<path fill="{deep}" d="M3 24a21 21 0 0 1 42 0v15a6 6 0 0 1-6 6H9a6 6 0 0 1-6-6z"/>'
        '<path stroke="{light}" stroke-width="2.6" d="M10 38V25a14 14 0 0 1 28 0v13M17 38V26a7.5 7.5 0 0 1 15 0v12"/>'
        '<path stroke="{light}" stroke-width="4" d="M24.5 38V28"/>'
    ),
}


def mark_svg(kind: str, hue: float, chroma: float, size: int = 48) -> str:
    """The mark of a community, square, in two colours that hold on light and dark grounds."""
    deep = oklch_to_hex(0.45, chroma, hue)
    light = oklch_to_hex(0.97, chroma * 0.15, hue)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="{size}" height="{size}">'
        '<g fill="none" stroke-linecap="round" stroke-linejoin="round">'
        + MARKS[kind].format(deep=deep, light=light)
        + "</g></svg>"
    )
