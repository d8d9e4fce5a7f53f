"""Direct requests that can be refused, and invitations to tell."""

from __future__ import annotations

from doorknob.language.moves import Move
from doorknob.language.phrases import Cue

COMMITMENT: tuple[Cue[Move], ...] = (
    Cue(
        code=Move.COMMITMENT_ASK,
        why="It asks her to buy or to start, and she can say no.",
        weight=0.85,
        phrases="""
        would|do|will|are|shall|should|can|could|may|might|fancy|want ..2 you|we|i|it|to ..5 go \
            ahead|forward
        ready|happy|willing|prepared|want|like|up|open|able|keen|comfortable|game|good to|for \
            ..1 @going ..3
        would|do|will|are|can|could you ..3 ready|happy|willing|like|want|prepared|up|open|be|
            consider|keen|try|take|give|join|game ..2 to|for|it|this|that|us|one ..2 @going|going|
            starting|trying|signing|buying|ordering|joining|it|this|that|@when
        would|will|can|could|shall you|we ..1 @going ..3
        shall|should|can|could|may|might|will i|we ..2 @going|@fixing ..4
        shall|should|can|could we|i ..2 @fixing ..4
        shall we $
        would #|@num|that|this|it ..6 get|win|earn me|us your|the ..1
        would that|it|this|@weekday|@num ..5 work|suit ..2
        does|is|would|will|how ..2 @weekday|tomorrow|week|thursday|morning|afternoon|@num ..4 \
            work|suit|good|ok|fit|sound|do|convenient
        do we have|got a? deal|agreement
        deal $
        have we got? a deal
        can|could|may i|we count|have|get|take|ask ..1 you|your|the|for ..2 in|signature|order|
            go-ahead|business|yes|deposit|ok
        are you in $
        would ..8 be something|ok|possible|agreeable|acceptable|convenient|good ..3
        would|could|can|will she|he|they|your ..2 come|join|meet|sit|be|look ..3
        can|could|may|might i|we ..1 have|get|grab|take|borrow|steal|ask|book ..4 minutes|minute|
            hour|slot|time|call|meeting|deposit|signature|order|coffee
        would|will ..8 make|get it|this|that|you ..1 doable|possible|work|easier|workable|
            comfortable|started|moving|over
        what do you say ..2 we|to|i|if
        how|what about ..2 we|i|you ..1 @going|@fixing|meeting|starting|trying|swap|come|meet|
            starting|having|a
        how about ..3 @when|trial|demo|call|meeting|coffee
        why|how not|about do? ..1 we|you ..1 @fixing|@going
        would|will you ..2 let me|us ..1 @fixing|@going|post|lend|install|run|show|quote|come
        would|will|can|could you ..4 @day ..3
        are|is|would you ..1 free|around|available ..3
        would|will|can|could|shall you|we|i|both|three|two|the|your ..6 @meeting ..4
        would|will|shall it|that|this help|be|make|useful ..3 if|to|for ..2 we|three|two|both|us|
            i|all ..6
        can|could|may i ..1 show|bring|come|join|measure ..6 @day|morning|afternoon|week
        could|would|can|will you ..3 spare|give ..1 me|us ..4 minutes|hour|slot|time|minute
        would|does|is ..3 @weekday ..1 suit|work|good|any|ok
        would a ..1 start|visit|trial|pilot|demo|call|meeting ..6 suit|work|help
        what if we|i ..1 @fixing|@meeting|set|start|began|met
        i would|will love|like|appreciate|be ..2 to|you|the|if ..4 @fixing|@meeting|come|have|get|
            show|slot|start ..2
        could|can|would the three|two|four|both of|us|you
        can|could|shall|may i ..2 ask|invite you to ..1 @going|@fixing|@meeting|come|join
        would|will|can|could you ..1 place|make|confirm|authorise|authorize|approve|pay|send|put|
            leave ..2 order|deposit|payment|it|booking|contract|through
        up for ..3 trial|pilot|starting|trying|demo|going|it|test|week|month
        want|like|fancy to? try|start|book|join|reserve|order|sign|a ..1 @day|trial|demo|it|one|
            this|for
        do|would|will you ..1 want|take|like|have ..1 it|one|this|them|the ..4
        will|would you ..1 take|buy|have|order ..1 it|one|this|them|the|two|three|both|some
        do|shall|can we|i ..1 do it|this|that|business
        say ..1 @weekday|tomorrow ..4 would|does|ok|is
        does that|it|this sound|work|suit ..2
        is that|it|this a deal|yes
        let us ..1 @fixing|@meeting ..6 ok|if|yes
        """,
    ),
)

TELLING: tuple[Cue[Move], ...] = (
    Cue(
        code=Move.OPEN_QUESTION,
        why="It invites her to tell or explain.",
        weight=0.85,
        phrases="""
        tell|talk|walk|take|run|lead|show|give|bring me|us ..1 through|about|more|how|what|why|
            where|everything|a|an|some|the
        tell|show me|us ..2 more|how|what|why|about|through|everything
        tell me $
        ^ ..2 say|go ..1 more|on
        ^ ..2 go on
        help|let me|us ..1 understand|see|know|picture|get|hear ..1 what|how|why|where|more|the|
            your|about|that|it
        i am|would|will ..2 curious|interested|love|like|keen|wondering|wonder ..1 to|
            what|how|why|about|where ..1 hear|know|understand|learn|what|how|why|about|see|
            makes ..1
        i ..1 wonder|wondered|wondering what|how|why|where
        ^ ..2 describe|explain|elaborate ..3
        can|could|would|will|might|may|do you ..2 tell|explain|describe|walk|share|talk|help|
            give|elaborate|expand|show|paint|unpack ..1 me|us|how|what|more|why|about|on|
            through|that|in|where
        can|could|would you ..1 say ..1 more|what|why
        can|could|may|might i|we ..2 ask|know|understand ..1 what|how|why|where|about|more
        mind|like|want|care telling|to|saying|sharing|if ..2 tell|me|us|say|share|what|explain \
            ..1 what|how|why|more|about|it
        what|how|why is|would|do|does|did|are|was|were|have|has|makes|made|might|could|should|can|
            will|happens|happened|else|about|come|brings|brought|keeps|leaves|worries|bothers|
            matters|concerns|feels|goes|went|comes|came|frightens|holds|puts|gives|gave|got|
            changed|changes|if
        what|which|how part|side|bit|bits|parts|sort|kind|kinds|aspect
        in what way|ways|sense
        your thoughts|view|take|feeling|feelings $
        any thoughts
        i want|need|like|love to understand|know|hear|learn ..1 what|how|why|more|your|about|from|
            where
        """,
    ),
)

CLOSED_TELLING: tuple[Cue[Move], ...] = (
    Cue(
        code=Move.CLOSED_QUESTION,
        why="It asks for one fact.",
        weight=0.75,
        phrases="""
        tell|remind me|us ..1 when|whether|if|which|who|how ..2 many|much|is|are|date|he|she|you|
            long
        remind me
        let me know ..1 if|when|which|whether
        i am|was just? wondering|wonder if|whether|when|who
        i wonder if|whether
        can|could|would you ..1 tell me ..1 if|whether|when|who|which
        """,
    ),
)
