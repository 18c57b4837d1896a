"""Every page in the tree, its audience and its files; search; the one way a page is served."""
