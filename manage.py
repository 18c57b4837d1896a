#!/usr/bin/env python
"""Django's usual door to the commands; `nacre` is the same."""

from nacre.config.cli import main

if __name__ == "__main__":
    main()
