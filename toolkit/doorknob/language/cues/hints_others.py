"""Words that point at worries about other people: a say, a promise, what others offer.

Too weak to name a worry in a salesperson's mouth; in a prospect's they are plain enough.
"""

from __future__ import annotations

from doorknob.language.moves import Concern
from doorknob.language.phrases import Cue

HINTS: tuple[Cue[Concern], ...] = (
    Cue(
        code=Concern.AUTHORITY,
        why="It speaks of somebody else who has a say.",
        weight=0.8,
        phrases="""
        procurement|trustees|committee|cofounder|co-founder|shareholders|franchise|franchisor|
            headquarters|hq|condo
        my|your|his|her|our|the|with|and|ask|by|to ..2 husband|wife|partner|boss|manager|director|
            board|landlord|accountant|ceo|cfo|spouse|fiancee|fiance|supervisor|principal|
            headteacher|committee|superintendent|lawyer|solicitor|trustees|investors|council|
            foreman|associate
        husband|wife|partner|board|boss ..1 will|would|has|wants|says|think|thinks|say|decides|
            does|is|to|and|'s
        head|main office|nurse|teacher|chef|quarters|coach|department
        my|your|our mother|father|son|daughter|parents|sister|brother|family|team ..2 decide|
            decides|say|says|pays|pay|think|thinks|agree|will|would|has|have|know|looks|handles
        run|ran|running it past|by
        sign|signs|signed it? off
        sign|signs that|it|this|things off
        not|is|isnt ..1 my|your|mine decision|call|choice|money ..1 alone|to|make
        decide|decides|settle|sign|choose ..2 on my|your|own|alone|with|together|without|between
        not decide|settle|agree ..3 alone|own|myself|yourself
        on|by my|your|his|her|their own
        @person ..1 decides|approves|decide|approve|signs|handles|agrees|agree
        last|final|has|have|a|some|get|gets word|say ..1
        between the|us two|both
        the two|three of us|you
        you two
        talk|speak|discuss|talking|ask|check ..3 with|to ..1 my|your|him|her|them|husband|wife|
            partner|boss|team|family|someone
        permission|approval|approve|approved|authorise|authorize|authorised
        higher up|ups|management
        chain of command
        above me|my
        right person
        someone|anyone|somebody else ..1 has|decides|involved|needs|say|need|to|with
        """,
    ),
    Cue(
        code=Concern.TRUST,
        why="It speaks of whether a promise or a company can be trusted.",
        weight=0.8,
        phrases="""
        trust|trusted|scam|scams|scammed|fraud|fraudster|cowboy|cowboys|catch|ripped|conned|
            suspicious|sceptical|skeptical|con|dodgy|burned|burnt|stung|promise|promises|promised|
            guarantee|guarantees|reviews|lied|liar|cheated|cheat|proof|prove|
            references|reputation|sceptic|believe|mislead|misled|hidden|gdpr|hacked|breach|
            breaches|privacy|leaked|reliable|legit|genuine|trap|small-print|fake|fishy
        let down
        been here before
        in your trade|line|business
        bad|terrible experience|experiences
        is|are|will my|our|your|the ..2 data|money|details ..2 safe|secure
        let|lets|letting us|me|you|them down
        last|previous|old|other|your ..1 crew|supplier|builder|builders|company|salesman|rep|
            agency|agent|contractor|fitters|coach|gym|provider|firm|lot|plumber|guy|people|one|
            vendor|seller|dealer|garage|consultant ..5 ..1 walked|left|disappeared|charged|kept|
            lied|never|promised|took|messed|ruined|ran|let|broke|overcharged|was|vanished|botched|
            cheated|burned|charging
        how do|can i|we|you know|sure|tell
        what if|happens if|when you|it|they|the|something|company ..3 go|goes|break|breaks|fail|
            fails|bankrupt|bust|under|disappear|disappears|close|closes
        never|not heard of you|your|them|this
        what is the catch
        too good to
        everyone|they|you|everybody|all ..1 claims|claim|says|promises|say|promise ..1 that|the|
            so|this
        heard that|it ..1 before
        people like you
        you|sales ..1 people|lot|guys|salespeople|salesmen all|always|never|are|say|tell
        our|my|your|the|customer|patient|client data
        data ..2 safe|secure|security|stored|protected|leak|goes|go|kept
        safe|secure ..3 data|with|company|site|feel
        security
        still ..2 exist|around|here ..1 in|next|when
        come|came back ..1 to haunt
        read|heard|seen ..3 about you|your
        stand behind|by
        track record
        sounds|seems too ..1 good
        walked|walk off|out|away ..1 and|on|with
        charged|charging|charge me|us ..2 after|twice|for|extra
        evidence|really true|happen|works
        honest ..1 company|answer|with
        doubt ..3
        took|take the? money|deposit and
        """,
    ),
    Cue(
        code=Concern.ALTERNATIVE,
        why="It speaks of what she has already, or could have instead.",
        weight=0.8,
        phrases="""
        competitor|competitors|elsewhere|alternative|alternatives|instead|in-house|inhouse|diy|
            incumbent|rival|spreadsheet|spreadsheets|excel|existing|loyal
        already have|got|use|using|work|with|had|pay|do|signed|own
        what|the|one|way|system|supplier|software|thing|thing we|i|you have|use|do|got ..4 works|
            fine|now|already|enough|ok|well|does
        happy|content|satisfied|pleased|fine|good|ok|well with|where|as|on ..3 have|is|are|one|
            now|who|what|current|supplier|them|system|paper|excel
        current|existing|present|usual|regular supplier|provider|one|system|bank|vendor|contract|
            software|setup|guy|tool|broker|insurer|machine|contractor|agency|terminal
        stay|staying|stick|sticking|stuck ..1 with|as|where|put|how|on
        do|does|doing|did|build|building|make|making|fix|handle|wire|install|run|running|write it|
            ourselves|that|this|the|one|everything|them ..2 ourselves|myself|yourself|yourselves|
            themselves|house|own|in-house
        do it|that ourselves|myself|yourself|yourselves|themselves
        ourselves|yourselves|myself|yourself $
        other|another|different|cheaper|second|third|few ..1 quote|quotes|offer|offers|supplier|
            company|provider|vendor|option|options|brand|shop|agency|firm
        compare|comparing|compared ..2 with|to|you|prices|quotes|others|options|other
        shop|shopping|look|looking|ask|asking around
        see what else|others|other
        tied|locked|signed into|in
        lease|leased|leasing
        higher|lower|cheaper|dearer|more|less|better than ..1 others|other|them|theirs|anyone|
            everyone
        your competitor|rival
        another|other|different agency|company|supplier|firm|one|guy|quote
        cheaper|other one
        going with the|them|another|someone
        quotes
        can get ..3 at|from|for|online|elsewhere
        online|amazon|alibaba|ebay|google
        get|buy|find|found|saw it|this|that|these|them|one|the ..2 at|from|online|elsewhere|
            somewhere|for
        been ..1 with them|him|her|the|our|same
        with them|him|her|the for ..1 years|@num
        always had|used|done|bought|gone|been|worked|dealt
        we|i|you ..1 use|using|have|run|are ..1 on|with ..1 salesforce|hubspot|sap|excel|paper|
            xero|sage|google|whatsapp|shopify|quickbooks
        manage|managed|managing|cope|get|do ..1 fine|ok|well|by|without ..1
        does|do|did|works|doing us|me|ok|fine|the|well ..1 fine|ok|well|job|trick|enough
        works fine|well|ok|enough
        good|well enough
        good to us|me|you
        rather|prefer|sooner ..1 keep|stay|stick|use|have|paper
        keep|keeping ..1 the|what|my|our|your|it old|manual|same|have|paper|as|one|going|current
        way ..1 always|have|do|did
        leave|leaving ..2 as|things|him|her|them ..2
        on paper
        stay|staying|stick|sticking as|with|put
        have|got a|an|someone|our|my ..2 guy|man|broker|supplier|girl|lad|chap|person ..3 does|
            who|for|already|years
        nephew|cousin ..2 can|does|will|could|makes|do
        serviced|looks|looked after|my ..3 since|years
        between|choose|deciding|choosing you|us|two and|of
        or ..1 building|doing
        """,
    ),
)
