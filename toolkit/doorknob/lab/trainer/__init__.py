"""The trainer's side of a workshop: the room, the review desk, building, and a call for all.

``room`` and ``review`` turn the cohort's journals into plain data; ``building`` runs a build;
``session`` and ``group`` take what the page asks for; ``widget`` and ``show`` are thin.
"""
