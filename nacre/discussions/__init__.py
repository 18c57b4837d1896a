"""Discussions: members write below an article, answer one another, flag; moderators decide."""
