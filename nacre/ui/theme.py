"""A community's look: seven values, what they must satisfy, and the style sheet made of them."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields
from functools import lru_cache
from typing import Any
from urllib.parse import quote
from zlib import crc32

from django.http import HttpRequest

from nacre.ui.colour import contrast_ratio, oklch_to_hex
from nacre.ui.motif import mark_svg, pattern_svg

AA_TEXT = 4.5
AA_CONTROL = 3.0
UNQUOTED = " ()'/:;=,.*+-"  # what may stand in a quoted url() as it is


@dataclass(frozen=True, slots=True)
class Theme:
    """The values from which every colour, corner and drawing of a community is derived."""

    hue: float = 215
    chroma: float = 0.07
    accent_hue: float = 40
    corner: int = 4
    motif: str = "arcs"
    motif_seed: int = 2
    motif_density: int = 3

    @classmethod
    def of(cls, values: "Theme | Mapping[str, Any] | None") -> "Theme":
        """A theme from a mapping with the same names, or the hub's when there is none."""
        if isinstance(values, Theme):
            return values
        known = {field.name for field in fields(cls)}
        return cls(**{k: v for k, v in (values or {}).items() if k in known})


HUB = Theme()


@dataclass(frozen=True, slots=True)
class Shade:
    """A token of tokens.css: lightness, and how much of the theme's chroma it takes."""

    lightness: float
    share: float
    hue: str = "hue"

    def hex(self, theme: Theme) -> str:
        """The colour this token has in a theme."""
        return oklch_to_hex(self.lightness, theme.chroma * self.share, getattr(theme, self.hue))


# The same numbers stand in tokens.css; tests/ui/test_theme.py holds the two together.
LIGHT = {
    "paper": Shade(0.985, 0.04),
    "surface": Shade(1, 0),
    "ink": Shade(0.23, 0.2),
    "ink-quiet": Shade(0.44, 0.22),
    "line-strong": Shade(0.6, 0.24),
    "brand": Shade(0.46, 1),
    "brand-fill": Shade(0.44, 1),
    "on-brand": Shade(0.99, 0.04),
    "brand-quiet": Shade(0.955, 0.2),
    "accent": Shade(0.5, 1.1, "accent_hue"),
}
DARK = {
    "paper": Shade(0.175, 0.1),
    "surface": Shade(0.215, 0.18),
    "ink": Shade(0.93, 0.08),
    "ink-quiet": Shade(0.76, 0.16),
    "line-strong": Shade(0.56, 0.24),
    "brand": Shade(0.81, 0.8),
    "brand-fill": Shade(0.79, 0.8),
    "on-brand": Shade(0.19, 0.3),
    "brand-quiet": Shade(0.275, 0.42),
    "accent": Shade(0.79, 0.9, "accent_hue"),
}
PAIRS = (
    ("ink", "paper", AA_TEXT),
    ("ink", "brand-quiet", AA_TEXT),
    ("ink-quiet", "paper", AA_TEXT),
    ("ink-quiet", "brand-quiet", AA_TEXT),
    ("brand", "paper", AA_TEXT),
    ("brand", "surface", AA_TEXT),
    ("brand", "brand-quiet", AA_TEXT),
    ("on-brand", "brand-fill", AA_TEXT),
    ("accent", "paper", AA_TEXT),
    ("line-strong", "paper", AA_CONTROL),
)


def check_theme(theme: Theme | Mapping[str, Any]) -> list[str]:
    """What a theme fails at, as sentences with the measured contrast; empty when it may be used."""
    wanted = Theme.of(theme)
    complaints = []
    for mode, shades in (("light", LIGHT), ("dark", DARK)):
        for front, back, least in PAIRS:
            ratio = contrast_ratio(shades[front].hex(wanted), shades[back].hex(wanted))
            if ratio < least:
                complaints.append(
                    f"{front} on {back} in {mode} mode has a contrast of {ratio:.1f}; "
                    f"{least:.1f} is the least allowed. Choose a lower chroma or another hue."
                )
    return complaints


def theme_of(request: HttpRequest) -> Theme:
    """The theme of whoever answers this request; the hub's where there is no community."""
    given = getattr(request, "theme", None)
    return Theme.of(given or getattr(getattr(request, "community", None), "theme", None))


def theme_version(theme: Theme | Mapping[str, Any] | None) -> str:
    """A short word that changes with the theme, for addresses that browsers keep."""
    return f"{crc32(repr(astuple(Theme.of(theme))).encode()):08x}"


def mail_colours(theme: Theme | Mapping[str, Any] | None) -> dict[str, str]:
    """The light shades of a theme as #rrggbb, for mail that knows no style sheet."""
    look = Theme.of(theme)
    return {name.replace("-", "_"): shade.hex(look) for name, shade in LIGHT.items()}


@lru_cache(maxsize=64)
def theme_css(theme: Theme) -> str:
    """The style sheet of a theme: its numbers, its mark and its pattern."""
    band = pattern_svg(
        theme.motif, theme.motif_seed, theme.motif_density, theme.hue, theme.chroma, 1200, 300
    )
    mark = mark_svg(theme.motif, theme.hue, theme.chroma)
    return (
        "@layer theme{:root{"
        f"--brand-hue:{theme.hue:g};--brand-chroma:{theme.chroma:g};"
        f"--accent-hue:{theme.accent_hue:g};--corner:{theme.corner / 16:g}rem;"
        f"--motif:{_as_image(band)};--mark:{_as_image(mark)}"
        "}}"
    )


def _as_image(svg: str) -> str:
    """A drawing as a value of CSS."""
    single = svg.replace('"', "'")
    return f'url("data:image/svg+xml,{quote(single, safe=UNQUOTED)}")'
