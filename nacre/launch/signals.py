"""What others may listen to: a community has been opened, or opened again with what is new."""

from django.dispatch import Signal

# Sent with `community`, after its pages are placed.
community_launched = Signal()
