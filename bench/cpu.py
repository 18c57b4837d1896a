"""Processor time that a server's processes and its database connections have used."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def seconds_of(pid: int) -> float:
    """User and system time of one process, in seconds; 0 when it has gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def tree(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += tree(int(child))
    return found


def of_processes(*, roots: list[int]) -> float:
    """Processor seconds of whole process trees."""
    return sum(seconds_of(pid) for root in roots for pid in tree(root))
