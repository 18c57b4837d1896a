"""A member reflects in a few lines. Nothing of it is recorded as activity, and nobody else reads it."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from nacre.confidentiality.forms import why_not
from nacre.cpd.actions.deciding import own_membership
from nacre.cpd.models import Entry, Reflection
from nacre.cpd.prompts import TEMPLATES
from nacre.members.refusals import Refused
from nacre.members.viewer import Viewer

LONGEST = 4000


@transaction.atomic
def write_reflection(
    *,
    by: Viewer,
    template: str,
    answers: Mapping[str, str],
    entry: Entry | None = None,
    reflection: Reflection | None = None,
    title: str = "",
    themes: Sequence[str] = (),
    is_checked: bool = False,
) -> Reflection:
    """Write a reflection, about an entry or by itself, or change one."""
    me = own_membership(by)
    if template not in TEMPLATES:
        raise Refused(_("Choose one of the kinds of reflection."))
    if entry is not None and not Entry.objects.visible_to(by).filter(pk=entry.pk).exists():
        raise Refused(_("This entry is no longer in your ledger."))
    known = {prompt.code for prompt in TEMPLATES[template].prompts}
    said = {code: text.strip() for code, text in answers.items() if code in known and text.strip()}
    _check([title, *said.values()], is_checked=is_checked)
    if not said:
        raise Refused(_("Write a line first."))

    kept = _own(by, reflection) if reflection else Reflection(entry=entry)
    kept.community, kept.membership = me.community, me
    kept.template, kept.answers, kept.title = template, said, title.strip()[:200]
    kept.themes, kept.is_attested = list(themes), is_checked
    kept.save()
    return kept


@transaction.atomic
def delete_reflection(*, by: Viewer, reflection: Reflection) -> None:
    """Delete it for good."""
    own_membership(by)
    _own(by, reflection).delete()


def _own(by: Viewer, reflection: Reflection) -> Reflection:
    mine = Reflection.objects.visible_to(by).select_for_update()
    found: Reflection | None = mine.filter(pk=reflection.pk).first()
    if found is None:
        raise Refused(_("This reflection is no longer here."))
    return found


def _check(texts: Sequence[str], *, is_checked: bool) -> None:
    for text in texts:
        if len(text) > LONGEST:
            raise Refused(_("Keep each answer to %(most)d characters.") % {"most": LONGEST})
        if reason := why_not(text, is_checked=is_checked):
            raise Refused(reason)
