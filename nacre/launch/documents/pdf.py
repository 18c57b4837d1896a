"""A resource as PDF: tagged, in the community's colours, the same bytes each time."""

import json
import shutil
from dataclasses import asdict
from importlib.resources import files as package_files
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from nacre.launch.documents.look import MARKING, Look
from nacre.launch.documents.sheaf import Sheaf

TEMPLATE = Path(__file__).parent / "resource.typ"
FONTS = [
    str(package_files("fontpkg_atkinson_hyperlegible") / "files"),
    str(package_files("fontpkg_source_serif_4") / "files"),
]


def make_pdf(sheaf: Sheaf, look: Look) -> bytes:
    """Set the sheaf on A4; text goes in as data and never as source."""
    with TemporaryDirectory() as folder:
        at = Path(folder)
        shutil.copy(TEMPLATE, at / TEMPLATE.name)
        said = {"sheaf": asdict(sheaf), "look": asdict(look), "marking": MARKING}
        (at / "said.json").write_text(json.dumps(said))
        (at / "cover.svg").write_text(look.cover)
        (at / "mark.svg").write_text(look.mark)
        return typst.compile(
            str(at / TEMPLATE.name),
            root=folder,
            font_paths=FONTS,
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
        )
