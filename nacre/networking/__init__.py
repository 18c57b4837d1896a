"""Linking up: members connect, follow, write to one another and introduce one another, by consent."""
