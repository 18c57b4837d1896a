"""What notices make of a paper: the gravest stands, and only a reinstatement takes it back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from nacre.evidence.merging import GRAVITY
from nacre.evidence.notices import CORRECTION, REINSTATEMENT, STANDING, Notice

if TYPE_CHECKING:
    from nacre.evidence.models import CitationNotice

Said: TypeAlias = "Notice | CitationNotice"  # read, or kept


@dataclass(frozen=True)
class Step:
    """A new notice, and the standing that it led to; empty where it led to none."""

    notice: Notice
    standing: str


def is_same(one: Said, other: Said) -> bool:
    """Whether two notices are the same event: of one day, of one number, or one of them says neither."""
    if one.kind != other.kind:
        return False
    if one.dated == other.dated or _is_bare(one) or _is_bare(other):
        return True
    return _shares(one.notice_doi, other.notice_doi) or _shares(one.notice_pmid, other.notice_pmid)


def _is_bare(said: Said) -> bool:
    return not (said.dated or said.notice_doi or said.notice_pmid)


def _shares(one: str, other: str) -> bool:
    return bool(one) and one == other


def steps(status: str, known: Iterable[Said], new: Iterable[Notice], today: date) -> list[Step]:
    """The new notices in the order of their days, each with the standing it leads to from `status`.

    What has no day counts as of today. Something that a later reinstatement has taken back leads
    nowhere; nor does what is lighter than what stands. A second correction is news.
    """
    told: list[Said] = list(known)
    made = []
    for notice in sorted(new, key=lambda one: (one.dated or today, _order(one.kind))):
        if any(is_same(notice, one) for one in told):
            continue
        standing = _led_to(status, told, notice, today)
        status = standing or status
        told.append(notice)
        made.append(Step(notice, standing))
    return made


def _order(kind: str) -> int:
    """On one day the graver comes later, and a reinstatement last."""
    return 9 if kind == REINSTATEMENT else GRAVITY[STANDING[kind]]


def _led_to(status: str, told: list[Said], notice: Notice, today: date) -> str:
    at = notice.dated or today
    later = [one for one in told if one.dated and one.dated > at]
    if notice.kind == REINSTATEMENT:
        after = [STANDING[one.kind] for one in later if one.kind != REINSTATEMENT]
        standing = max(after, key=GRAVITY.__getitem__, default="ok")
        return standing if standing != status else ""
    if any(one.kind == REINSTATEMENT for one in later):
        return ""
    standing = STANDING[notice.kind]
    is_graver = GRAVITY[standing] > GRAVITY[status]
    return standing if is_graver or (notice.kind == CORRECTION and status == standing) else ""
