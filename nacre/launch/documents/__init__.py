"""Files that members take away, made from what a blueprint says: PDF, Word and Excel.

The same blueprint makes the same bytes on every machine, so that a file is new only when its
content is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from nacre.launch.blueprint import Said
from nacre.launch.documents.look import Look
from nacre.launch.documents.pdf import make_pdf
from nacre.launch.documents.sheaf import Sheaf, sheaf_of
from nacre.launch.documents.sheet import make_sheet
from nacre.launch.documents.word import make_word

MAKERS: dict[str, Callable[[Sheaf, Look], bytes]] = {
    "pdf": make_pdf,
    "docx": make_word,
    "xlsx": make_sheet,
}


@dataclass(frozen=True)
class MadeFile:
    """A file with the name that people will find in their downloads."""

    name: str
    content: bytes


def make_document(item: Said, look: Look) -> MadeFile:
    """The file of a resource or a toolkit (a toolkit's is a workbook)."""
    kind = item.get("kind", "xlsx")
    sheaf = sheaf_of(item)
    version = re.sub(r"[^0-9a-z]+", "-", str(item.get("version", "1")).lower()).strip("-")
    return MadeFile(f"{item['slug']}-v{version}.{kind}", MAKERS[kind](sheaf, look))


__all__ = ["Look", "MadeFile", "make_document"]
