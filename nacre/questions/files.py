"""Files of questions: which format one has, and what is in it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO

from nacre.questions import intake
from nacre.questions.content import Content
from nacre.questions.gift import meaning
from nacre.questions.gift.writing import gift
from nacre.questions.intake import CannotBeTaken, Found
from nacre.questions.moodle_xml import reading
from nacre.questions.moodle_xml.writing import moodle_xml, quiz
from nacre.questions.outgoing import Left, written

XML = re.compile(rb"[\s\xef\xbb\xbf\x00\xff\xfe]*<(?:\x00)?(?:\?|!|q|Q)")
ENDINGS = {"gift": "txt", "xml": "xml"}
TYPES = {"gift": "text/plain; charset=utf-8", "xml": "application/xml; charset=utf-8"}


@dataclass(frozen=True)
class Reading:
    """The questions of a file as they are read, and what was assumed to read it."""

    found: Iterator[Found]
    format: str
    note: str = ""


@dataclass(frozen=True)
class Export:
    """A bank as a file, and what could not be written into it."""

    text: str
    count: int
    left: tuple[Left, ...]


def is_xml(data: bytes) -> bool:
    """Whether a file is XML rather than GIFT, by how it begins."""
    return bool(XML.match(data[:200]))


def read_file(data: bytes) -> Reading:
    """The questions in the bytes of a file; raises CannotBeTaken where it is none."""
    if len(data) > intake.LARGEST:
        raise CannotBeTaken(intake.TOO_LARGE)
    if is_xml(data):
        return Reading(reading.found_in(BytesIO(data)), "xml")
    text = intake.decoded(data)
    return Reading(meaning.found_in(text.text), "gift", text.note)


def written_as(format: str, contents: Iterable[Content]) -> Export:
    """Questions as a file of one of the two formats."""
    done = written(contents, gift if format == "gift" else moodle_xml)
    text = "".join(done.pieces) if format == "gift" else quiz(done.pieces)
    return Export(text, len(done.pieces), done.left)
