"""GIFT, Moodle's text format of questions: read, understood, written."""

from nacre.questions.gift.reading import Entry, entries, read_gift

__all__ = ["Entry", "entries", "read_gift"]
