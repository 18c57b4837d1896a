"""Moodle XML: questions read and written."""
