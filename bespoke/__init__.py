"""Components that one therapy area asked for; outside the platform, on its public names only."""
