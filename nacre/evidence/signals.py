"""What others may listen to."""

from django.dispatch import Signal

citation_restated = Signal()  # citation: its standing changed (retracted, corrected, in doubt)
