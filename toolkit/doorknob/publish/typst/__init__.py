"""Notebooks to Typst, and so to accessible PDF: the exporters and what they are made of.

A document passes through these stages, a module each::

    pieces, outputs   a notebook becomes a list of pieces: prose, code, printed text, pictures
    pandoc            all prose is read in one call; its syntax tree comes back
    structure         the title, heading levels and anchors of the whole document
    writer            trees become Typst; with tables, elements, ansi, images, text
    compiler          Typst becomes PDF/UA-1

No text of an author or learner is ever Typst: `text` escapes what is shown, and the formulas that
pandoc translated travel beside the tree, where prose cannot reach.
"""
