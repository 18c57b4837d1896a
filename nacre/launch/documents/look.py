"""What a file shows of the community that it comes from."""

from dataclasses import dataclass

from nacre.communities.models import Community
from nacre.ui.colour import oklch_to_hex
from nacre.ui.motif import mark_svg, pattern_svg

MARKING = "Demonstration content"


@dataclass(frozen=True)
class Look:
    """Names and colours as plain sRGB, and two drawings."""

    community: str
    client: str
    brand: str
    pale: str
    line: str
    mark: str
    cover: str

    @classmethod
    def of(cls, community: Community) -> "Look":
        """The look of a community."""
        hue, chroma = community.hue, community.chroma
        return cls(
            community=community.name,
            client=community.client.name,
            brand=oklch_to_hex(0.42, min(chroma, 0.13), hue),
            pale=oklch_to_hex(0.965, 0.018, hue),
            line=oklch_to_hex(0.84, 0.04, hue),
            mark=mark_svg(community.motif, hue, chroma),
            cover=pattern_svg(
                community.motif,
                community.motif_seed,
                community.motif_density,
                hue,
                chroma,
                width=1200,
                height=180,
                variant="cover",
            ),
        )
