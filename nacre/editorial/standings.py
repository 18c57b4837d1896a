"""What a reader is told when a paper that a page cites no longer stands as it did."""

from django.utils.translation import gettext_lazy as _

from nacre.evidence.models import Citation

_S = Citation.Status
ALERTS = {
    _S.OK: _("A cited paper has been reinstated"),
    _S.CORRECTED: _("A cited paper has been corrected"),
    _S.CONCERN: _("A journal has expressed concern about a cited paper"),
    _S.PARTLY: _("A cited paper has been retracted in part"),
    _S.WITHDRAWN: _("A cited paper has been withdrawn"),
    _S.RETRACTED: _("A cited paper has been retracted"),
    _S.REPLACED: _("A cited paper has been retracted and replaced"),
}


def heading_for(standing: str) -> str:
    """What happened, in a sentence."""
    return str(ALERTS[_S(standing)])


def alert_of(citation: Citation) -> dict[str, str]:
    """A paper's standing: in what tone, what happened, where to read of it."""
    return {
        "tone": "danger" if citation.is_retracted else "warning",
        "heading": heading_for(citation.status),
        "title": citation.title,
        "note": citation.standing,
        "notice_doi": citation.notice_doi,
        "replaced_by": citation.replaced_by,
    }
