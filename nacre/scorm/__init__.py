"""Foreign courses: SCORM packages checked, kept, and played on a host of their own."""
