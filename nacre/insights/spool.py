"""Where activity waits: one JSON line a happening, in a file of this process, before the answer leaves.

A line is one `write` on a file opened for appending, so it survives the process that wrote it. The
writer and the compactor share a lock on the file: once a file is sealed, no line is ever added to it.
"""

import fcntl
import os
import threading
import time
from pathlib import Path

from django.conf import settings

OPEN_SUFFIX = ".jsonl"
SEALED_SUFFIX = ".sealed"


def spool_folder() -> Path:
    """The folder in which processes write and compaction reads."""
    return Path(settings.NACRE_HOME) / "spool"


class Spool:
    """The open file of this process; safe with threads and after a fork."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._guard = threading.Lock()
        self._forget()

    def _forget(self) -> None:
        self._fd: int | None = None
        self._inode = 0
        self._is_torn = False
        self._path = str(self.folder / f"{os.getpid()}-{time.time_ns()}{OPEN_SUFFIX}")

    def after_fork(self) -> None:
        """A child starts a file of its own: the parent's lock must not be shared."""
        self._guard = threading.Lock()
        if self._fd is not None:
            os.close(self._fd)
        self._forget()

    def append(self, line: bytes) -> None:
        """Write one line, ending in a newline, so that a killed process cannot lose it."""
        with self._guard:
            fd = self._locked()
            try:
                if self._is_torn:
                    line = b"\n" + line
                self._is_torn = True
                self._is_torn = os.write(fd, line) != len(line)
            finally:
                fcntl.flock(fd, fcntl.LOCK_UN)
        if self._is_torn:
            raise OSError(f"Only a part of a line of activity fitted into {self._path}.")

    def _locked(self) -> int:
        """The descriptor, locked, of the file that the path names now."""
        while True:
            fd = self._open() if self._fd is None else self._fd
            fcntl.flock(fd, fcntl.LOCK_EX)
            if self._is_current():
                return fd
            os.close(fd)
            self._fd = None

    def _open(self) -> int:
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC
        try:
            fd = os.open(self._path, flags, 0o640)
        except FileNotFoundError:
            self.folder.mkdir(parents=True, exist_ok=True)
            fd = os.open(self._path, flags, 0o640)
        self._fd, self._inode, self._is_torn = fd, os.fstat(fd).st_ino, False
        return fd

    def _is_current(self) -> bool:
        """Whether the compactor has left our file in place."""
        try:
            return os.stat(self._path).st_ino == self._inode
        except FileNotFoundError:
            return False


_spools: dict[Path, Spool] = {}


def append(line: bytes) -> None:
    """Write one line to the spool of this process."""
    home: Path = settings.NACRE_HOME
    spool = _spools.get(home)
    if spool is None:
        spool = _spools.setdefault(home, Spool(spool_folder()))
    spool.append(line)


def _after_fork() -> None:
    for spool in _spools.values():
        spool.after_fork()


os.register_at_fork(after_in_child=_after_fork)


def seal_all(folder: Path) -> list[Path]:
    """Close every open file to its writer and name all sealed files, oldest name first."""
    for path in sorted(folder.glob(f"*{OPEN_SUFFIX}")):
        _seal(path)
    return sorted(folder.glob(f"*{SEALED_SUFFIX}"))


def _seal(path: Path) -> None:
    """Rename a file under its writer's lock; an empty one is left, or removed if nobody has it."""
    try:
        fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        fcntl.flock(fd, fcntl.LOCK_EX)
        if os.fstat(fd).st_size:
            os.rename(path, path.with_name(f"{path.stem}-{time.time_ns()}{SEALED_SUFFIX}"))
        elif not _is_alive(path):
            os.unlink(path)
    except FileNotFoundError:
        pass  # another compactor was here first
    finally:
        os.close(fd)


def _is_alive(path: Path) -> bool:
    """Whether the process that a file is named for still runs."""
    pid = path.name.partition("-")[0]
    return pid.isdigit() and Path(f"/proc/{pid}").exists()
