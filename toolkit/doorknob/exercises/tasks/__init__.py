"""Tasks of many kinds in one exercise: pick, sort, order, match, mark, rewrite, write, plan.

``task`` is what they share; ``picking``, ``placing``, ``marking`` and ``writing`` are the kinds;
``kind`` reads, grades and prints an exercise of them. An answer is JSON: plain data, never code.
"""
