"""People: accounts, memberships, organisations, verification and the directory."""
