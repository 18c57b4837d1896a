"""What others may listen to."""

from django.dispatch import Signal

# kept, gone: two citations became one; sent within the transaction, before `gone` is deleted.
citations_merged = Signal()
citation_restated = Signal()  # citation: its standing changed (retracted, corrected, in doubt)
citations_recalled = Signal()  # notices: what changed standings since it was last sent; may be none
