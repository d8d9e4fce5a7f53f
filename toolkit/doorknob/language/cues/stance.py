"""Accepts her feeling or her right, or leaves her free."""

from __future__ import annotations

from doorknob.language.moves import Move
from doorknob.language.phrases import Cue

ACKNOWLEDGEMENT: tuple[Cue[Move], ...] = (
    Cue(
        code=Move.ACKNOWLEDGEMENT,
        why="It accepts what she feels, or her right to be careful.",
        weight=0.85,
        phrases="""
        fair enough|point|question|play|comment|concern
        is|totally|completely|perfectly|entirely|very|only fair !for|and|price|to
        that is fair
        that|it|which|this|fear|worry|concern|question is|are completely|totally|perfectly|
            entirely|very|quite|only|so? understandable|reasonable|natural|normal|sensible|valid|
            legitimate !for|until|till|in|on|to
        that|it|this|which makes|make total|perfect|complete|good|a|every? lot? of? sense
        ^ ..1 makes|make ..1 sense $
        makes|make sense to|that you|me|be
        a real|good|fair|valid|sound|sensible|honest reason|worry|concern|fear
        no wonder
        glad|pleased you|to ..1 told|said|asked|mentioned|hear|say|ask|tell|raised|spoke
        nothing silly|stupid|wrong|odd
        not a silly|stupid|daft|bad question|worry|thing
        who would not ..1 want|be|ask|check|worry|hesitate
        no-one|nobody|anyone likes|wants|would to? be|being? rushed|pushed|cornered|sold
        everyone|anyone needs|need time
        i would not ..8 either $
        i would ..8 too $
        that is on me
        i know $
        i|we ..2 understand|respect|hear|appreciate|sympathise|sympathize ..1 that|you|it|how|why|
            your|where|$
        i ..1 get that|it|you|why|how|where
        not doubt it|that|you
        ^ that is|it ok|fine|alright ..1 $
        understand you|your|that|how|why|completely|totally|$
        ^ ..1 understood|noted|agreed|absolutely|totally|gotcha
        ^ got it
        ^ ..1 quite right
        ^ right he|she|they|too|and
        ^ i see $
        i see ..2 why|what you|how|where
        can see|understand|imagine|appreciate|hear ..1 why|how|that|what|where|you|it
        ^ of course $
        of course you|it|that would|do|are|is|need|want|have|should|should
        ^ ..1 sure $
        ^ ..1 no worries|problem|bother|probs
        no problem|worries ..1 at all
        ^ ..2 not a problem|worry $
        not at all
        you are|were ..2 right ..3 to|about|there|on|that|not|$
        you have|had|got ..1 every|a|good|all ..1 right|reason|reasons
        every|good right|reason to
        good|right|glad|smart|wise|sensible|great that|you|of you|to|on ..1 ask|say|check|said|
            told|asked|raise|careful|tell|asking|honest|saying|mention|be
        ^ ..2 good|great|excellent|fair|important question|point|thinking|thought
        point taken
        take|taking your|the|that point
        i do|would|can not ..1 blame|fault you
        do not blame you
        who|cannot could|would|can blame you
        i would|will ..1 feel|be|do|have|think|want|worry|ask|say ..3 too|same|also|livid|furious|
            wary|angry|upset|careful|cautious|in
        in your shoes|place|position
        same here
        counts for something|lot
        hard|tough|difficult|big|rotten|horrible|awful|stressful|tricky|scary ..1 decision|one|
            spot|time|position|place|situation|choice|thing|step|year
        that|it must|sounds|sound|feels ..4 hard|tough|awful|terrible|rough|horrible|difficult|
            frustrating|stressful|rotten|annoying|grim|painful|exhausting|scary|upsetting|
            maddening|shocking|nightmare !to
        that|it is|was very|so|a|truly|quite? tough|awful|terrible|rough|horrible|rotten|annoying|
            grim|maddening|frustrating|upsetting|shocking !to|for
        must ..1 be|have ..4 hard|tough|awful|frustrating|stressful|scary|annoying|horrible|
            difficult|painful|exhausting
        i know how|what ..1 that|it feels|is|hard|you
        that is|was ..1 a lot ..1 to|of take|carry|money|deal|digest|swallow|juggle
        it is a lot of money
        good for you $
        nor|neither would|do|am|could i
        so would|do|am i
        me too
        i would not|never either
        me neither
        do not feel|be ..1 bad|stupid|silly|embarrassed|ashamed
        nothing to be? apologise|apologize|ashamed|embarrassed|sorry
        no need to apologise|apologize|explain|be|say
        honor|honour that
        it is|are ..2 ok to ..1 be|feel|ask|worry|say|hesitate|doubt
        ^ ..1 that is ok|fine|all right? $
        wise|sensible|smart|right|good to ..1 be|check|ask|take|compare|wait|read|think|want|look|
            sleep
        caution is
        that is|sounds ..2 a|the? ..1 wise|sensible|smart|prudent|honest|responsible ..1
        """,
    ),
    Cue(
        code=Move.ACKNOWLEDGEMENT,
        why="It thanks her for being open.",
        weight=0.85,
        phrases="""
        thanks|thank|cheers ..1 for ..4
        thanks|thank you? ..1 that|telling|saying|sharing|being|i
        i|we ..1 appreciate|value|respect ..3
        appreciate you|your|that|it|the
        for|you being|been|are ..1 straight|honest|open|frank|candid|upfront|direct
        thank you $
        grateful for|that|you
        """,
    ),
    Cue(
        code=Move.ACKNOWLEDGEMENT,
        why="It owns up to a slip, or says sorry.",
        weight=0.85,
        phrases="""
        sorry for|about|if|that|i|to|you|we|she|he
        i|we am|are ..2 sorry
        ^ ..2 sorry
        apologies|apologise|apologize|apology
        my bad|fault|mistake|apologies|apology
        forgive me
        i ..1 pushed|rushed|jumped|interrupted|overstepped|misread|misunderstood|rambled|misspoke|
            steamrolled|assumed|overdid ..2
        i have been talking|going|rambling|babbling|selling|pushing ..3
        i was|have|got|went|came|am ..1 being? ..1 pushing|pushy|rushing|wrong|ahead|
            pushed|rushed|carried|on|strong|much
        i should have ..1 called|told|asked|said|checked|known|listened
        should not have ..1 pushed|said|rushed|assumed|jumped|pressed|called|asked|put|gone
        that was|came ..2 pushy|unfair|rude|clumsy|wrong|much|out|me|on|across
        got ahead of myself
        let me back|step back|off
        """,
    ),
)

# Before a "but" that pushes, this disclaims the push and leaves nobody free.
DISCLAIMER: Cue[Move] = Cue(
    code=Move.AUTONOMY,
    why="It promises not to push.",
    weight=0.85,
    phrases="""
    not going|trying|here|want|wanting|gonna|will|would|am ..1 to? ..1 push|pressure|chase|rush|
        hassle|press|pester|hurry|bother|force|twist|nag|talk
    """,
)

AUTONOMY: tuple[Cue[Move], ...] = (
    Cue(
        code=Move.AUTONOMY,
        why="It leaves the decision with her.",
        weight=0.9,
        phrases="""
        your|yours ..1 call|decision|choice|shout !about|on|back|center|centre
        is your money|business|firm|house|company !back|that
        is yours alone|to|$
        yours to make|decide|choose
        decision|choice|call is ..1 yours|with
        up|down to you
        you two|both? ..1 decide|choose|pick ..1 what|which|whether|if|when|how|yourself|for
        ^ ..1 you two|both? decide|choose $
        you decide $
        you get to choose|decide
        you are|be the? boss|judge
        the one who decides
        you ..1 know ..1 best|better
        whatever|whichever|however you two? decide|choose|like|want|prefer|think|feel
        free to ..3
        feel free
        as you like|wish|please|prefer
        suit yourself
        in your own? time|pace
        is|it in your hands
        out of your hair|way|face
        not asking you to
        take you off ..3
        you have|got my ..1 number|card|details|email
        take your time
        take all|your|the|as ..2 time
        take as long
        do not want you ..1 stretching|to|rushing|feeling|buying|signing|doing
        i|we will|do|would not ..1 write|call|ring|contact|message|email|text|chase|bother|ask \
            ..1 again|you|anymore|unless
        if it|that|this|money is|feels|does|seems not ..5 leave it|that|there
        if it|that|this is|feels|does|seems not ..5 walk|forget|say ..2
        still feels|feel|seems wrong|off|bad|too
        no rush|hurry|pressure|obligation|obligations|strings
        not in a|any rush|hurry
        there is no rush|hurry|pressure|obligation|need
        without any? obligation|pressure
        you do|are|have not ..1 need|have|obliged|required|got|need ..1 to ..1 decide|answer|say|
            sign|commit|buy|choose|know|believe|tell
        nobody|no-one needs|has to decide|sign|say|answer|buy
        no reason to hurry|rush
        do not let me push|rush|hurry|talk
        stop me if|when|whenever
        only you know|can|decide
        rather lose the sale|order|deal|business
        if ..2 says no ..2 no|fine|harm|it|that|ok|leave
        then ..2 let us leave|park it|that|this until|till|there|for
        not ..1 need to decide|answer|commit ..2
        will|would not ..1 push|pressure|chase|hassle|press|pester|bother|force|nag|sulk|mind|
            argue|ring
        will|would not ..1 rush|hurry|call|be you|here
        do not want|wish|mean to push|pressure|rush|chase|hassle
        i|we ..2 leave|leaving|let|letting you ..1 be|alone|to|with|think|decide|in
        i|we will|can ..2 leave|drop|stop|close|respect ..2
        leave it there|here|with|at
        ^ ..1 then we|i stop
        i am|would|will be? ..2 happy|fine|ok|glad|content either|whichever|whatever|with|to \
            ..2 way|you|either|leave|wait|stop|walk|no|it|that
        either way|answer|choice is|works|i|suits|we
        live with either|that|a|it
        only if you|it|that ..1 want|like|feel|suits|helps|makes
        """,
    ),
    DISCLAIMER,
    Cue(
        code=Move.AUTONOMY,
        why="It makes a no easy to say.",
        weight=0.9,
        phrases="""
        no is ..3 fine|ok|answer|good|welcome|acceptable
        a no ..1 is|would ..3
        take|accept|respect|hear a? no
        say no
        say ..2 not|no ..3 fine|ok|so|understand
        tell me ..1 no|to|if ..1 stop|go|leave|shut|get|back|push|not|no|none|off
        none of my business
        if ..1 it|this|that|we|they|now|i ..1 is|are|does|do|feels not right|fit|for|suit
        if it|this|that|the|we is not ..6 say|tell so|me
        if ..1 not ..1 fine|ok|problem|worries|harm|forget
        if you do not want it|this|that ..2 the|fine|end|ok|say|tell|leave
        if ..6 is|that|it|are ..1 fine|ok by|with me|us
        if ..6 that is ..1 fine|ok $
        is|that|it|be|perfectly|totally|completely ..2 fine|ok if|not|to|too|by|with ..2 not|you|
            say|me|no|stop|hang|leave|wait|tell
        fine|ok|good|right by|with me
        no hard feelings
        no harm done|in
        no offence|offense taken
        so be it
        no skin off
        i|we stop $
        i|we will|can stop ..2 now|there|here|writing|calling|messaging|asking|contacting
        if you ..3 rather|sooner|prefer ..8
        if you would rather not
        you can|could|may|might ..1 walk|refuse|ignore|decline|hang|say|stop ..1 away|me|no|up !at
        walk away $
        is|it not for everyone|you $
        might|may not be ..2 right|fit for you
        may not be right|for ..1 you
        staying|stay|doing|waiting|leaving|keeping|stopping ..5 is ..2 fine|good|ok|perfectly|
            valid|option|answer|outcome|choice|sensible
        no ..2 is a? ..1 good|fine|fair|valid|reasonable|honest|right ..1 answer|option|choice
        take it or leave it
        or not $
        if and when you
        when|if you are ready
        if you ever ..5
        if you want to stop|leave|wait|think|walk !in|at
        """,
    ),
)
