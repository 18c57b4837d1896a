"""Abstracts whose parts stand in one text: BACKGROUND: … RESULTS: …"""

import re

from nacre.evidence.plain_text import plain
from nacre.evidence.records import AbstractPart

_LABEL = re.compile(r"(?:^|(?<=[.!?)\]%] ))([A-Z][A-Z/&,' -]{3,70}): ")
FIRST = re.compile(
    r"^(BACKGROUND|OBJECTIVE|AIM|PURPOSE|INTRODUCTION|CONTEXT|IMPORTANCE|METHOD|RATIONALE|GOAL|"
    r"STUDY|DESIGN|HYPOTHESIS|QUESTION|SUMMARY|CASE|PATIENT|DATA|RESULT|SIGNIFICANCE)"
)


def parted(text: str) -> tuple[AbstractPart, ...]:
    """The parts by their labels; without any, the abstract is one part."""
    words = plain(text)
    if not words:
        return ()
    marks = list(_LABEL.finditer(words)) if FIRST.match(words) else []
    if not marks or marks[0].start():
        return (AbstractPart(text=words),)
    ends = [mark.start() for mark in marks[1:]] + [len(words)]
    parts = (
        AbstractPart(text=words[mark.end() : end].strip(), label=mark[1].strip())
        for mark, end in zip(marks, ends, strict=True)
    )
    return tuple(part for part in parts if part.text)
