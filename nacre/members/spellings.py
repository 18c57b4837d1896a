"""Distinct words, with which letters each has: which of them can be a slip or two away from another.

A letter changed alters at most two letters of a word's set, a letter more or less at most one, and
swapped neighbours none. So most words are ruled out by one comparison of sets, and nothing that is
near is lost; the few that remain are compared letter by letter (`near_names`).
"""

from dataclasses import dataclass

import numpy as np

BITS = 63  # letters of all scripts share these; what shares one is compared once too often


@dataclass(frozen=True, eq=False)
class Spellings:
    """Words in ascending order, the letters of each as bits, and how long each is."""

    words: list[str]
    letters: np.ndarray
    lengths: np.ndarray

    @classmethod
    def of(cls, words: list[str]) -> "Spellings":
        """The letters of some words."""
        letters = np.fromiter(map(letters_of, words), np.uint64, len(words))
        return cls(words, letters, np.fromiter(map(len, words), np.int16, len(words)))

    def within(self, edits: int, typed: str) -> list[str]:
        """The words that so many edits may turn into what was typed, and some that they may not."""
        unlike = np.bitwise_count(self.letters ^ np.uint64(letters_of(typed)))
        as_long = np.abs(self.lengths - len(typed)) <= edits
        return [self.words[i] for i in np.flatnonzero(as_long & (unlike <= 2 * edits))]


def letters_of(word: str) -> int:
    """The set of a word's letters, as bits."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % BITS)
    return bits
