"""What others may listen to."""

from django.dispatch import Signal

# attempt: what is known of it changed; sent after the commit.
attempt_recorded = Signal()
# package: somebody wants to remove it. Answer a sentence to keep it; sent before anything is done.
package_going = Signal()
