"""The patient-identifier guard: finds what could identify a patient, by rule and not by guess.

Every app that keeps or shows free text asks it; it keeps nothing and logs nothing.
"""

from nacre.confidentiality.scanning import Finding, Scan, is_clean, redact, repaired, scan

__all__ = ["Finding", "Scan", "is_clean", "redact", "repaired", "scan"]
