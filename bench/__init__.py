"""Benchmarks beside named peers, in one interleaved run: a bare Django view and REF."""
