"""Citations and journals: the literature that pages stand on, shared by all communities.

It never knows a page: whoever cites is told by signal when a paper changes its standing.
"""
