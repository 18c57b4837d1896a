"""How the figures of one item are shown."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nacre.questions.analysis import ALL, ItemFigures
from nacre.ui.templatetags.patterns import pattern

register = template.Library()
FLAGS = {
    "suspend": ("danger", _("Suspend it"), _("Those who know more answer it wrongly more often.")),
    "review": ("warning", _("Look at it again"), _("It is very hard, or does not tell learners apart.")),
    "trivial": ("info", _("Nearly everybody knows it"), _("It says little about learners.")),
}  # fmt: skip


@register.filter
def percent(share: float) -> str:
    """A share as whole percent."""
    return f"{100 * share:.0f} %"


@register.simple_tag
def item_flags(item: ItemFigures) -> SafeString:
    """What an editor should do about an item; only where its figures may be shown."""
    if item.level != ALL:
        return SafeString("")
    notices = []
    for flag in item.flags[:1]:
        tone, heading, text = FLAGS[flag]
        notices.append(pattern("notice", tone=tone, heading=heading, text=text))
    return SafeString("".join(notices))
