"""Search: what a viewer may open, by the words that clinicians use for it.

`words` brings a text to stems, `lexicon` knows synonyms, `index` keeps the words of each page,
`question` says what was asked, `ranking` finds, `spelling` guesses, `results` puts it on a page.
"""
