"""What of certificates runs by itself, and when."""

from datetime import timedelta

from nacre.certificates import tasks
from nacre.insights.schedule import JOBS, Job

JOBS["remind_holders"] = Job("30 6 * * *", tasks.remind_holders, timedelta(hours=20))
JOBS["tell_holders"] = Job("*/10 * * * *", tasks.tell_holders, timedelta(minutes=30))
