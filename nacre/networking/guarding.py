"""The patient-identifier guard at the door: what it stops goes no further than the request.

Forms ask it too, and offer to repair; here it is asked again by every action, so that it holds for
whatever way a text came. What was stopped is named by its sort alone, never repeated.
"""

from django.utils.translation import gettext as _

from nacre.confidentiality import scan
from nacre.confidentiality.forms import why_not
from nacre.confidentiality.scanning import CLEAN
from nacre.members.refusals import Refused


def check_text(text: str, *, is_checked: bool = False) -> None:
    """Refuse a text that could identify a patient; what only might, unless its writer checked."""
    if reason := why_not(text, is_checked=is_checked):
        raise Refused(reason)


def check_name(name: str) -> None:
    """Refuse a file whose name could identify a patient: names travel further than files."""
    stem = name.rsplit(".", 1)[0]
    plain = "".join(" " if letter in "_-.+" else letter for letter in stem)
    closed = "".join(letter for letter in stem if letter not in "_-.+ ")
    if any(scan(words).decision != CLEAN for words in (stem, plain, closed)):
        raise Refused(
            _("The file's name could identify a patient. Rename the file, then attach it again.")
        )
