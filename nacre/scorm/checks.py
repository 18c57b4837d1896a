"""Is the host of packages apart from everybody else's?"""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register


@register()
def play_host_is_apart(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Neither the hub's host nor, better, one for which our cookies are valid."""
    play, base = settings.NACRE_PLAY_HOST, settings.NACRE_BASE_HOST
    if play == base:
        return [
            Error(
                "NACRE_PLAY_HOST is NACRE_BASE_HOST: packages need a host of their own.",
                id="scorm.E001",
            )
        ]
    if play.endswith(f".{base}"):
        return [
            Warning(
                f"NACRE_PLAY_HOST ({play}) lies below {base}, where our cookies are valid.",
                hint="Give packages a registered domain of their own (docs/reference/settings.md).",
                id="scorm.W001",
            )
        ]
    return []
