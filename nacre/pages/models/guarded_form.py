"""Forms of the admin keep patients out too: what is certain is not saved, not even as a draft.

Pages name authors, speakers and members, so a name alone is only asked about, after saving.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model
from django.forms import BaseForm
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from nacre.confidentiality import Finding, scan
from nacre.confidentiality.forms import described
from nacre.confidentiality.scanning import BLOCK, NONE, WARN, Scan

MAY_BE_THE_SUBJECT = {"name_given", "name_any", "name_cued", "name_first"}
SAME, MILDER = {BLOCK: BLOCK, WARN: WARN}, {BLOCK: WARN, WARN: NONE}


class GuardedAdminForm:
    """Refuses what could identify a patient in any field, block, comment or row of the form."""

    def is_valid(self) -> bool:
        """Valid, and without a patient; the browser alone keeps what was typed."""
        return super().is_valid() and not self._names_a_patient()  # type: ignore[misc]

    def _names_a_patient(self) -> bool:
        found = False
        for form in forms_in(self):
            for name, value in list(form.cleaned_data.items()):
                refused = findings_in(value, BLOCK)
                if refused:
                    found = True
                    what = described(Scan(BLOCK, tuple(refused)), False)
                    form.add_error(name if name in form.fields else None, refusal(what))
        return found


def refusal(what: str) -> str:
    """Why a text was not saved."""
    return _("Take out what could identify a patient: %(what)s. Nothing was saved.") % {
        "what": what
    }


def forms_in(form: Any) -> Iterator[BaseForm]:
    """A form and those of its rows, however deep."""
    if getattr(form, "cleaned_data", None):
        yield form
    for rows in getattr(form, "formsets", {}).values():
        for row in rows.forms:
            yield from forms_in(row)


def findings_in(value: Any, action: str) -> list[Finding]:
    """What is refused, or asked about, in a value of a form or a page, text by text."""
    return [
        finding
        for text in texts_in(value)
        for finding in scan(text).findings
        if action == (MILDER if finding.detector in MAY_BE_THE_SUBJECT else SAME)[finding.action]
    ]


def doubts_about(row: Model) -> str:
    """What might identify a patient in a saved page or row, in words; empty if nothing."""
    doubts = [
        finding
        for field in row._meta.concrete_fields
        for finding in findings_in(field.value_from_object(row), WARN)
    ]
    return described(Scan(WARN, tuple(doubts)), True)


def texts_in(value: Any) -> Iterable[str]:
    """The texts in a value: of a stream those of its blocks, of HTML the words."""
    if isinstance(value, StreamValue):
        value = value.get_prep_value()
    if isinstance(value, str):
        yield strip_tags(value.replace("</p>", "\n").replace("<br", "\n<br"))
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from () if name in {"id", "type"} else texts_in(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts_in(part)
