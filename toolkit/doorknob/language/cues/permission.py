"""Asks her permission before telling, advising or asking."""

from __future__ import annotations

from doorknob.language.moves import Move
from doorknob.language.phrases import Cue

PERMISSION: tuple[Cue[Move], ...] = (
    Cue(
        code=Move.AUTONOMY,
        why="It asks her permission first.",
        weight=0.9,
        phrases="""
        may|can|could|might|shall i ..1 @telling ..3
        may|can|could i ..1 @telling $
        let me|i @telling ..2 if you
        would|do|will|if you ..2 mind|object ..1 if|me
        mind if|me i|we|telling|asking|sharing|saying|showing
        ok|fine|good|cool|allowed|possible|right|all|acceptable|useful|helpful|help|interesting|
            interested ..3 if|that|for|when i|we|me ..2 @telling ..1
        would|is|will|are it|that|you ..3 if i|we ..1 @telling
        do|would you want|like|care|wish|prefer me|us to? ..1 @telling
        do|would you want|like|care to ..1 hear|know
        do|would|are you ..2 interested|want|open|like|care|curious ..2 hear|hearing|know|see|
            seeing
        with your permission
        if i|we may|might
        if you will|would|do not ..1 allow|mind|let|permit
        if you are|be ok|open|happy with|to|for
        do i|we have your permission
        is now|this|it ..2 good|ok|right|bad time|moment
        have you got|a|time ..1 minute|second|moment|sec|time $
        do you have a|time|two|five ..1 minute|moment|second|minutes|sec $
        """,
    ),
)
