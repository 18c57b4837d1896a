"""`python -m nacre.config` is the `nacre` command, without a script on the path."""

from nacre.config.cli import main

main()
