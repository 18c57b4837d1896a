"""What we ask of PubMed, Crossref and Europe PMC, politely: plain values in, files of theirs out."""
