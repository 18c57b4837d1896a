"""Makes the columns of a community from the tables and keeps them as files that processes share.

Each making has a folder of its own below NACRE_HOME/directory, and `current` names the one to read:
a reader meets all of the old or all of the new. Files are private to the operator's account.
"""

import json
import shutil
import time
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import numpy as np
from django.conf import settings

from nacre.communities.models import Community
from nacre.members.columns import Columns
from nacre.members.models import DirectoryChange, DirectoryEntry, DirectoryWord
from nacre.members.models.directory import INTEREST

GOOD_FOR = 24 * 3600.0  # seconds; notes of changes are kept for twice as long
FIELDS = ("pk", "membership_id", "organisation_id", "profession", "role", "region", "sort_name")
CHUNK = 20_000


@dataclass(frozen=True)
class Kept:
    """Columns that lie ready, and the moment since which changes must be looked up."""

    columns: Columns
    moment: int
    made_at: float


def folder_of(community: Community) -> Path:
    """Where the columns of a community lie."""
    return Path(settings.NACRE_HOME) / "directory" / str(community.pk)


def pointer_of(community: Community) -> str:
    """The file that names the making to read; every search looks whether it is still the same."""
    return f"{settings.NACRE_HOME}/directory/{community.pk}/current"


# --- Making -------------------------------------------------------------------------------------


def columns_of(entries, words) -> Columns:
    """Columns of some entries and of their words, from two querysets."""
    rows = entries.order_by("sort_name", "pk").values_list(*FIELDS).iterator(CHUNK)
    arrays, cells = _of_entries(rows)
    spoken = words.order_by("word").values_list("word", "entry_id").iterator(CHUNK)
    more, found = _of_words(spoken, arrays["entry"])
    arrays |= more
    interests = [word[len(INTEREST) :] for word in found if word.startswith(INTEREST)]
    return Columns(arrays, cells, found, interests)


def _of_entries(rows: Iterable[tuple]) -> tuple[dict[str, np.ndarray], list[tuple[str, ...]]]:
    entry, member, place, cell = array("q"), array("q"), array("q"), array("i")
    names, starts = bytearray(), array("q", [0])
    cells: dict[tuple[str, ...], int] = {}
    for pk, membership, organisation, profession, role, region, name in rows:
        entry.append(pk)
        member.append(membership)
        place.append(organisation or -1)
        cell.append(cells.setdefault((profession, role, region), len(cells)))
        names += name.encode()
        starts.append(len(names))
    members = np.array(member, np.int64)
    arrays: dict[str, np.ndarray] = {
        "entry": np.array(entry, np.int64),
        "cell": np.array(cell, np.int32),
        "name": np.frombuffer(bytes(names), np.uint8),
        "name_start": np.array(starts, np.int64),
        "member": np.sort(members),
        "member_place": np.argsort(members).astype(np.int32),
    }
    return arrays | _employed(np.array(place, np.int64)), list(cells)


def _employed(place: np.ndarray) -> dict[str, np.ndarray]:
    """Who works at each organisation: lists of places one after the other."""
    order = np.argsort(place, kind="stable").astype(np.int32)
    order = order[np.count_nonzero(place < 0) :]
    organisations, first = np.unique(place[order], return_index=True)
    return {
        "organisation": organisations,
        "organisation_start": np.append(first, len(order)).astype(np.int64),
        "employed": order,
    }


def _of_words(
    rows: Iterable[tuple[str, int]], entry: np.ndarray
) -> tuple[dict[str, np.ndarray], list[str]]:
    words: list[str] = []
    number, spoken_by = array("i"), array("q")
    for word, pk in rows:
        if not words or word != words[-1]:
            words.append(word)
        number.append(len(words) - 1)
        spoken_by.append(pk)
    numbers, places = _placed(np.array(number, np.int32), np.array(spoken_by, np.int64), entry)
    subjects = np.array([word.startswith(INTEREST) for word in words], dtype=bool)
    is_interest = subjects[numbers] if words else np.empty(0, bool)
    by_member = np.argsort(places[is_interest], kind="stable")
    codes = (np.cumsum(subjects) - 1)[numbers[is_interest]] if words else numbers[:0]
    return {
        "posting": places,
        "word_start": np.searchsorted(numbers, np.arange(len(words) + 1)),
        "interest": codes[by_member].astype(np.int32),
        "interest_start": np.searchsorted(
            places[is_interest][by_member], np.arange(len(entry) + 1)
        ),
    }, words


def _placed(
    numbers: np.ndarray, spoken_by: np.ndarray, entry: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The words with the places of their speakers; an entry that came or went meanwhile is out."""
    if not len(entry):
        return numbers[:0], numbers[:0]
    order = np.argsort(entry)
    at = np.searchsorted(entry[order], spoken_by)
    at[at == len(entry)] = 0
    known = entry[order[at]] == spoken_by
    numbers, places = numbers[known], order[at[known]].astype(np.int32)
    together = np.lexsort((places, numbers))
    return numbers[together], places[together]


# --- Keeping ------------------------------------------------------------------------------------


def keep_columns(community: Community) -> Columns:
    """Make the columns of a community anew and let every process read them from now on."""
    moment = DirectoryChange.objects.now()  # first: what changes meanwhile is looked up
    columns = columns_of(DirectoryEntry.objects.of(community), DirectoryWord.objects.of(community))
    folder, name = folder_of(community), uuid4().hex
    making = folder / f".{name}"
    making.mkdir(parents=True, mode=0o700)
    folder.parent.chmod(0o700)
    for key, values in columns.arrays.items():
        np.save(making / f"{key}.npy", values)
    facts = {"moment": moment, "made_at": time.time(), "cells": columns.cells}
    facts |= {"words": columns.words, "interests": columns.interests}
    (making / "facts.json").write_text(json.dumps(facts))
    making.rename(folder / name)
    pointer = folder / f".{name}.current"
    pointer.write_text(name)
    pointer.replace(pointer_of(community))
    _clear(folder, name)
    return columns


def _clear(folder: Path, name: str) -> None:
    """Remove makings before this one; who has one open keeps it until they look again."""
    for other in folder.iterdir():
        if other.is_dir() and other.name != name:
            shutil.rmtree(other, ignore_errors=True)


def forget_columns(community: Community) -> None:
    """Answer from the tables again."""
    shutil.rmtree(folder_of(community), ignore_errors=True)


def read_columns(folder: Path) -> Kept | None:
    """The columns that lie ready; None where they are gone or cannot be of this database."""
    try:
        name = (folder / "current").read_text()
        facts = json.loads((folder / name / "facts.json").read_text())
        arrays = {
            path.stem: np.asarray(np.load(path, mmap_mode="r"))
            for path in (folder / name).glob("*.npy")
        }
    except (OSError, ValueError):
        return None
    if facts["moment"] > DirectoryChange.objects.now():
        return None  # a backup was brought back: its moments are others
    columns = Columns(
        arrays, [tuple(cell) for cell in facts["cells"]], facts["words"], facts["interests"]
    )
    return Kept(columns, facts["moment"], facts["made_at"])
