"""What of members runs by itself, and when."""

from datetime import timedelta

from nacre.insights.schedule import JOBS, Job
from nacre.members import list_work, tasks

JOBS["ask_still_here"] = Job("0 9 * * 1-5", tasks.ask_still_here, timedelta(hours=6))
JOBS["send_search_alerts"] = Job("45 7 * * 1-5", tasks.send_search_alerts, timedelta(hours=6))
JOBS["tend_referrals"] = Job("30 7 * * *", tasks.tend_referrals, timedelta(hours=20))
JOBS["settle_lists"] = Job("20 3 * * *", list_work.settle_lists, timedelta(hours=20))
JOBS["bring_directories_up_to_date"] = Job(
    "*/10 * * * *", tasks.bring_directories_up_to_date, timedelta(minutes=30)
)
