"""The one style sheet: which files it is made of, and how they are put together."""

import re
from pathlib import Path

CSS = Path(__file__).parent / "static" / "ui" / "css"
FIRST = ("00-layers", "fonts", "reset", "tokens", "base", "prose", "layouts", "masthead", "footing")
LAST = ("utilities", "print")

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r"\s*([{};,>])\s*")


def files() -> list[Path]:
    """The files in their order: ground first, then the patterns by name, then what overrides."""
    patterns = sorted((CSS / "patterns").glob("*.css"))
    return [CSS / f"{n}.css" for n in FIRST] + patterns + [CSS / f"{n}.css" for n in LAST]


def stylesheet(more: str = "") -> str:
    """Everything as one sheet without comments and idle space; `more` joins it at the front."""
    sheet = "\n".join([files()[0].read_text(), more, *(f.read_text() for f in files()[1:])])
    # The made sheet lies one folder above its sources.
    sheet = _SPACE.sub(" ", _COMMENT.sub("", sheet)).replace('url("../', 'url("')
    return _AROUND.sub(r"\1", sheet).replace(";}", "}").strip() + "\n"
