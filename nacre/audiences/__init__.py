"""Who may see what: named rules about a member, worked out once a request."""
