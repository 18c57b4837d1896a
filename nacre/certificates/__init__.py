"""Certificates: earned once, shown to whoever holds the link, revoked, expired, renewed; badges."""
