"""Tags of linking up."""
