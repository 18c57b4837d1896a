"""The pages of questions: all of them at the desk, but for the pictures."""
