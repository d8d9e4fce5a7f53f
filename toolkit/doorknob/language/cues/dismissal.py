"""Denies, belittles or argues with the concern, or with her standing to have it."""

from __future__ import annotations

from doorknob.language.moves import Move
from doorknob.language.phrases import Cue

CUES: tuple[Cue[Move], ...] = (
    Cue(
        code=Move.DISMISSAL,
        why="It denies that her reason is a reason.",
        weight=0.85,
        phrases="""
        is not|no|hardly|never even? a|an|any? real|good|proper|valid|serious|true|much|reason|
            excuse|problem|argument reason|excuse|problem|concern|issue|objection|argument|worry
        is not|hardly an? reason|excuse|problem|objection|argument|issue
        is|are|was just|only|another|merely|that an? excuse|excuses|story|fear|nerves|feeling|
            habit|talk
        an excuse
        excuses
        that old one|chestnut|excuse|story|line
        heard that one|before|excuse
        that is what they all say
        they|everyone|people|all always? say|says|said|thinks|think that|so|this ..1 and|but|
            until|at|before|then|in
        ^ everyone|they|people all? say|says|said that|so|this
        what is|are there to think|sleep|consider|discuss|decide|talk|worry|ask|compare|lose
        what do you need|have to think|sleep|discuss|consider
        nothing|nothin to think|sleep|discuss|be scared|afraid|lose|worry ..2 about|over|on|it
        what is|are you ..2 scared|afraid|frightened|worried|waiting of|about
        that|this|it makes|is no|not|zero sense|logical
        does not make ..1 sense
        makes no sense
        you are wrong|mistaken
        that is ..1 not true|wrong|false|nonsense
        is|are ..1 @nonsense
        ^ @nonsense
        ^ ..1 oh please
        is what every|everyone|all|they|people ..2 says|say|thinks|think
        every customer|client|one ..1 says|thinks
        you do not mean|believe that|it
        forget it|that|about
        think|worried|worry|discuss|afraid about|of what
        could not organise|organize|run|find|manage|spell a|their|his|the|it
        that is a new one
        new one on me
        who would want|steal|bother|care ..3 your|you|that
        like that and you|still
        because you ..4 wrong|lazy|cheap|never
        ^ says who
        you have not even ..3
        oh|ah come|get off|on|over
        come off it
        get over it|yourself
        give me a break
        big deal
        so what $
        who cares
        there is|are always ..1 money|time|way|room|a
        is not a fact|reason|crime|disaster|plan|strategy
        my|a|any|your dog|cat|nan|gran|grandmother|kid|son|daughter|mother can|could ..1 do|use|
            run|work|manage|handle
        are|is you|he|she|they the boss or
        you are the boss or
        who pays|runs|owns|earns ..6 you or
        not a|any thing to hide
        they|you have time|money for ..3 though
        everyone is interested|busy|unsure|nervous|tired
        pay peanuts
        with that|this old ..1
        boo hoo
        since when does|do|is|are|did|has|have
        is all in your|the|her|his head|mind
        all in your head
        nobody|no-one|none|never manages|reads|cares|does|needs|uses|thinks|ever|has|worries|is|
            looks ..3
        no one manages|reads|cares|needs|uses|ever|thinks|worries
        there is|are always some|something|a|an|another ..2
        always some|another excuse|reason|holiday|thing
        how hard|difficult|complicated can|could it|that be
        a child|kid|baby|monkey|idiot|fool|toddler|grandma|grandmother|granny could|can|would
        any fool|idiot|child|body can|could
        even a|my child|kid|monkey|baby|grandma|grandmother|granny|toddler
        is not rocket science
        not rocket science
        rocket science
        what a joke
        do not make me laugh
        you must be joking|kidding
        you cannot|can not|are not be? serious
        are you serious|joking|kidding
        """,
    ),
    Cue(
        code=Move.DISMISSAL,
        why="It makes the money sound like nothing.",
        weight=0.8,
        phrases="""
        is|it|that|only|just|for|hardly|this the? coffee|pocket|beer|small|loose|cigarette|tea|
            chump|lunch|sandwich money|change|beer|price
        is|it|that|are only|just|like|basically peanuts|pennies|tuppence|buttons|nothing|
            chickenfeed
        peanuts for|to|compared|next|really|like
        pocket|loose|chump change|money
        chicken feed
        back of the sofa|couch
        hardly notice|miss|feel it
        not even notice|feel|miss
        drop in the ocean|bucket
        cup|cups|price|cost|pack of a? coffee|coffees|tea|latte|pizza|beer|cigarettes|pint|
            sandwich|cappuccino
        you would|will|people|probably? spend|blow|waste|drink|smoke|burn|lose|throw more|that|
            twice|double|it|this|as on|in|much|more|away ..3
        you spend|blow|waste|drink|smoke|burn more|that|twice|double|it|as ..1 on|than|much|in
        less than you|your|a|what ..2 spend|coffee|pizza|phone|netflix|haircut|beer|blow|pack|
            lunch|sandwich
        you can|could easily? afford it|this|that|more
        you cannot|can not|not tell|be|say me? you|broke|poor ..2 cannot|can afford|poor
        not|hardly|never that|so|very|exactly expensive|much|dear|pricey|bad|hard|difficult|
            complicated|big
        is|are not expensive
        hardly a fortune
        will not break the bank
        not the end of the world
        if you cannot|can not? afford|find this|that|it|#|even
        a business|company|shop|hotel|place|man|woman|firm that|who|like|your|of cannot|can|yours|
            size not? afford|find|spare|should|surely
        expensive|pricey|dear|cheap compared|next to|with what
        ^ expensive|pricey|much|lot please|come|really|no|you|that|this|it
        """,
    ),
    Cue(
        code=Move.DISMISSAL,
        why="It belittles her, or her caution.",
        weight=0.85,
        phrases="""
        you are|be|being|sound|sounding|just|seem ..2 overthinking|over-thinking|overreacting|
            exaggerating|imagining|dramatising|dramatizing|overcomplicating
        overthink|overthinking it|this|things
        you worry|think|analyse|analyze|fret|read too much
        stop worrying|whining|complaining|moaning|overthinking|fussing|being|making
        do not be so|such|all|a? @silly|baby|coward|chicken|child
        you are|be|being|sound|sounding|just ..1 @silly
        do not be a? baby|coward|child|like
        grow up
        calm|chill down|out
        ^ relax
        man|woman|toughen up
        you clearly|obviously|plainly ..1 do|have|not|never|are ..1 not|no|never
        you do not|clearly understand how|the|what|business|this
        what do|would you know
        what does|would ..3 know about
        you would not understand|know
        leave the|that thinking|worrying|to to|us|me
        not your job|place
        a real|proper|serious|true business|businessman|businesswoman|man|leader|owner|manager|
            boss|professional|mother|father|entrepreneur would|does|do|decides|takes|never|is
        if you were serious|smart|clever|professional
        for someone|a ..2 your age
        at your age
        with all? due? respect you|that
        no offence|offense but
        too ..1 soft|cheap|old|lazy|scared|afraid|cautious|slow|stingy|timid|nervous|fussy|
            sensitive
        that is on you
        that is|sounds|your your|a|like you ..2 problem|fault
        paranoid
        what are you afraid|scared of
        typical
        you people always|never
        stone|dark|ice age|ages
        belongs|belong in|to a|the museum|past|skip|bin|stone|last
        museum piece|pieces
        dinosaur|dinosaurs|relic|fossil|antique|antiques|stone-age|prehistoric|medieval
        last century
        that old? thing|toy|heap|box|junk|lump
        toy|toys|joke|junk|scrap|rubbish|trash compared|next|really|honestly
        is|are|that|your a? toy|junk|garbage|scrap|trash|rubbish|useless|hopeless|prehistoric|
            ancient
        """,
    ),
    Cue(
        code=Move.DISMISSAL,
        why="It denies her right to ask somebody, or to decide as she does.",
        weight=0.85,
        phrases="""
        surely|really you|she|he|they|a|your|that|it|nobody do|can|could|are|must|would|have|
            trust|know|is|cannot|does not|decide|able|make|trust
        you do not|never need ..2 permission|approval|blessing|him|her|them|husband|wife|partner|
            boss|anyone
        need his|her|their|your|a ..2 permission|approval|blessing|ok|say-so
        ask|asking|need|get permission
        who wears|is|runs the? trousers|pants|boss|show
        wears the trousers|pants
        can|are|could not? you not? decide|able|make|capable|allowed|think ..3 yourself|own|
            decisions|decision|decide
        you cannot|can not even? decide|make ..2 own|yourself|decision|without
        are you not the? boss|owner|adult|grown|one|manager
        are you the? boss|owner|manager or not|is|are
        you are a|an grown|adult|big ..1 woman|man|adult|girl|boy
        what has|does|would|is ..2 got|have|he|she|husband|wife|partner|it to do with
        what does|would|do he|she|they|your|husband|wife ..2 know
        does|do|will|would he|she|your ..2 decide|run|control|tell everything|you|your
        not his|her|their|your|any business|decision|money
        decide for yourself
        make up your own mind
        hiding|hide behind your|him|her|them|the
        your|ask mummy|mommy|daddy
        run|running|hide to|behind mummy|mother|father|mommy|daddy|husband|wife|him
        """,
    ),
)
