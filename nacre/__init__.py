"""Nacre: the platform on which online clinical communities are built and run."""
