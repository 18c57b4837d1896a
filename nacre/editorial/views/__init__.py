"""Pages of editorial beyond the tree: what members do, the letters of editors, the desk."""
