"""The tenant: one network for one therapy area, with its site, theme, client, funding and components."""
