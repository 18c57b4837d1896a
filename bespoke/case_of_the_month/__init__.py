"""Case of the month: a bespoke component. Members answer one question and see why."""
