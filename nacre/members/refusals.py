"""What is not done although somebody asked for it, with the reason they can read."""

from django.core.exceptions import PermissionDenied


class Refused(PermissionDenied):
    """What a member asked for is not done, and why; the form says it beside what they typed."""
