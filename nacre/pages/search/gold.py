"""Measuring search: a file of queries with graded answers, and how high the answers stand.

The format is described in tests/search_gold/README.md; whoever has other queries measures with them.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import log2
from pathlib import Path
from typing import Any

GRADES = range(4)
WORST = 10


class BadRowError(ValueError):
    """A row that cannot be used; says file, row, field and what to do."""


@dataclass(frozen=True)
class Query:
    """A search, the community it is made in, of which kind it is, and what should be found."""

    text: str
    community: str
    kind: str
    relevant: dict[str, int]


@dataclass(frozen=True)
class Judged:
    """A query with what came back, the first first, and how good that was between 0 and 1."""

    query: Query
    returned: list[str]
    ndcg: float


@dataclass(frozen=True)
class Evaluation:
    """How good the answers to many queries were."""

    at: int
    judged: list[Judged]

    @property
    def overall(self) -> float:
        """The mean of all queries."""
        return _mean(self.judged)

    def by(self, name: str) -> dict[str, tuple[float, int]]:
        """The mean and the number of queries, by "community" or "kind"."""
        groups: dict[str, list[Judged]] = defaultdict(list)
        for one in self.judged:
            groups[getattr(one.query, name)].append(one)
        return {key: (_mean(some), len(some)) for key, some in sorted(groups.items())}

    @property
    def worst(self) -> list[Judged]:
        """The queries that were answered worst."""
        return sorted(self.judged, key=lambda one: one.ndcg)[:WORST]

    def as_json(self) -> dict[str, Any]:
        """All of it in plain values."""
        return {
            "at": self.at,
            "queries": len(self.judged),
            "ndcg": round(self.overall, 4),
            **{
                name: {
                    k: {"ndcg": round(m, 4), "queries": n} for k, (m, n) in self.by(name).items()
                }
                for name in ("community", "kind")
            },
            "worst": [
                {
                    "query": one.query.text,
                    "community": one.query.community,
                    "ndcg": round(one.ndcg, 4),
                    "expected": one.query.relevant,
                    "returned": one.returned,
                }
                for one in self.worst
            ],
        }


def _mean(judged: list[Judged]) -> float:
    return sum(one.ndcg for one in judged) / len(judged) if judged else 0.0


def evaluate(
    queries: Iterable[Query], search: Callable[[Query], list[str]], at: int = 10
) -> Evaluation:
    """Search for each query and judge what comes back, as far down as `at`."""
    judged = []
    for query in queries:
        returned = search(query)[:at]
        judged.append(Judged(query, returned, ndcg(returned, query.relevant, at)))
    return Evaluation(at, judged)


def ndcg(returned: list[str], relevant: dict[str, int], at: int) -> float:
    """Normalised discounted cumulative gain, with a gain of 2^grade − 1; a key counts once."""
    seen = list(dict.fromkeys(returned))[:at]
    best = sorted(relevant.values(), reverse=True)[:at]
    ideal = _gain(best)
    return _gain([relevant.get(key, 0) for key in seen]) / ideal if ideal else 0.0


def _gain(grades: list[int]) -> float:
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))


def read_queries(path: Path) -> list[Query]:
    """The queries of a file. Raises BadRowError for the first that cannot be used."""
    queries = [_query(f"{path.name}, row {number}", row) for number, row in read_rows(path)]
    if not queries:
        raise BadRowError(f"{path.name}: there is no query in it.")
    return queries


def read_rows(path: Path) -> Iterable[tuple[int, dict[str, Any]]]:
    """The JSON objects of a file of JSON lines with their row numbers; empty lines are passed over."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise BadRowError(f"{path.name} cannot be read as UTF-8 text: {problem}.") from problem
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as problem:
            raise BadRowError(
                f"{path.name}, row {number}: this is no JSON ({problem})."
            ) from problem
        if not isinstance(row, dict):
            raise BadRowError(f"{path.name}, row {number}: a row is a JSON object, {{…}}.")
        yield number, row


def text_of(where: str, row: dict[str, Any], name: str, *, needed: bool = True) -> str:
    """A field that must be a text."""
    value = row.get(name, "")
    if not isinstance(value, str) or (needed and not value.strip()):
        raise BadRowError(f"{where}, field {name}: write a text.")
    return value.strip()


def _query(where: str, row: dict[str, Any]) -> Query:
    relevant = row.get("relevant")
    if not isinstance(relevant, dict) or not relevant:
        raise BadRowError(
            f'{where}, field relevant: write an object of keys and grades, {{"pbc": 3}}.'
        )
    for key, grade in relevant.items():
        if type(grade) is not int or grade not in GRADES:
            raise BadRowError(f"{where}, field relevant, {key}: a grade is 0, 1, 2 or 3.")
    if not any(relevant.values()):
        raise BadRowError(f"{where}, field relevant: at least one grade must be above 0.")
    return Query(
        text_of(where, row, "query"),
        text_of(where, row, "community"),
        text_of(where, row, "kind", needed=False) or "other",
        {_plain_key(key): grade for key, grade in relevant.items()},
    )


def _plain_key(key: str) -> str:
    return key.strip("/")
