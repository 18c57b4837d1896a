"""The pages of linking up."""
