"""The few colours and words of a community that its reports wear."""

from dataclasses import dataclass

from nacre.communities.models import Community
from nacre.ui.colour import oklch_to_hex
from nacre.ui.motif import mark_svg, pattern_svg


@dataclass(frozen=True)
class Look:
    """What a renderer needs to know of a theme; plain numbers, so that it can be tested bare."""

    hue: float = 255
    chroma: float = 0.1
    accent_hue: float = 60
    motif: str = "arcs"
    seed: int = 1
    density: int = 3

    @classmethod
    def of(cls, community: Community) -> "Look":
        """The look of a community."""
        return cls(
            community.hue,
            community.chroma,
            community.accent_hue,
            community.motif,
            community.motif_seed,
            community.motif_density,
        )

    @property
    def brand(self) -> str:
        """The colour of lines and headings."""
        return oklch_to_hex(0.45, self.chroma, self.hue)

    @property
    def deep(self) -> str:
        """The ground of the cover."""
        return oklch_to_hex(0.27, self.chroma * 0.75, self.hue)

    @property
    def quiet(self) -> str:
        """A pale ground for tiles."""
        return oklch_to_hex(0.965, self.chroma * 0.12, self.hue)

    @property
    def mid(self) -> str:
        """The lighter bars beside the one that is meant."""
        return oklch_to_hex(0.78, self.chroma * 0.55, self.hue)

    @property
    def line(self) -> str:
        """Hairlines."""
        return oklch_to_hex(0.88, 0.01, self.hue)

    @property
    def ink(self) -> str:
        """Text."""
        return oklch_to_hex(0.22, 0.015, self.hue)

    @property
    def ink_quiet(self) -> str:
        """Quieter text, still 7:1 on paper."""
        return oklch_to_hex(0.42, 0.02, self.hue)

    @property
    def accent(self) -> str:
        """The one other colour, for what has risen or stands out."""
        return oklch_to_hex(0.58, 0.13, self.accent_hue)

    def cover(self, width: int, height: int) -> str:
        """The community's pattern, deep, for the cover."""
        return pattern_svg(
            self.motif, self.seed, self.density, self.hue, self.chroma, width, height,
            variant="cover",
        )  # fmt: skip

    def mark(self) -> str:
        """The community's mark."""
        return mark_svg(self.motif, self.hue, self.chroma)

    def colours(self) -> dict[str, str]:
        """All colours by name, for a template."""
        names = ("brand", "deep", "quiet", "mid", "line", "ink", "ink_quiet", "accent")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True)
class SiteLook(Look):
    """The same, drawn with the site's own tokens: it follows the theme into the dark."""

    brand = property(lambda self: "var(--brand)")
    mid = property(lambda self: "color-mix(in oklab, var(--brand) 45%, var(--surface))")
    quiet = property(lambda self: "var(--brand-quiet)")
    line = property(lambda self: "var(--line)")
    ink = property(lambda self: "currentColor")
    ink_quiet = property(lambda self: "currentColor")
    accent = property(lambda self: "var(--chart-2)")
