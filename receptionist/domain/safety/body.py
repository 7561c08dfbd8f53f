"""People whose life is in danger: breath, heart, mind going, blood, poison, birth, falls and burns."""

from typing import Final

from receptionist.domain.safety.rules import Rule, ask, hard

_IDIOM: Final = (
    r"(?:almost|nearly|about|gonna|going to|gave me|have|having) (?:\w+ )?(?:had )?a (?:heart attack|stroke) (?:when|over|"
    r"at|from|seeing|looking)|stroke of luck|dead battery|crash course|blue (?:shield|cross)|blood (?:work|test|draw)"
)

BREATH: Final[tuple[Rule, ...]] = (
    hard(
        "breathing",
        r"{isnt} breathing|no breath|(?:stopped|quits?|quit|trouble|difficulty|struggling|fighting|hard time) breathing"
        r"|not getting (?:any |enough )?air|(?:stopped|struggling to|trouble to|hard to|tough to|fighting to) breathe?",
        unless=r"sleep study|cpap|snor\w+|breathing (?:exercise|class|treatment)s?",
    ),
    hard(
        "breathing",
        r"{cant} (?:\w+ )?(?:breathe|breath|breathing|get (?:any |enough |a )?(?:air|breath)|catch (?:my|his|her|their) breath)"
        r"|gasping|suffocating|wheezing|only taking little sips of air|breathing (?:really |so |very |super )?(?:fast|shallow|funny|weird|hard|heavy)"
        r"|(?:sucking|pulling) in (?:under )?(?:his|her|the) ribs|short(?:ness)? of breath|out of breath (?:just )?sitting",
    ),
    hard(
        "choking",
        r"choking|choked on|stuck in (?:his|her|my|their|the) (?:throat|windpipe)|heimlich",
        unless=r"choking hazard|choked up|drain|pipe",
    ),
    hard(
        "colour",
        r"(?:turn(?:ing|ed)?|going|went|gone|looks?|looking|is|are|hes|shes|getting|all) (?:\w+ )?(?:blue|purple|gr[ae]y|bluish|ashen)",
        r"{kin}|{pet}|he|she|hes|shes|lips?|face|fingers?|fingertips|skin|mouth|gums?|tongue",
        unless=r"hair|dye|bruis\w+|paint|color|colour|highlights|shade|crown|tooth|teeth|car|truck|wall|gel|nails?|polish|house|roof|door",
    ),
    hard(
        "allergy",
        r"throat (?:is |feels |feel |kind of |kinda |getting )*(?:clos\w+|tight\w*|swell\w+|swollen|itchy and tight)"
        r"|(?:tongue|lips?|face|eyes?) (?:is |are |has |have |all |just |got |getting |really |so |started )*(?:swell\w+|swollen|puff\w+|blew up|blow\w* up|ballo\w+|huge|twice)"
        r"|swell(?:ed|ing) up like|anaphyla\w+|epi ?pen",
        unless=r"refill|prescription|expired|filler|botox|braces|wisdom|last week|eyes? (?:are|is|get|gets) puffy|puffy eyes|(?:from|because of) (?:a|my|the) (?:bad )?(?:tooth|molar)",
    ),
    hard(
        "allergy",
        r"(?:stung|bee|bees|wasp|hornet|peanuts?|shellfish|shrimp|nuts|allerg\w+|new (?:medicine|antibiotic|pill)|the shot)",
        r"hives|swell\w+|swollen|throat|dizzy|welts|puffy|scratchy|tongue|lips?",
        unless=r"allergy (?:shot|test|appointment)s?|refill|next week|seasonal",
    ),
)

HEART_AND_BRAIN: Final[tuple[Rule, ...]] = (
    hard(
        "heart",
        r"chest (?:is |feels |feel |really |has been |been |just |getting |so )*(?:pains?|hurt\w*|pressure|tight\w*|heavy|squeez\w+|crush\w+|burning|pounding|discomfort|aching)"
        r"|(?:pain|pressure|tightness|squeezing|weight|elephant|brick|band|something heavy|vise|something) {gap}(?:in|on|across|around|sitting on) (?:my|his|her|the|your) chest"
        r"|having (?:a|another) heart attack|having a massive heart attack|cardiac arrest",
        unless=_IDIOM + r"|chest (?:x ?ray|freezer|wax)|follow up",
    ),
    hard(
        "heart",
        r"(?:pain|ache|aching|tingling|numb|tingly|funny|hurts?|shooting) {gap}(?:left arm|jaw)|left arm {gap}(?:numb|funny|tingl\w+|hurts?|heavy|weird|ach\w+|dead)",
        r"sweat\w*|chest|clammy|breath|shoulder|nause\w+|left arm|heavy|dizzy|pale",
        unless=r"tooth|crown|filling|wisdom|bite|tmj|braces|last (?:year|month)",
    ),
    hard(
        "heart",
        r"heart {gap}(?:racing|pounding|fluttering|skipping|going a mile|jumping|stopped|beating (?:really |so |out))",
        r"dizzy|faint|pass out|sweat\w*|breath|chest|{cant}|lightheaded|since|\d+ (?:beats|bpm)|1[4-9]0|gray|stop",
    ),
    hard(
        "stroke",
        r"having a (?:mini |massive )?stroke|stroke symptoms|(?:face|mouth|smile|eye|lip|cheek) {gap}(?:droop\w*|sagg\w+|crooked|lopsided|fell|melting|slid\w*|hanging)"
        r"|droop\w* {gap}(?:face|mouth|smile)|(?:one|left|right) side of (?:his|her|my|the) (?:face|body|mouth)",
        unless=r"brow lift|botox|filler|lift|tooth|teeth|denture|last (?:year|month)|massage|photo|cut|hair|bite",
    ),
    hard(
        "stroke",
        r"slurr\w+|(?:talking|speaking|speech) {gap}(?:gibberish|nonsense|funny|weird|jumbled|garbled|mush)|words {gap}(?:coming out|come out|wrong|jumbled|mixed up|backwards)"
        r"|not making (?:any )?sense|mak\w+ no sense|{cant} (?:find|say|get) (?:his|her|my|the) words|{cant} (?:talk|speak) (?:right|straight|all of a sudden|suddenly)",
        r"{kin}|he|she|hes|shes|i|im|my|me",
        unless=r"bill|invoice|charge|statement|letter|website|form|policy|email",
    ),
    hard(
        "stroke",
        r"(?:whole|entire|one|left|right) side {gap}(?:numb|weak|wont move|limp|heavy|dead|asleep|paralyz\w+)|{cant} (?:lift|move|feel|raise|use|hold up) (?:his|her|my|one|the|either) (?:\w+ )?(?:arms?|hands?|legs?|side|face|foot|feet|body|toes|fingers)"
        r"|(?:lost|losing|went blind|no) (?:all )?(?:vision|sight) {gap}(?:in|out)?|went blind|(?:curtain|shade) {gap}(?:over|down|across) (?:my|his|her) (?:eye|vision)|{cant} see (?:anything )?(?:out of|all of a sudden|suddenly)",
        unless=r"back pain|carpal|therapy|surgery (?:last|in)|last (?:year|month)|wedding ring",
    ),
    hard(
        "headache",
        r"(?:worst|most (?:horrible|awful|terrible|intense)) headache|(?:headache|head) {gap}(?:like thunder|thunderclap|explod\w+ (?:all of a sudden|suddenly)|out of nowhere and)"
        r"|headache {wide}(?:stiff neck|neck (?:is )?(?:stiff|hurts?)|{cant} see|seeing double|rash)|stiff neck {wide}(?:fever|rash|light hurts)",
    ),
    hard(
        "head injury",
        r"(?:hit|bumped|banged|cracked|smacked|fell on|landed on|split) (?:his|her|my|their) head|(?:fell|dropped) (?:\w+ ){0,5}(?:head|concrete)|concussion",
        r"vomit\w*|throw\w* up|threw up|puk\w+|sleepy|drowsy|confus\w+|same (?:thing|question)|keeps? (?:asking|falling asleep)|wont stay awake|pupils?|blood|bleed\w*|dizzy|out cold|unconscious|seiz\w+|fluid|{cant} remember",
    ),
    hard(
        "unconscious",
        r"unresponsive|unconscious|non responsive|not responsive|{isnt} (?:responding|waking|reacting|answering me)|{cant} (?:wake|get|rouse) (?:him|her|them|my \w+|the \w+)(?: to)? ?(?:up|wake up|wake|awake)?"
        r"|wont wake(?: up)?|not waking(?: up)?|doesnt wake|hard to wake|knocked out cold|out cold|in a coma",
        unless=r"to (?:call|answer|respond|come|pay|sign|listen|agree|return|text)|{cant} get (?:him|her|them|my \w+|the \w+) (?:to (?!wake)|in|on|an|off|out|back|at|a)|not responsive to (?:email|call|text)s?|(?:office|lawyer|company|attorney|staff|support|he|she) (?:is |has been )?(?:unresponsive|{isnt} responding) to"
        r"|{isnt} responding to (?:my )?(?:email|call|text|message)s?|my phone|{cant} get (?:him|her|them|my \w+|the \w+)(?! (?:up|awake|to wake|wake))",
    ),
    hard(
        "unconscious",
        r"(?:passed|blacked|blacking|passing) out|faint(?:ed|ing)|collapsed?|keeled over|went down and|slumped|crumpled|(?:dropped|fell) to the (?:floor|ground)|just dropped|lost consciousness",
        r"{kin}|he|she|hes|shes|i|im|we|someone|somebody|person|passenger|lobby|waiting room|parking lot|{pet}",
        unless=r"passed out (?:flyers|cards|candy|early|asleep|on the couch|the|on my couch)|passing out (?:flyers|cards|candy|the)|(?:chair|porch|deck|shed|fence|gutter|tooth|crown|deal|lung|drain|pipe|roof|ceiling|wall|floor|retaining) (?:\w+ )?collapsed?|blacked out (?:dates?|windows)",
    ),
    hard(
        "unconscious",
        r"limp|floppy|lifeless|rag ?doll|like a doll|dead weight|eyes? (?:are |is |keep |have |has |just |kinda )*(?:roll\w*(?: back)?|open but)|rolled back|staring (?:at nothing|off|into space|blankly|through)"
        r"|no pulse|{cant} find a pulse|isnt moving|not moving|wont move|hasnt moved|stiff and (?:cold|shaking)|cold to the touch",
        r"{kin}|{pet}|he|she|hes|shes|it|someone|somebody|person|stranger|body",
        unless=r"limp(?:ing|s|ed)|(?:a|slight|little) limp|limp (?:hair|curls)|hair|curls|door|gate|car|truck|engine|case|claim|line|garage|window|fan|blower|belt|check|process|paperwork|money|furniture|sale",
    ),
    hard(
        "seizure",
        r"seizures?|seizing|convuls\w+|(?:shaking|jerking|twitching) (?:all over|uncontrollably|and (?:wont|cant|not)|on the (?:floor|ground)|like crazy|nonstop)|foaming at the mouth|whole body {gap}(?:shaking|jerking|stiff)"
        r"|{cant} stop (?:shaking|jerking|twitching)",
        unless=r"(?:seizure|epilepsy) (?:medication|meds|medicine|tablets|pills|drugs|disorder|clinic|alert|history)|history of|asset seizure|seizure of|refill|controlled|since (?:childhood|birth)",
    ),
)

HARM: Final[tuple[Rule, ...]] = (
    hard(
        "bleeding",
        r"bleed\w*|blood|hemorrhag\w+",
        r"{cant} (?:get it to )?stop\w*|wont stop|not stopping|doesnt stop|everywhere|all over|soak\w+|gush\w*|spurt\w*|squirt\w*|pour\w*|pool\w* of|a lot of|lots of|so much|bucket|cup|towels?|heavily|badly|bad|cough\w+|vomit\w*|throw\w* up|threw up|puk\w+|pee\w*|stool|clots?|pregnan\w+|hours|all (?:night|day)|deep|bone|nonstop|non stop|keeps|still|profusely",
        unless=r"blood (?:work|test|draw|type|drive|pressure (?:check|meds?|medication|pill)|sugar)|blood pressure|gums? bleed (?:a little|when i (?:brush|floss))|when i (?:brush|floss)|bleed(?:ing)? (?:the )?(?:radiators?|brakes?)|bleeding money",
    ),
    hard(
        "bleeding",
        r"(?:cut|sliced|chopped|sawed|tore|ripped|lopped|took|caught|smashed|crushed|lost|severed|amputat\w+) {gap}(?:fingers?|hand|thumb|toe|arm|leg|foot|wrist|fingertip|artery)",
        r"off|bone|through|stitches|open|bleed\w*|blood\w*|hanging|deep|saw|mower|grinder|blender|wide|towel|barely attached",
        unless=r"fingernails?|toenails?|nails|trim",
    ),
    hard(
        "trauma",
        r"gun ?shot|(?:been|got|was|were|is|just|someone|somebody) (?:shot|stabbed|impaled|electrocuted|run over|hit by a (?:car|truck|bus|train)|crushed|drowning|drowned)|bone (?:is |was )?(?:sticking|poking|coming|showing|through)|neck is (?:bent|broken)|broke (?:his|her|my) (?:neck|back)|impaled|hit and run just",
        unless=r"(?:shot|case|cases|lawsuit|claim|injury claim|sue|suing|last (?:year|month|week|summer)|years? ago|months? ago|sister in law|insurance)",
    ),
    hard(
        "trauma",
        r"(?:fell|fallen|slipped|tumbled|jumped|knocked|thrown|pinned|trapped|stuck|went) {gap}(?:ladder|roof|stairs|steps|balcony|window|scaffold\w*|tree|story|stories|under|machine|car|tractor|jack|bath|tub|shower|changing table|horse)",
        r"{cant} (?:move|feel|get up|walk|stand|breathe)|isnt moving|not moving|leg|neck|back|blood|bleed\w*|unconscious|head|screaming|crush\w*|wont (?:stop|get up|wake)|he fell|pinned|trapped under|{small}",
        unless=r"last (?:year|month|summer|winter)|months? ago|years? ago|slip and fall case|case|claim|estimate|back (?:on|in|to|of)|sue|legs? of|fell through (?:the )?(?:cracks|deal)|ball|drone|kite|keys|phone|shingles?",
    ),
    hard(
        "trauma",
        r"{cant} (?:feel|move) (?:my|his|her|their) (?:legs?|arms?|feet|toes|hands?)|paralyz\w+|(?:fell|crashed|wrecked) and {cant}|{cant} get up (?:off|from) the (?:floor|ground)|(?:fell|fallen|been on the floor) and {cant} get up|on the (?:kitchen |bathroom )?floor {wide}{cant} (?:get up|move)|hip {gap}(?:broke\w*|wrong way)",
    ),
    hard(
        "burn",
        r"(?:burn(?:ed|t)|scald\w*|spilled|splash\w*|poured|acid|bleach|chemical|drain cleaner|lye|boiling|hot (?:oil|water|coffee|grease|soup)|lash glue|nail glue|super ?glue|perm solution|relaxer|developer)",
        r"(?:blister\w*|skin (?:is |was )?(?:peel\w*|com\w+|fell|white|melt\w*|off)|{small}|eyes?|face|scalp|arms?|chest|lap|{cant} (?:open|see)|his|her|screaming)",
        unless=r"sunburn|heartburn|burned out|burnt out|carpet|counter|coffee (?:pot|maker)|hair (?:color|cut)|cold ?sore|allergic to|highlights|shirt|couch|rug|water heater|no hot water|hot water (?:is )?(?:out|not|isnt)",
    ),
    hard(
        "electric shock",
        r"(?:got|get|gets|getting|gave me|gives me|giving me|was|been|felt|feel|feeling) (?:\w+ )?(?:a )?(?:little |bad |big |hard )?(?:shock(?:ed|s|ing)?|zap(?:ped|s)?|jolt(?:ed)?|electrocuted|tingl\w+|buzz(?:ed)?)|(?:shocks?|shocked|zaps?|zapped|tingles?|bit) (?:me|him|her|us|you)|live wire|hot wire touching",
        r"faucet|shower|outlet|switch|panel|fridge|washer|dryer|stove|wire|wires|water|sink|metal|breaker|appliance|plug\w*|touch\w*|bad|really bad|pool|hot tub|dishwasher|microwave|lamp|light|tub|railing|spigot|wall|extension|cord",
        unless=r"sticker shock|shock absorbers?|shocks and struts|arms?|legs?|fingers|scalp|bill|price|in shock",
    ),
    hard(
        "heat and cold",
        r"heat ?stroke|hypothermia|frostbite|(?:locked|stuck|left|trapped) in(?:side)? (?:the|a|my|his|her|our) (?:hot )?(?:car|truck|van|trunk|elevator|freezer|cooler|vehicle|dryer|closet|bathroom)",
        unless=r"(?:keys?|purse|wallet|phone|jacket|card|glasses|laptop) (?:\w+ ){0,4}(?:in|inside)|(?:left|forgot) my|umbrella",
    ),
)

POISON: Final[tuple[Rule, ...]] = (
    hard(
        "overdose",
        r"overdos\w+|od(?:d)?(?:ed|ing)|o d d|narcan|naloxone|nodd(?:ing|ed) (?:out|off)|(?:took|taken|swallowed|popped|ate|swallowing|taking) {gap}(?:too many|too much|whole bottle|bottle of|all (?:of )?(?:his|her|my|the|their)|handful|the rest of|twenty|thirty|forty|fifty|bunch of|entire)"
        r"|used too much|(?:pills?|meds?|xanax|oxy\w*|percocet|fentanyl|heroin|benzos?|tylenol|ambien) {gap}(?:and|with|plus) {gap}(?:vodka|drink\w*|alcohol|wine|beer|whiskey|drunk|liquor)|pill bottle {gap}empty|empty (?:pill )?bottles?|bottle (?:is|was) empty|laced",
        unless=r"overdose (?:awareness|prevention|training)|took (?:too much|too many|all my|all of my|the rest of|all the|my entire|entire|a bunch of|all his|all her) (?:time|money|off|pictures|photos|notes|days|bottle caps|space|hair|length|paperwork|files|stuff|morning|afternoon|day|settlement|savings|week|vacation|tools|documents|weight|things)|charged|narcan (?:training|kit)|ate (?:too much|all) (?:my )?(?:lunch|dinner|candy)",
    ),
    hard(
        "medicine",
        r"insulin|blood sugar|sugar (?:is|was|reads|says|dropped)|glucose|diabetic|blood thinners?|heart (?:pills?|meds?|medication)|seizure meds?|oxygen",
        r"twice|two doses|double\w*|wrong (?:dose|one|pills?|bottle|amount)|too much|thirty|forty|\b[2-4]\d\b|five hundred|six hundred|[5-9]00|dropping|wont come (?:up|down)|shaky|sweat\w*|confused|pass\w* out|{cant}|ran out|running out|out of|low|empty|stopped working|hi\b|crash\w*",
        unless=r"refill|appointment|low sugar diet|test strips|check up|check my|monitor\w*|sign up|class",
    ),
    hard(
        "poison",
        r"(?:got into|gotten into|getting into|swallow\w*|drank|drunk|ate|eaten|eating|drinking|chew\w*|bit into|licked|sucked on|put {gap}in (?:his|her) mouth|ingest\w*|snorted|inhal\w+|mouthful of|sip of|sips? from|gulp\w*)",
        r"bleach|pods?|detergent|cleaner|cleaning|cleaners|under the sink|drain ?o|drano|antifreeze|anti freeze|windshield|gasoline|gas can|lighter fluid|kerosene|paint thinner|chlorine|chemicals?|lamp oil|motor oil|pesticide|bug spray|weed killer|rat (?:poison|bait)|mouse (?:poison|bait)|poison\w*|batter(?:y|ies)|magnets?|pills?|medicine|meds|medication|vitamins?|gummies|gummy|edibles?|brownies?|vape|nicotine|juice pods?|mushrooms?|berries|leaves|plant|perfume|sanitizer|nail polish|remover|ammonia|pine ?sol|lysol|melatonin|ibuprofen|tylenol|advil|aspirin|iron|grandmas?|grandpas?|mothballs?|tide|toilet (?:bowl|cleaner|tablet)|glow stick|coin|quarter|penny|screw|nail|needle|pin|glass|lego|marble|earring|something|purse|cabinet",
        r"{kin}|he|she|hes|shes|i|we|they|{small}",
        unless=r"vitamin (?:d|c|b) (?:level|shot)|cleaning (?:appointment|lady|service|crew)|ate at|ate something (?:hard|crunchy|and my (?:crown|filling|tooth))|(?:crown|filling|tooth|temporary) (?:\w+ ){0,4}(?:ate|eating|chew\w*|bit)|can i|should i|is it (?:ok|okay|safe)|when can|before (?:the|my) (?:procedure|surgery|test)|how many",
    ),
    hard(
        "poison",
        r"poison(?:ed|ing)|mixed {gap}(?:bleach|ammonia)|bleach and ammonia|fumes {wide}(?:dizzy|cough\w*|eyes|breath\w*|headache)",
        unless=r"poison (?:ivy|oak) (?:last|rash)|food poisoning (?:last|and i (?:need|have|want|cant))",
    ),
)

CHILD_AND_BIRTH: Final[tuple[Rule, ...]] = (
    hard(
        "birth",
        r"(?:water|waters) (?:just )?(?:broke|has broken)|contractions|in labor|having the baby|(?:baby|babys|head) (?:is |is just |just )?(?:coming|crowning|came|already here|half ?way out|almost out)|need to push(?! (?:it|my|the|our|that|back|this|out))|feel like pushing|gave birth|umbilical|cord (?:is )?(?:around|hanging|coming)|had the baby|delivered the baby|baby (?:was|got) born in"
        r"|{cant} feel the baby|baby {gap}(?:stopped|hasnt|isnt|not|quit) (?:\w+ )?(?:mov\w*|kick\w*)|(?:pregnant|weeks along|weeks pregnant) {wide}(?:bleed\w*|cramp\w*|fluid|gush\w*|fell|severe|spots|pain|swelling)|miscarr\w+ (?:right )?now|(?:having|had|think im having) a miscarriage",
        unless=r"when (?:my|her|the) (?:water|baby)|birth (?:certificate|class|plan)|labor (?:law|lawyer|cost|charge|rate|day|is|and parts|warranty|board)|in labor (?:costs?|charges?)|labor and|water (?:heater|main|line|pipe|softener|filter)|last (?:week|month|year)|months? ago|two weeks ago|coming (?:along|with|to the)",
    ),
    hard(
        "child",
        r"{small}",
        r"(?:fever|temperature|temp) {wide}(?:10[3-9]|hundred (?:and )?(?:three|four|five|six|point)|wont (?:come|go) down|limp|rash|stiff|seiz\w+|newborn|weeks old|not (?:eating|drinking|peeing))|(?:burning up|really hot) {wide}(?:limp|floppy|wont|sleepy|not)|(?:weeks old|newborn) {wide}fever|soft spot|no wet diapers?|hasnt (?:peed|had a wet diaper)|fell (?:off|down|out|from)|under ?water|in the pool|drown\w*|pulled (?:him|her) out of|button battery|face down|not (?:crying|nursing|moving)",
        unless=r"last (?:week|month|year)|yesterday and is fine|pool (?:party|closes|opens|hours|service)|fell off (?:the )?(?:schedule|list|map)|playing|tooth|teeth|filling|retainer|bracket|brackets|crown|shots?",
    ),
    hard(
        "child",
        r"(?:{small}|daughter|son|granddaughter|grandson|he|she) (?:\w+ ){0,3}(?:missing|is gone|disappeared|wandered off|vanished|ran away|got out of the house|never came home|didnt come home)|{cant} find (?:my|our|the) (?:\w+ )?(?:{small})|amber alert|kidnapp\w+|abduct\w+|took (?:my|our) (?:{small})",
        unless=r"missing (?:a |an |his |her |two |one |some )?(?:tooth|teeth|appointment|school|paperwork|file|brackets?|class|retainer|call)|gone (?:to|for|on)|cps|took (?:my|our) (?:{small}) (?:to|in|for|there)|(?:last|years? ago)",
    ),
)

RULES: Final = (
    *BREATH,
    *HEART_AND_BRAIN,
    *HARM,
    *POISON,
    *CHILD_AND_BIRTH,
    ask(
        "said so",
        r"(?:its|this is|is|i have|i got|we have|we got|im having|theres|have|got) (?:a |an |kind of an |like an )?(?:\w+ )?emergency|emergency emergency|emergency please|(?:someone|somebody) (?:is )?(?:hurt|injured|dying)|(?:im|hes|shes|is) dying|call (?:911|nine one one|an ambulance)|need (?:an ambulance|911|paramedics|the fire department)|life or death|sos|^(?:please )?help me(?: please)?$|^please help$",
        unless=r"emergency (?:line|number|rate|rates|fee|fees|contact|contacts|exit|service|services|room|kit|plan|appointment|appointments|visit|call|calls|hours|exam|policy|department|fund|custody|number)|(?:not|isnt|no|aint|nothing|hardly) (?:really |exactly |a |an |at all an )*emergency|dying (?:for|to)|battery|phone|plant|plants|lawn|tree|grass|law firm|billing emergency|fashion|after hours emergency",
    ),
)
