"""A member takes their ledger along as a file."""

from datetime import date

from nacre.cpd.actions.deciding import own_membership
from nacre.cpd.exporting import Export, export_of
from nacre.insights.actions import record
from nacre.members.viewer import Viewer


def take_export(
    *, by: Viewer, template: str, form: str, since: date | None, until: date | None
) -> Export:
    """The ledger of a period on the form of a body, as a file: pdf, csv or json."""
    made = export_of(own_membership(by), template=template, form=form, since=since, until=until)
    record("cpd.exported", viewer=by, template=template, form=form)
    return made
