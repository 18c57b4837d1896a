"""An embargo is typed in the time of the place that gives it, and shown in ours too."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

EMBARGOES = ("embargo_until", "reports_embargo_until")


class InZone(forms.DateTimeField):
    """A moment typed and shown as the clocks of one time zone have it."""

    def __init__(self, *, zone: ZoneInfo, **kwargs: Any) -> None:
        self.zone = zone
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The moment in the zone."""
        with timezone.override(self.zone):
            return super().prepare_value(value)

    def to_python(self, value: Any) -> datetime | None:
        """What was typed, read in the zone; an hour that its clocks skip or repeat is refused."""
        with timezone.override(self.zone):
            return super().to_python(value)


def put_in_zone(form: Any) -> None:
    """Let the embargoes of a page's form be typed in the time zone that its place gives."""
    typed = form.data.get(form.add_prefix("time_zone"))
    name = typed or form.instance.zone_below(form.parent_page)
    if name not in available_timezones():
        return
    zone = ZoneInfo(name)
    for field_name in EMBARGOES:
        old = form.fields.get(field_name)
        if old is None:
            continue
        moment = getattr(form.instance, field_name, None)
        form.fields[field_name] = InZone(
            zone=zone,
            label=old.label,
            required=False,
            widget=old.widget,
            help_text=" ".join([str(old.help_text).rstrip(".") + ".", in_both(moment, zone)]),
        )


def in_both(moment: datetime | None, zone: ZoneInfo) -> str:
    """A moment in the zone and in ours; without a moment, which zone it is typed in."""
    place = zone.key.rpartition("/")[2].replace("_", " ")
    if moment is None:
        return _("Type the time of %(place)s.") % {"place": place}
    there = date_format(moment.astimezone(zone), "j F Y, H:i:s")
    ours = date_format(timezone.localtime(moment), "j F Y, H:i:s")
    said = _("In the time of %(place)s: %(there)s there is %(ours)s in London.")
    return said % {"place": place, "there": there, "ours": ours}
