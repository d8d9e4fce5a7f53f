"""Advises, states a fact, gives her words back, or is small talk."""

from __future__ import annotations

from doorknob.language.moves import Move
from doorknob.language.phrases import Cue

ADVICE: tuple[Cue[Move], ...] = (
    Cue(
        code=Move.ADVICE,
        why="It suggests what she could do next.",
        weight=0.85,
        phrases="""
        i would ..2 @doing ..4
        i would not ..1 @doing|rush|decide|do|bother|take|touch|believe ..3
        if i was|were|am|be you
        if it was|were me|mine
        in your shoes|place|position i|you
        i|we|my ..2 suggest|recommend|advise|propose
        my advice|suggestion|recommendation|tip|two
        you could|might|may|can ..1 want|always|try|ask|start|talk|check|speak|compare|keep|wait|
            take|do|look|test|put|show|read|run ..3
        you would be wise|better ..1 to ..1 @doing
        you should|ought|better ..1 be? to? ..1 ask|talk|check|compare|start|try|speak|read|
            keep|wait|look|test|measure|count|get|see|first|do|show|make|better|wise|best
        better|best to|if you|wait|start|ask|do|try|lose ..3
        worth asking|checking|reading|talking|trying|comparing|testing|showing|getting|looking|
            seeing
        worth a look|try|call|chat|visit|read
        why do|not not? you ..1 ask|talk|start|try|check|take|speak|sleep|compare|show|keep|wait|
            see|first
        maybe|perhaps ..1 @doing ..3
        consider ..1 asking|talking|starting|trying|taking|the|a|keeping
        makes sense to ..1 start|ask|try|talk|wait|take|check|compare|keep
        ^ ..1 before you ..1 buy|sign|order|decide|pay|do|talk|commit|choose|spend|pick
        do not ..1 sign|buy|decide|order|pay|rush|commit|take|do|switch|believe|throw|change|
            spend|cancel|give|bring|try ..3
        """,
    ),
)

INFORMATION: tuple[Cue[Move], ...] = (
    Cue(
        code=Move.INFORMATION,
        why="It states a fact about the offer, the price or the process.",
        weight=0.8,
        phrases="""
        you|they|he|she|it|we can|could|may ..2 pause|cancel|stop|return|keep|send|swap|change|
            switch|add|export|pay|upgrade|downgrade|use|call|move|leave|try|download|run|log|
            share|split|get|claim
        you ..1 pay|get|receive|keep|own ..2 nothing|only|#|@num|the|a|your|full|it|back|by|in|for
        you will get|have|receive|see|pay|find|save
        we|our|us|they ..2 offer|provide|have|do|include|cover|deliver|install|train|support|
            refund|give|charge|work|use|store|host|guarantee|help|keep|run|send|sell|lend|pay|
            migrate|import|handle|started|set
        it|this|that|which|they|one ..1 comes|includes|costs|takes|works|fits|runs|lasts|covers|
            saves|needs|weighs|holds|connects|plugs|stores|reads|pays|has|does|keeps|goes|gives|
            uses|means
        comes with
        includes|included|including|warranty|guarantee|guaranteed|refund|refunds|refundable|
            certified|certificate|encrypted|insured|free
        setup|installation|training|delivery|onboarding|support|contract|warranty|price|fee|
            subscription|migration|maintenance|servicing takes|is|costs|comes|runs|lasts|takes|
            includes
        @num|a percent|per|euros|euro|pounds|dollars|quid|grand|minutes|hours|days|weeks|months|
            years|kilo|kilos|litres|metres|users|seats|litre|metre|miles|km|%|customers|people
        # a|per|each|every month|year|week|day|user|person|head|hour|seat|unit
        a|one|another|other|some|our|most shop|client|customer|company|firm|clinic|school|
            restaurant|bakery|family|garage|farm|hotel|dentist|salon|plant|factory|practice|
            charity|team|customers|clients|people|owners|users|businesses|foundry|site|couple|
            lady|gentleman ..5 saved|cut|went|had|got|started|use|uses|used|found|told|pay|pays|
            halved|doubled|sees|save|saw|have|run|runs|tried|switched|moved
        month to|by month
        """,
    ),
)

# Terms and steps. Whoever the subject is, they tell what the offer holds.
TERMS: Cue[Move] = Cue(
    code=Move.INFORMATION,
    why="It tells what the offer holds.",
    weight=0.85,
    phrases="""
    money back
    refund|refunds|refunded|refundable
    every penny|cent back
    free of charge|for|trial|the|until
    month|week|days|weeks|day|months free
    free month|week|trial|of
    is|are|comes free|included
    no|not|never|nothing ..2 charge|charged|fee|fees|pay
    is|are|be|gets not? charged|billed
    nothing|zero|free to pay|until|till|before
    bill is zero|nothing|halved
    pay|pays|paying nothing|only
    only pay|pays
    do|does|will|would not ..1 pay|owe|cost ..2 a|anything|penny|until|till|for|while|when|before
    never owe
    cost|costs|costing nothing|#|@num|you|less|about|around
    has|have not cost
    pause|pauses|paused|freeze|frozen|suspend|suspended|cancel|cancels ..1 it|any|the|your|from|
        whenever|anytime|at|in|that|months|month|whatever|and|with
    press|hit|push pause
    switch|switched|put|turn|turned it? off|hold over|for|in|on|and|any|until
    on hold
    no|not a? minimum|contract|notice|setup|contracts|term|lock-in
    month to month
    rolls|rolling|runs|billed|paid monthly|weekly|yearly
    not locked|tied in
    nobody|nothing|no-one|not ties|tie|tying|locks you
    stop|leave|end|quit|cancel|ends|stops ..2 any|anytime|whenever|at|end|with the|month|time|moment
    one page|sheet|pager|email
    one-pager|one-page|summary|handout|brochure
    single|two|three page|sheet|pages
    money-back|guarantee|guaranteed|warranty
    try|tries|test|tests|trial ..4 @num days|weeks|month|months
    @num|thirty-day|four-week|free ..1 trial|days|check
    report|page|numbers|list ..3 who|how|which|that|with
    usage|numbers numbers|report|page|after
    training|setup|delivery|fitting|installation is|are|takes
    comes|come|sits|sit|spends|visits|drives ..4 morning|day|week|hour|crew|team|you|site|minutes
    one of us|ours|our|my
    colleague of mine
    someone|colleague|technician|fitter|trainer|person from|comes|sits|drives|will|rings|answers
    @num|couple ..2 minutes|hours|days ..1 a|to|per|each|at|in|for|and|$
    in the app
    it|ours|this works|runs|opens|starts with|on|in|without
    i|we will|can|am|have ..2 send|sending|sent|bring|write|show|email|measure|told|asked|check
    """,
)

REFLECTION: tuple[Cue[Move], ...] = (
    Cue(
        code=Move.REFLECTION,
        why="It gives back what she means, so that she can correct it.",
        weight=0.85,
        phrases="""
        ^ ..2 so? ..1 sounds|seems|looks|feels like|as|to
        it|that ..1 sounds|seems|looks|feels|sound like|as|to ..3 you|your|the|a|that|it
        sounds|seems like|as ..3
        so|then|if you are|were ..1 saying|worried|thinking|feeling|wondering|telling|afraid|
            picturing
        what i am hearing|hear
        i|what hear|heard ..1 that|you ..1 say|saying|want|feel|are|worry|would
        if i ..2 understand|hear|heard|got|get|understood|have|follow|am you|it|this|that|right|
            correctly|following|hearing
        let|make me|sure ..1 check|see|make|i ..3 got|understood|understand|have|heard|right
        in other words
        what you are ..1 saying|telling|worried|asking|afraid|after|looking|describing|saying
        what|the ..1 worries|bothers|matters|frightens|concerns|scares|stops|worry|thing|part|
            issue|question|concern|sticking ..3 is|point
        you feel|felt|worry|fear|wonder|doubt|dread|hate|miss|prefer|like
        you are|were|would|might|have ..2 be? ..1 worried|afraid|scared|nervous|anxious|unsure|
            wary|torn|tired|fed|concerned|uneasy|stuck|picturing|thinking|wondering|reluctant|
            cautious|sceptical|skeptical|frustrated|tied|happy|used|burned|burnt|stung|stretched|
            feel|hesitant|comfortable|asking|saying|trying|looking|carrying
        you ..1 want|need|would ..1 to? ..1 be|know|feel|avoid|make|see|hear|keep|understand|
            rather|like|hate|feel|need|want|end
        part of you
        by the sound|sounds|look|looks of
        more trouble|hassle|work than
        last thing you
        on the one hand
        for you ..1 it|this|that|the is
        """,
    ),
)

# Small talk in the form of a question, which asks nothing about the matter.
GREETINGS: Cue[Move] = Cue(
    code=Move.OTHER,
    why="It is a greeting or small talk.",
    weight=0.8,
    phrases="""
    how are you|things $
    how is it going $
    how is|are business|life|things|everyone $
    lovely|nice|terrible|awful|beautiful|great|miserable ..1 weather|day|morning ..3 is not it $
    can|do you hear|see me ..1 $
    did you see the match|game|football
    """,
)

SMALL_TALK: tuple[Cue[Move], ...] = (
    Cue(
        code=Move.OTHER,
        why="It is a greeting, small talk or a sign of listening.",
        weight=0.8,
        phrases="""
        ^ ..1 hi|hello|hey|hiya|howdy|greetings|morning|evening|afternoon|bye|goodbye|cheerio|ta|
            ta-ra|cheers|namaste
        good morning|afternoon|evening|day|night|weekend
        how are you|things
        how is it going|life|business
        nice|good|lovely|great|pleasure to ..1 meet|see|hear|speak|talk|chat
        ^ will do $
        ^ ..3 this is * from|at|calling|here
        my name is
        have a ..2 good|nice|lovely|great|safe|pleasant ..4 day|weekend|evening|one|trip
        see|speak|talk|catch you|to|soon|later ..1 soon|later|then|tomorrow|you
        take care
        one|just|give|hang|hold|bear ..2 sec|second|moment|minute|on|with|mo|up
        ^ ..1 on|holding|here|listening|back|typing|wait $
        can you hear me
        weather|sunny|raining|football|muted|unmute
        my screen|camera|mic|microphone|signal|wifi|line
        traffic|rain was|is
        happy birthday|new|christmas|easter|diwali|eid|holidays
        greetings|regards
        """,
    ),
)
