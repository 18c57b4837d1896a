"""What is held about a person, and how they get it out or have it forgotten. Used by every app."""
