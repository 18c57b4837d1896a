"""Pages of members: joining, the directory, profiles, organisations, the moderators' queue."""
