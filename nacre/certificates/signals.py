"""What apps above may listen to."""

from django.dispatch import Signal

# Within the transaction of the award: what a listener keeps is kept with the certificate or not at
# all, and once. What it tells others, it tells on commit.
certificate_awarded = Signal()  # certificate
# Within the transaction in which the letter is noted, once for each number of days.
certificate_expiring = Signal()  # certificate, days
