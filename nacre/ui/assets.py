"""Makes the few files a browser needs from their sources: fonts, one style sheet, one script."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files as package_files
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from nacre.ui.stylesheet import stylesheet

SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.M)
JS = Path(__file__).parent / "static" / "ui" / "js"
LATIN = (
    range(0x20, 0x7F),
    range(0xA0, 0x100),
    # Welsh, Irish, Scots and the names of the people who work in British hospitals.
    (
        0x0104,
        0x0105,
        0x0106,
        0x0107,
        0x010C,
        0x010D,
        0x0118,
        0x0119,
        0x011E,
        0x011F,
        0x0130,
        0x0131,
    ),
    (
        0x0141,
        0x0142,
        0x0143,
        0x0144,
        0x0150,
        0x0151,
        0x0152,
        0x0153,
        0x015A,
        0x015B,
        0x015E,
        0x015F,
    ),
    (
        0x0160,
        0x0161,
        0x0170,
        0x0171,
        0x0174,
        0x0175,
        0x0176,
        0x0177,
        0x0178,
        0x017A,
        0x017B,
        0x017C,
    ),
    (
        0x017D,
        0x017E,
        0x2010,
        0x2011,
        0x2012,
        0x2013,
        0x2014,
        0x2018,
        0x2019,
        0x201A,
        0x201C,
        0x201D,
    ),
    (
        0x201E,
        0x2020,
        0x2021,
        0x2022,
        0x2026,
        0x202F,
        0x2030,
        0x2032,
        0x2033,
        0x2039,
        0x203A,
        0x2044,
    ),
    (
        0x20AC,
        0x2122,
        0x2190,
        0x2191,
        0x2192,
        0x2193,
        0x2212,
        0x2248,
        0x2260,
        0x2264,
        0x2265,
        0x25B2,
    ),
    (0x25BC, 0x03B1, 0x03B2, 0x03B3, 0x03B4, 0x03BA, 0x03BC, 0x0394),
)
FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "lnum", "tnum", "pnum"]


@dataclass(frozen=True, slots=True)
class Face:
    """One font file: where it comes from, and the axes it keeps."""

    name: str
    package: str
    source: str
    axes: dict[str, float | tuple[float, float]] | None = None

    def path(self) -> Path:
        """The file in the package that ships it."""
        return Path(str(package_files(self.package) / "files" / self.source))


SERIF_AXES: dict[str, float | tuple[float, float]] = {"opsz": 20, "wght": (380, 720)}
FACES = (
    Face("SourceSerif4", "fontpkg_source_serif_4", "SourceSerif4[opsz,wght].ttf", SERIF_AXES),
    Face(
        "SourceSerif4-Italic",
        "fontpkg_source_serif_4",
        "SourceSerif4-Italic[opsz,wght].ttf",
        SERIF_AXES,
    ),
    Face("Atkinson-Regular", "fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible-Regular.ttf"),
    Face("Atkinson-Bold", "fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible-Bold.ttf"),
)
# Letters of running English, so that a stand-in takes up the room of the face it stands in for.
SAMPLE = (
    "the consultant and the nurse read about treatment of people with liver disease in this "
    "hospital every week and a review says what changed for whom and how sure we may be "
)
# Advance widths per 1,000 units of the faces that nearly every machine has.
ARIAL = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz ",
        (
            556,
            556,
            500,
            556,
            556,
            278,
            556,
            556,
            222,
            222,
            500,
            222,
            833,
            556,
            556,
            556,
            556,
            333,
            500,
            278,
            556,
            500,
            722,
            500,
            500,
            500,
            278,
        ),
        strict=True,
    )
)
GEORGIA = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz ",
        (
            504,
            560,
            454,
            574,
            484,
            325,
            509,
            582,
            293,
            291,
            535,
            287,
            880,
            591,
            539,
            571,
            560,
            410,
            432,
            346,
            576,
            497,
            738,
            504,
            493,
            443,
            241,
        ),
        strict=True,
    )
)


def make_face(face: Face, target: Path) -> None:
    """Cut one face down to its letters and axes and write it as WOFF2."""
    font = TTFont(face.path())
    options = subset.Options(
        flavor="woff2", layout_features=FEATURES, hinting=False, notdef_outline=True
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for group in LATIN for code in group])
    cutter.subset(font)
    if face.axes:
        font = instantiateVariableFont(font, face.axes)
    font.flavor = "woff2"
    target.parent.mkdir(parents=True, exist_ok=True)
    font.save(target)


def stand_in(family: str, local: str, font_file: Path, widths: dict[str, int]) -> str:
    """A face every machine has, scaled to the room of ours, so that nothing jumps when ours comes."""
    font = TTFont(font_file)
    units, letters = font["head"].unitsPerEm, font.getBestCmap()
    ours = sum(font["hmtx"][letters[ord(letter)]][0] for letter in SAMPLE) / units * 1000
    scale = ours / sum(widths[letter] for letter in SAMPLE)
    ascent, descent = font["hhea"].ascent / units / scale, -font["hhea"].descent / units / scale
    return (
        f'@font-face{{font-family:"{family}";src:local("{local}");size-adjust:{scale:.1%};'
        f"ascent-override:{ascent:.1%};descent-override:{descent:.1%};line-gap-override:0%}}"
    )


def make_fonts(folder: Path) -> list[Path]:
    """Write the faces that are missing or older than the list above; answer those written."""
    stamp = folder / ".made-from"
    wanted = hashlib.sha256(f"{FACES}{LATIN}{FEATURES}".encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return []
    for face in FACES:
        make_face(face, folder / f"{face.name}.woff2")
    stamp.write_text(wanted)
    return [folder / f"{face.name}.woff2" for face in FACES]


def write_if_changed(path: Path, text: str) -> bool:
    """Write a file unless it says this already."""
    if path.exists() and path.read_text() == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return True


def copy_packages(
    packages: Path, folder: Path, files: dict[str, str]
) -> tuple[list[Path], list[str]]:
    """Copy files of npm packages below a static folder; answer what changed, and what is missing.

    They go without the names of source maps, which the hashing of static files would look for.
    """
    changed, missing = [], []
    for source, target in files.items():
        if not (packages / source).exists():
            missing.append(source)
            continue
        text = SOURCE_MAP.sub("", (packages / source).read_text())
        if write_if_changed(folder / target, text):
            changed.append(folder / target)
    return changed, missing


def script(more: Iterable[Path] = ()) -> str:
    """Our custom elements as one module, each in a block of its own so that names cannot meet."""
    return "\n".join(f"{{\n{f.read_text()}}}" for f in [*sorted(JS.glob("*.js")), *more])


def build_assets(folder: Path, more: Iterable[Path] = ()) -> list[Path]:
    """Bring fonts, style sheet and script below a static folder up to date; answer what changed."""
    fonts = folder / "ui" / "fonts"
    changed = make_fonts(fonts)
    stand_ins = stand_in("Serif Stand-in", "Georgia", fonts / "SourceSerif4.woff2", GEORGIA)
    stand_ins += stand_in("Sans Stand-in", "Arial", fonts / "Atkinson-Regular.woff2", ARIAL)
    for name, text in (("site.css", stylesheet(stand_ins)), ("site.js", script(more))):
        if write_if_changed(folder / "ui" / name, text):
            changed.append(folder / "ui" / name)
    return changed
