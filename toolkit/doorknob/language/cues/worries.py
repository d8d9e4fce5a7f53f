"""Words that name a concern, in a prospect's mouth or a salesperson's."""

from __future__ import annotations

from doorknob.language.moves import Concern
from doorknob.language.phrases import Cue

CUES: tuple[Cue[Concern], ...] = (
    Cue(
        code=Concern.MONEY,
        why="It speaks of price, budget or cash.",
        weight=0.85,
        phrases="""
        money|cash|budget|budgets|afford|affordable|expensive|pricey|costly|cheap|cheaper|
            cheapest|dearer|overpriced|loan|mortgage|savings|instalments|installments|broke|
            cashflow|financing|unaffordable|outlay|overdraft|debt|peanuts|pennies
        price|prices|pricing|priced
        cost|costs is|was|worry|worries|bother|bothers|problem|much|high|issue|concern
        the|that|about|monthly|total|extra|of cost|costs
        pay|paying|spread|put ..4 upfront|front|monthly|instalments|down|cost|payments|payment
        paying out|upfront|for|that
        is it the? amount|fee|fees|outlay|monthly|deposit|number|figure
        tight this|at|right|month|just
        too much for|to
        what|how much ..3 set|put aside
        steep
        coffee|pocket|small|loose|chump money|change
        """,
    ),
    Cue(
        code=Concern.VALUE,
        why="It speaks of use, or of whether it pays off.",
        weight=0.85,
        phrases="""
        worth it|paying|every|while|having|the
        pay|pays|paid|earn|earns|earning ..2 off|itself|keep|back
        paying for itself
        earn|earns its
        roi|payback|pointless|unused|idle|underused|overkill
        return on
        use|used|using|open|drive|wear|need it|this|them|one ..2 much|enough|often|every|day|week|
            normal|month|all|really|actually|most
        never|hardly|barely|rarely|not ..1 use|used|open|opened|touch|touched|drive|wear
        how often|much ..4 use|drive|need|go|open|wear|play
        get|got|gets|getting ..2 use|value|benefit out|from|of
        sit|sits|sat|sitting|lie|lying|end|ends|ended|gather|gathering ..2 shelf|drawer|cupboard|
            corner|dust|idle|unused|bin|wardrobe
        see the? point|benefit|difference|value
        unused|quiet months|days|weeks|hours
        go|goes|going to waste
        make|makes a|any|enough difference
        """,
    ),
    Cue(
        code=Concern.AUTHORITY,
        why="It speaks of somebody else who has a say.",
        weight=0.85,
        phrases="""
        procurement|trustees|committee|cofounder|co-founder|shareholders|franchisor|husband|wife|
            spouse|partner|boss's|superiors
        your|her|his|my|their|the ..1 husband|wife|partner|manager|director|board|landlord|
            accountant|ceo|cfo|supervisor|principal|headteacher|committee|lawyer|solicitor|
            trustees|investors|council|mother|father|parents|son|daughter
        your|his|her|their boss|team|family|brother|sister
        head|main office|nurse|teacher|chef|quarters
        run|running it past|by
        sign|signs it? off
        decide|decides|decided|settle|agree ..2 with|together|without|between|alone
        who ..2 decides|decide|approves|signs|say|final|else
        last|final word|say
        has|have|got a|the|some say
        the|all two|three|four|both of us|you
        you two|both
        permission|approval|approve|approves|authorise|authorize
        not your|hers? decision|call ..1 alone
        decision maker|makers
        someone|anyone else ..1 decides|involved|say|decide|agree|sign
        """,
    ),
    Cue(
        code=Concern.TIMING,
        why="It speaks of when: a season, a date, a load of work.",
        weight=0.85,
        phrases="""
        renewal|year-end|yearend|backlog|swamped|busiest|postpone|workload|harvest|timing
        busy|quiet|quieter|slow|wrong|bad|right|better|calmer time|season|period|moment|month|
            months|patch|spell|then
        year|quarter|month end
        until|till|after|before|once ..3 christmas|easter|summer|winter|spring|autumn|holidays|
            holiday|season|harvest|ramadan|diwali|exams|audit|wedding|inventory|renewal|move|
            quarter|baby|launch|project|term
        wait|waiting|hold|leave|park ..2 until|till
        flat out
        too many things|jobs|balls
        lot|much|enough|full on ..1 plate|hands
        your hands full
        contract ..2 ends|end|runs|up|expires|finishes
        when|until|till ..3 contract|renewal ..2 end|run|up|due|$
        things calm|settle|quieten|slow|ease
        is ..2 busy|quiet|hectic|chaos
        next week|month|quarter ..3 different|true|change|changes|changed|happens|better
        what ..2 changes|change|different|happens ..3 next|then|by|after|between
        come up for air
        too soon|early
        in the middle of
        """,
    ),
    Cue(
        code=Concern.TRUST,
        why="It speaks of whether a promise or a company can be trusted.",
        weight=0.85,
        phrases="""
        trust|trusted|scam|scams|scammed|cowboy|cowboys|suspicious|sceptical|skeptical|dodgy|
            burned|burnt|stung|conned|ripped|references|reputation|
            proof|reviews|lied|liar|fraud|privacy|gdpr|breach|hacked|trap
        believe me|us|it|that|a
        prove it|that|this|to
        let|lets|letting you|them|us down
        small|fine print
        how do|can|would you know ..2 it|we|i|that
        data ..2 safe|secure|security|protected|stored|goes|kept|encrypted
        safe|secure with|data
        catch is
        the catch
        still ..1 exist|around|here in|next|when
        last|previous|old ..1 crew|supplier|builder|builders|company|salesman|rep|agency|
            contractor|fitters|provider|firm|vendor ..4 left|let|promised|lied|walked|charged|did|
            went|overcharged
        track record
        hidden fees|costs|charges
        took|take your money and
        good on|at their word
        word|words ..2 worth|match|matched
        """,
    ),
    Cue(
        code=Concern.ALTERNATIVE,
        why="It speaks of what she has already, or could have instead.",
        weight=0.85,
        phrases="""
        competitor|competitors|elsewhere|alternative|alternatives|in-house|inhouse|diy|incumbent|
            spreadsheet|spreadsheets|excel
        current|existing|present|usual|regular supplier|provider|one|system|bank|vendor|software|
            setup|guy|tool|broker|insurer|machine|contractor|agency
        stay|staying|stick|sticking ..1 with|as|where|put|how
        happy|content|satisfied|pleased with ..2 have|them|who|what|current|supplier|it|him|her
        do|does|doing|build|building|make|making|fix|handle|run|running it|that|this|the|
            everything ..2 ourselves|yourself|yourselves|in-house
        doing|do nothing
        what|the|way you have ..2 now|already|got|works|does|works|today
        already have|use|using|got|work
        other|another|different|cheaper|second|few quote|quotes|offer|offers|supplier|company|
            provider|vendor|option|options|brand
        compare|comparing|compared|compares with|to|us|it|them|against|prices|quotes
        leaving|leave|left|replace|replacing them|him|her|your
        shop|shopping|look|looking around
        works|working fine|well for|enough|ok|as|now
        stick with
        keep|keeping your|the|what ..1 old|current|existing|one|have
        """,
    ),
    Cue(
        code=Concern.EFFORT,
        why="It speaks of the work that a change would make.",
        weight=0.85,
        phrases="""
        hassle|retrain|retraining|migrate|migration|migrating|switchover|changeover|installation|
            onboarding|rollout|relearn|paperwork|upheaval|disruption|transition|implementation|
            setup|faff|headache
        train|training ..2 crew|staff|team|people|takes|is|them|everyone|included|needed|a|the|
            your|lads
        switch|switching|moving|changing|move|swap over|systems|system|everything|across|supplier|
            suppliers|habits|takes|is|bank|banks|software|providers
        set|setting it|that|this|everything|them|all up
        how|so|much|extra|hard|of|the work ..2 it|is|make|makes|involved|switching|takes
        learn|learning ..1 new|it|system|how|the|another
        get|getting ..1 everyone|staff|team|them|people|lads|crew to|moved|on|up|used|across
        new system|software|way of|app|tool|program
        your|the staff|team|crew|lads|people|drivers ..2 learn|use|change|used|retrain|manage
        clean|entering|moving|import|importing ..2 data|files|records
        easy|hard|simple|difficult to use|learn|install|switch|set
        from scratch
        used to ..1 new|it|the|something
        """,
    ),
)
