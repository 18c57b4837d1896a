"""The tag that marks where a personal part goes."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from nacre.ui.slots import sentinel

register = template.Library()


@register.simple_tag
def slot(name: str) -> SafeString:
    """`{% slot "person" %}`: filled for each person after the page is rendered."""
    return mark_safe(sentinel(name))  # noqa: S308 - a constant of our own templates
