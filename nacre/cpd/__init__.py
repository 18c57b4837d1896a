"""The CPD ledger: what a member learnt anywhere, accepted by them, reflected on, exported."""
