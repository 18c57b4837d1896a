"""Tests of linking up."""
