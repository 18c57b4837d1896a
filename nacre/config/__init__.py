"""The installation: settings, addresses and the `nacre` command. Knows everybody."""
