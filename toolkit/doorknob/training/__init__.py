"""How the reader learns: the corpus and its check, the fitting, the measuring.

Nothing here is needed to read a line. Fitting needs the extra ``train`` (PyTorch); reading and
checking the corpus needs nothing.
"""
