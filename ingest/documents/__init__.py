"""Documents as people have them: files into blocks of text, blocks into a draft to be checked.

``read.py`` gives an ``Extract`` (what the file says, block by block, with its page);
``understand.py`` makes a ``Draft`` of it (the review, its recommendations, what is doubtful).
"""
