"""Messages to people: mail that a feature asks for."""
