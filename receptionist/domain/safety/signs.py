"""Signs: how a danger looks, sounds and smells to one who does not name it."""

from typing import Final

from receptionist.domain.safety.rules import Rule, ask, hard

_PERSON: Final = (
    r"(?:(?:my|our|the|a|his|her) (?:\w+ )?{kin}|he|she|hes|shes|somebodys?|someones?|dads?|moms?|papas?|mamas?|grandmas?|grandpas?|nana|wifes?|husbands?|sons?|babys?"
    r"|a (?:guy|man|woman|lady|kid|person)|the (?:guy|man|woman|lady|baby)|my friends?|i|im|it|her|his)"
)

PEOPLE: Final[tuple[Rule, ...]] = (
    hard(
        "unconscious",
        _PERSON,
        r"wont come to|(?:isnt|not|wont|stopped) (?:talking|answering me|crying)|cant talk|wont talk|gurgl\w*|stopped (?:snoring|shivering|moving|everything)|(?:lying|laying|just lies|sprawled) (?:there|on the (?:floor|ground|kitchen floor|bathroom floor))|on the (?:floor|ground) and|down and not|face down|like a noodle|barely (?:awake|conscious|alive)|in and out of (?:it|consciousness)|fading (?:fast|away|out)|out of it|wont stay awake|cant stay (?:awake|up)|cant keep (?:his|her|my) eyes open|so so sleepy|everythings? going (?:dark|black)|the whole room (?:is )?(?:spinning|dark)",
        r"he|she|hes|shes|him|her|my|kid|guy|friend|man|woman|lady|lips|eyes|blue|i|im|passenger",
        unless=r"in and out of (?:town|the office|meetings|the (?:litter|box))|lawyer|attorney|(?:office|staff|agent|tech|landlord|doctor|company|nobody|receptionist|assistant) (?:is |are )?(?:isnt|not|wont) (?:talking|answering)|at night|morning (?:person|people)|for (?:work|class)|in class|robot|machine|bot|computer|my phone|leaf|seat|deal|face down appraisal|stopped crying (?:when|after)|cant talk (?:now|right now|long|because im at work)|cant talk im",
    ),
    hard(
        "colour",
        r"(?:white|pale|gray|grey|color|colour|gone|went|gums?|skin|face) (?:\w+ ){0,3}(?:like|as|of) (?:a |an )?(?:putty|paper|ghost|sheet|ash|ashes|chalk|wax|clay|snow)|(?:gone|went|turned|going) (?:\w+ )?(?:white|pale|gr[ae]y|blue|purple) and|cold and clammy|clammy and",
        unless=r"hair|paint|nails|wall|tile",
    ),
    hard(
        "heart",
        r"clutch\w* (?:his|her|my|the) chest|grab\w* (?:his|her|my|at his|at her) chest|elephant {gap}(?:on me|parked|sitting)|heart(?:s| is)? (?:\w+ ){0,4}(?:hundred and|wont slow|wont settle|flips|out of (?:my|his|her) chest|flopping)|jaw (?:\w+ ){0,3}(?:hurts?|aches?|pain) {wide}arm",
    ),
    hard(
        "stroke",
        r"(?:words?|speech|talking|sentences) {gap}(?:scrambled|mush|mushy|soup|salad|gibberish|backward\w*|tangled)|all mush|face (?:looks|looked|is|s) (?:\w+ ){0,3}(?:weird|sliding|wrong|off|lopsided|uneven|frozen)|(?:his|her|my|one) (?:left |right )?(?:hand|arm|leg|side) (?:just )?(?:doesnt work|quit|stopped working|wont work|went dead|gave out|died|fell)|(?:keeps? )?dropp(?:ing|ed) (?:her|his|my|the|everything|her cup|his cup|a) ?(?:cup|fork|things|glass|spoon)? {gap}(?:face|words|talk\w*|confus\w*|smile)|cant (?:get|find) (?:any |the |his |her |my )?words(?: out)?|face is numb|numb face|double {wide}numb|numb {wide}double|cant hold (?:his|her|a|the) (?:cup|fork|spoon|pen|glass)|vision (?:just )?(?:went|gone)|went (?:black|dark|blind) in (?:one|my|his|her)|seeing (?:spots|double) {wide}(?:head\w*|pregnant|weeks)|head\w* {wide}seeing (?:spots|double)|worst pain (?:ive|he|she) (?:ever )?(?:had|felt) {wide}(?:head|nowhere)|head {wide}worst pain",
        unless=r"phone|laptop|tv|hair|cut my|photo",
    ),
    hard(
        "allergy",
        r"(?:tongue|throat|lips?|windpipe) (?:is |are |s |feels? |getting |kinda |gets |started |starting to |went |going |has |really |so |all |kind of )*(?:fat|thick|tight\w*|itchy|funny|closing|close|numb|swell\w*|swollen|scratchy and)",
        unless=r"sore throat|strep|tickle|last (?:week|month)|dry throat|lip (?:filler|gloss|liner)|numb from",
    ),
    hard(
        "allergy",
        r"allergic",
        r"(?:gave|given|ate|eaten|took|stung|swallowed|had) {wide}(?:penicillin|peanut\w*|nuts|shrimp|shellfish|antibiotic|it|one|bee|some)",
        r"he|she|him|her|my|i|somebody|someone|just",
        unless=r"not allergic|im allergic to (?:some|certain)|last|appointment|which|can i|does it",
    ),
    hard(
        "bleeding",
        r"soak\w* {gap}(?:pads?|towels?|shirt|sheets?|bandages?|gauze)|(?:through|filled|filling) (?:\w+ ){0,3}(?:pads?|towels?|cups?|bucket)|blood (?:\w+ ){0,3}(?:running|coming|pouring|gushing|leaking|dripping) (?:out|from|down)|(?:coming|running|pouring) (?:from|out of) (?:his|her|my) (?:ear|ears|nose and mouth|mouth)|bleed\w* {wide}(?:faint|dizzy|weeks|alone|pass)|coffee grounds|squirt\w* (?:blood|red)|weeks (?:along |pregnant )?and (?:im |shes |i am )?(?:bleed\w*|cramp\w*|leak\w*)",
        unless=r"coffee grounds (?:in|down) (?:the|my) (?:sink|disposal|drain)|when i (?:brush|floss)|basement|(?:ate|eaten|got into) {gap}coffee",
    ),
    hard(
        "bleeding",
        r"(?:saw|grinder|blade|mower|knife|blender|axe|chainsaw|glass|router|mandolin|drill|nail gun)",
        r"(?:through|into|across|off|in) (?:\w+ ){0,3}(?:fingers?|hand|thumb|foot|leg|arm|wrist|toe|eye|palm)|finger(?:s)? (?:\w+ ){0,3}(?:baggie|ice|bag|missing|gone)",
        unless=r"estimate|class|nail polish",
    ),
    hard(
        "bleeding",
        r"(?:finger|thumb|toe|fingertip|ear)s? (?:is |s )?(?:\w+ ){0,2}(?:in a (?:baggie|bag|cup)|on ice|came off|is gone|hanging)|nail (?:went )?(?:in|into|through) (?:my|his|her) (?:eye|hand|foot)|(?:stick|rod|glass|metal|something) (?:\w+ ){0,3}in (?:my|his|her) eye and",
    ),
    hard(
        "trauma",
        r"(?:leg|arm|ankle|neck|hip|foot|wrist|jaw|back)s? (?:\w+ ){0,3}(?:bent (?:wrong|funny|backwards)|wrong way|turned (?:out )?(?:funny|wrong)|out of place|hanging (?:crooked|off|wrong)|snapped|sideways)|(?:fell|went|dropped|slipped|hanging|toppled|dangling) (?:\w+ )?(?:off|from) (?:\w+ ){0,3}(?:roof|edge|ladder|scaffold\w*|balcony|ridge|lift)|hole in (?:his|her|my) (?:neck|chest|head|side|throat|stomach)|fell and now|pulled (?:him|her) (?:from|out of) the (?:pool|water|lake|tub|river)|bottom of the pool|under the car|jack slipped|(?:shook|shaken|threw|dropped) (?:the baby|him|her) (?:hard|down)|babysitter shook|soft ?spot|got (?:hit|struck) (?:by|crossing)|ran into the street|let go of the (?:wire|line)|not letting go",
        r"he|she|him|her|his|hes|shes|my|someone|somebody|guy|guys|fella|fellas|one of|kid|kids|man|crew|roofers?|the baby|mom|dad|grandma|grandpa|boy|girl|babysitter|babys|a car",
        unless=r"last (?:year|month|week|summer)|years? ago|months? ago|shingles?|gutter|drone|cat fell|sue|lawsuit|case|claim|deal|price",
    ),
    hard(
        "poison",
        r"(?:ate|eaten|swallow\w*|drank|took|got (?:hold of|into|ahold of)|chewing on|chewed|sucking on|inhaled|downed|popped)",
        r"tablets?|pills?|capsules?|dishwasher|antifreeze|cleaner|batter(?:y|ies)|wrong (?:medicine|pills|meds|dose)|pill (?:box|case|organizer)|patch|prozac|xanax|ambien|motor oil|lamp oil|bait|peanut|grape|popcorn|bead|bottle|all of (?:her|his|my)|poison\w*|mushrooms?|candy",
        r"(?:my |the |our )?(?:{kin}|kids?|babys?)|she|he|nana|brother|thinking (?:they|it)|squeak\w*|whistl\w*|out of it|drool\w*|gag\w*|whole|breath\w*",
        unless=r"can i|should i|is it (?:ok|okay|safe)|how (?:many|much)|candy apple|hard candy|crown|filling|bracket|last (?:year|month)|took my (?:order|name|payment)|took (?:his|her|my) (?:pills|meds|tablets) (?:this|like|as|at|every)|refill|out of my",
    ),
    hard(
        "overdose",
        r"(?:shot up|used again|relapsed|did a line|doing (?:heroin|fentanyl|meth|coke)|something in (?:my|her|his) drink|drugged|spiked|slipped (?:me|her|him) something|needle)",
        r"sleepy|awake|nodd\w*|blue|breath\w*|wak\w*|ears|cant|up|help|passed|lips|scared|too much|heart",
        unless=r"sober|days clean|last (?:year|month|week)|months? ago|ashamed|looking for (?:a )?(?:program|rehab)",
    ),
    hard(
        "birth",
        r"(?:its|hes|shes|babys|the baby is|head is|i can feel it|feel it|i can see (?:the|a)) (?:coming (?:out|now)|head|crowning)|see (?:the|a) (?:head|foot|feet)|delivered in|born in the (?:car|bathtub|toilet|hallway|elevator)|cords? (?:is |s )?(?:wrapped|around)|(?:had|having) (?:the|her|my) baby (?:in|on|at) (?:the|a) (?:car|bathroom|floor|driveway|house|tub|parking)|pushing and|minutes apart",
        unless=r"head (?:out|over)|heads up|the head (?:of|gasket)|heading",
    ),
    hard(
        "sickness",
        r"(?:fever|burning up|hot as|so hot|temperature) {wide}(?:stiff|rash|spots|stares?|staring|floppy|confus\w*|limp|wont wake|not (?:himself|herself)|shak\w*|newborn|days old|weeks old|light hurts|hasnt peed)|(?:stiff|purple spots|light hurts) {wide}fever|neck (?:is )?stiff|(?:belly|stomach|abdomen)s? (?:is |s )?(?:\w+ )?(?:rigid|hard) (?:as|like) (?:a )?(?:board|rock)|cant feel between my legs|testicle {wide}(?:sudden|vomit\w*)|diabetic in there|(?:sugar|glucose)s? (?:is |s )?(?:\w+ )?(?:thirty|twenty|forty|3\d|2\d)|inhalers? (?:isnt|not|wont|doesnt) {gap}(?:help\w*|doing|work\w*|anything)|ribs (?:are )?(?:sucking|pulling)|breathing (?:stops|stopped|then)|(?:wont|cant|not able to) (?:breathe|swallow) (?:right|good|well|much|and|anything)|cant swallow",
    ),
    hard(
        "said so",
        r"(?:somebody|someone|hes|shes|he is|she is|my (?:\w+ )?{kin}s?) (?:is |s )?(?:dying|dead|badly hurt|hurt (?:really )?bad|bleeding out)|somebodys (?:dying|dead|hurt)|someones (?:dying|dead|hurt)|(?:hes|shes|friend s|dad s|mom s|friends|dads|moms) dead|man down|theres a bomb|bomb (?:in|at|under)|help me (?:hes|shes|im|my|please|the|hurry)|(?:hes|shes|kid is|im) bleeding(?: (?:bad|out|help|everywhere))?$|theres blood(?: everywhere)?$|somebody (?:just )?(?:dropped|collapsed)|theres (?:a )?(?:man|woman|kid|boy|girl|body|guy|person) (?:down|on the ground|face down|unconscious)|im trapped|were trapped|oh my god (?:oh my god|he|she|please|help)|i think (?:hes|shes|im|my \w+ is|my \w+s) (?:dead|dying)|^(?:please )?help(?: me| us| help)*(?: please)?$|^(?:oh )?my baby(?: my baby)*$|dont (?:let me|let him|let her) die",
        unless=r"{wide}help (?:with|me (?:with|find|set|fix|out|understand|choose|schedule|book|pay|move|get|log)|you|us|desk|people|wanted|getting|paying|finding|making|someone|my|our|a|in|on|to|the|for)|(?:can|could|will|would|do|does|may|to|you|might|didnt|not|need|needs|of|any|some|more|your|little|who|that|and|i|real|be|no|for|get|really|it|please|hired?|their|find|looking|want|wont|cant|doesnt|with|legal|professional|her|his) help(?:s|ed|ful|ing)?|dead (?:battery|tree|outlet|end|bolt|line|lawn|plant|bug|mouse|rat|squirrel)|last (?:year|month)|yard|my baby (?:shower|is (?:due|six|one|two|three|four|five|seven|eight|nine|ten)|needs|has (?:a|her|his)|for|in for|got|just turned|to|girl|boy)",
    ),
)

MIND_AND_VIOLENCE: Final[tuple[Rule, ...]] = (
    hard(
        "suicide",
        r"lined (?:them|it|em) (?:all )?up|(?:last|final) time (?:youll|you will|you|anyone|anybody|theyll) (?:ever )?(?:hear|talk|see)|wont hear from me|where im (?:going|headed)|made up my mind|ive decided|no point (?:in )?(?:anymore|living|going on|im)|point in (?:waking|living|going|anything)|(?:its|this is|tonight ?s|today ?s) (?:the end|my last (?:night|day)|the night|the day)|all ends (?:today|tonight)|ending it|end it|wont be anywhere|not (?:gonna|going to) (?:be here|wake up|make it) (?:tomorrow|anymore|much longer|to christmas|through tonight)|(?:just )?let(?:ting)? it happen|(?:mom|dad|mother|son|daughter|husband|wife|brother|sister) in heaven|(?:one|another) more (?:night|day)|disappear(?:ed)? for good|say goodbye|dont trust myself|cant (?:promise|guarantee) (?:ill be|i will be|my) ?safe|stay safe tonight|cut too deep|dont care (?:what i hit|if i (?:live|die|wake))|engine (?:on|running) in the garage|garage with the engine|top (?:deck|level|floor) of the|platform {wide}trains?|trains? {wide}platform|parking (?:structure|garage) (?:roof|edge|ledge)|already wrote to|i wrote (?:to )?(?:my|the) (?:kids|family)|whoever finds me|tell (?:my|the) (?:kids|family|wife|husband|mom|parents|children) i (?:love|loved) them|even notice if i|(?:im )?(?:going to|gonna) take (?:them|all of them|them all|the pills)|thinking about the (?:gun|pills|bridge)|(?:packed|cleaned) up my room so|finally decided|today is the day i",
        r"i|im|ive|me|my|goodbye|shes|she|he",
        unless=r"made up my mind (?:about|on|to (?:go|book|hire|sell|buy|get|do))|ive decided (?:to|on|not|against)|one more (?:day|night) (?:of|in|at|for) (?:the|this (?:heat|cold|noise|bathroom|house|apartment)|my|vacation)|top floor of the (?:building|house|clinic|office)|end it (?:early|here|at|by)|ending it (?:early|at|with (?:him|her|my (?:boyfriend|girlfriend)))|another (?:day|night)|see me in court|ive decided|wanted to say goodbye to (?:everyone|the staff)",
    ),
    hard(
        "suicide",
        r"(?:gun|shotgun|rifle|pistol|razor|rope|noose|blade)",
        r"bought a|took the|took my|has the|i have a|ive got (?:a|the|my)|got the|locked (?:himself|herself|myself)|loaded|looking at (?:it|the)|sitting here|out to the (?:shed|barn|garage|woods|truck)|went to the (?:woods|shed|barn)",
        r"i|im|he|she|hes|shes|husband|wife|son|boyfriend|brother|dad|myself|him|her|kid|daughter|girlfriend",
        unless=r"charge\w*|permit|license|rights|nail gun|glue gun|heat gun|hot glue|expunge\w*|shav\w*|beard|fade|stolen|sell|registered|(?:stud|razor) (?:scooter|clam)|clay|deer|hunting|rope light",
    ),
    hard(
        "suicide",
        r"(?:my|his|her) (?:\w+ )?{kin}",
        r"(?:left|wrote) (?:a|us a|me a|this) (?:note|goodbye)|(?:texted|said|sent|told) (?:\w+ )?{gap}(?:goodbye|loves? me and|he loves me|sorry for everything)|locked (?:himself|herself) {gap}(?:razor|gun|knife|pills|blade)|(?:cut|slit) (?:her|his) (?:arms?|wrists?)|posted (?:that )?(?:shes|hes|goodbye)",
        unless=r"note (?:about|for the|that)",
    ),
    hard(
        "self harm",
        r"(?:cant be|dont leave me|scared to be|afraid to be|not safe) (?:\w+ )?alone with (?:her|him|the baby|my baby|my (?:kids|son|daughter|newborn))|alone with my (?:newborn|baby) tonight|picturing (?:dropping|hurting|drowning|smothering)",
    ),
    hard(
        "violence",
        r"(?:hes|shes|he|she|exs?|guys?|fellas?|man|mans|someones?|somebodys?|husbands?|wifes?|boyfriends?|girlfriends?|stranger|intruder|son|brother|stepdad|dad|they|neighbors?|landlords?|client|customer|patient)",
        r"(?:has|have|got|with|carrying|waving|holding|swinging|pulled|brought|pointing) (?:a|an|his|the|my) (?:gun|knife|bat|machete|crowbar|hammer|axe|pistol|shotgun|rifle|weapon|hatchet|pipe|blade|sword)",
        unless=r"fight|last (?:year|month)|years? ago|months? ago|charg\w*|installed|fixed|hit (?:the|my) pipe|pulled the pipe|(?:with|got|has) (?:a|the) pipe|hammer drill",
    ),
    hard(
        "violence",
        r"door off (?:its|the) hinges|(?:kicking|breaking|busting|beating|pounding|banging|smashing|knocked|ramming) (?:\w+ )?(?:the |my |our |in the |down the |down my |on the |on my )?(?:\w+ )?(?:doors?|window|windows|bumper)|jimmy\w*|prying (?:open )?|trying (?:all )?(?:the )?door (?:handles|knobs)|got out the window|(?:chasing|hunting|looking for|coming for|coming after|after) (?:me|us)(?: and| with| he| right)?|ramming|tracker on|comes in (?:my|her) room|shoot up (?:his|her|the|my)|shot at (?:my|our|the|me|us)|barefoot|held (?:me|her|him|us) (?:in|here|down|hostage)|holding me|wont give me my passport|want (?:money|ransom)|(?:about|hes|shes|theyre) killing me|(?:hed|hell|he will|he would|they will) kill me|finish it|not supposed to be (?:near|here|around|at my)|hear (?:it|him|her|them) through the wall|hitting (?:my|his|her|the)",
        r"he|hes|him|his|they|theyve|theyre|my|ex|exs|someones?|somebodys?|guy|fella|landlord|people|daughter|kids|aunt|im|i|me|gun|knife|shooter",
        unless=r"hitting my (?:deductible|budget)|(?:price|bill|back|tooth|knee|feet|hip|traffic|commute|hair|schedule|heat|allergies|headache|shoes?|fees|interest|boss|lawn) (?:is |are |s )*(?:killing|kill) me|killing me (?:with|over)|looking for (?:me|us) to|last (?:year|month|week)|years? ago|months? ago|squirrel|raccoon|bird|hail|storm|wind|woodpecker|collectors?|creditors?|insurance|irs|salesm\w+|door (?:is |s )?off (?:its|the) hinges and (?:i|we) (?:need|want)|locksmith|noise|repeat after me|(?:bill|fees?|guys|people) (?:is |are )?killing",
    ),
    hard(
        "child taken",
        r"(?:my|our|the) (?:\w+ )?(?:son|daughter|kids?|children|baby|boy|girl|toddler|grandson|granddaughter)s?|her|him|them",
        r"suitcases?|airport|took off with|ran off with|stole|kidnap\w*|want money|cab to|picked (?:him|her|them|up my \w+) up {wide}(?:not allowed|nobody knows|wasnt)|not allowed {wide}nobody knows|nobody knows where|never see (?:the kids|them|him|her|my kids) again|supposed to (?:drop|bring|return) {wide}(?:airport|phone|gone|suitcases?|nobody|police)",
        unless=r"stole (?:my|the|from|his|her)|pick (?:me|us) up at the airport|ride to the airport|airport (?:location|office|parking)|vacation|last (?:year|month)|stole the show",
    ),
)

PLACES: Final[tuple[Rule, ...]] = (
    hard(
        "water",
        r"geyser|waterfall|niagara|fountain|river (?:in|running|coming)|lake in (?:my|the)|(?:up to|past|over) (?:the|my|her|his|our|their) (?:\w+ )?(?:stairs?|steps?|ankles?|knees?|shins?|outlets?|baseboards?|toes|first step)|and rising|rising fast|coming up fast|(?:inch|inches|foot|feet) of (?:\w+ )?water|heading for the|let loose|let go behind|gush\w*|blowing steam|in the red|meters? (?:is |s )?spinning|floors? (?:is |s )?(?:\w+ )?(?:warm and|wet and|soft|squish\w*)|carpets? (?:is |s )?(?:\w+ )?squish\w*",
        r"pipe|water|faucet|basement|house|down there|washer|hose|toilet|sump|ceiling|wall|boiler|gauge|stairs?|tub|sink|heater|valve|hallway|floor|downstairs|crawl|garage|carpet|main|it|its|ankles|flood\w*",
        unless=r"rising (?:cost|rent|prices|rates)|drinking fountain|water fountain|fountain (?:pump|install)|(?:waterfall|fountain) (?:feature|faucet|edge)|warm floors|heated floor|in the red (?:this|on)|last (?:year|month|week)|hose bib",
    ),
    hard(
        "water",
        r"(?:com\w*|pour\w*|leak\w*|runn\w*|drip\w*|show\w*|rain\w*) (?:\w+ )?(?:through|down|out of|into|from|onto) (?:\w+ ){0,3}(?:lights?|light fixtures?|chandelier|outlets?|fan|ceiling|neighbors?|unit below|crib|electrical|panel|fuse ?box|breaker)|(?:drywall|ceiling|sheetrock|plaster)s? (?:is |s |has |just )*(?:\w+ )?(?:bell\w*|bulg\w*|sagg\w*|pregnant|bow\w*|hang\w*|let go|droop\w*|coming down|drip\w* like)",
        unless=r"(?:ceiling|wall)s? (?:is |s )?hanging (?:lamp|light)|hang (?:a|my)|drips a little|last (?:year|month|week)|years? ago|light (?:coming|comes) through|stain|sunlight|air|cold air",
    ),
    hard(
        "sewage",
        r"(?:com\w*|came|bubbl\w*|back\w*|ris\w*|gurgl\w*) (?:\w+ )?(?:up|back|out|over) (?:\w+ ){0,3}(?:bathtub|tub|shower|sinks?|floor|drains?|toilets?|basement)|its raw|(?:black|brown|gray) (?:stuff|gunk|water|liquid|sludge) (?:is |s )?(?:\w+ )?(?:bubbl\w*|coming|rising|pour\w*)|going down through the floor",
        unless=r"come (?:out )?(?:to|and) (?:\w+ )?(?:look|fix|snake|clear|unclog|check|replace|install)|come out (?:for|on)|a little (?:gurgl\w*|slow)|water heater",
    ),
    hard(
        "gas",
        r"hiss\w*",
        r"stove|line|tank|meter|pipe|eyes (?:\w+ )?water\w*|yard|furnace|propane|behind|yellow|dug|digging|hit|room|dizzy|smell",
        unless=r"cat|kitten|snake|tire|toilet|radiator hiss\w* (?:a little|at night)|radio|speaker|faucet",
    ),
    hard(
        "gas",
        r"(?:gas|propane|rotten egg|sulfur|egg) (?:stink|stench|odor|smell|fumes?)|stinks? of gas|propane (?:tank )?(?:is |s )?leak\w*|(?:exhaust|fumes) in (?:the|my|our) (?:house|basement|home|bedroom|car|room|kitchen)|flue (?:\w+ )?(?:came off|fell|disconnected)|(?:monoxide|co) (?:thing|alarms?|detectors?|meter|monitor) (?:is |s |says |reads |keeps |just )*(?:\w+ )?(?:scream\w*|say\w*|ninety|\d+|read\w*|yell\w*|flash\w*|red|sound\w*|go\w*)|(?:cats?|dogs?|birds?) (?:is |s |are |acting |just )*(?:stagger\w*|wobbl\w*|drunk|passed out|collapsed) {wide}(?:heat|furnace|stove|we)|(?:heat|furnace|heater|stove)s? (?:been |is |has |s |was )*(?:on|running|making|smells) {wide}(?:sleepy|throw\w* up|sick|headaches?|stagger\w*|drunk|dizzy)|(?:threw up|throwing up|headaches?|sleepy|dizzy|drunk) {wide}(?:heat|furnace|heater|boiler)s? (?:been |is |has |s )*(?:on|running|smells|all night)|everybody (?:feels|is|gets) {wide}(?:porch|outside|out of the house)",
        unless=r"sewer gas|hot water smell|install\w*|battery|only right after i fill|gas station|last (?:year|month|week)|test",
    ),
    hard(
        "fire",
        r"fires? (?:is |s )?(?:\w+ )?(?:coming|licking|shooting|spreading|burning|blazing|out the|in the (?:unit|house|kitchen|attic|wall|dash|engine|garage|apartment|oven|chimney|bedroom|living|back|hood))|(?:orange|yellow) (?:fire|glow|flames?)|glowing|red hot|roar\w* like|flash (?:behind|from|in the)|burning coming from|set (?:something|the \w+|it) on fire|(?:big )?(?:bang|boom) {gap}(?:furnace|smoke|flame|panel|unit|then)|something (?:popped|blew) {wide}(?:glow\w*|smell\w*|smok\w*)",
        unless=r"glowing (?:review|skin|hair|reviews)|skin|fire pit|fireplace|fire alarm|fire drill|fire extinguisher|fire exit|fire escape|red hot deal|highlights|last (?:year|month)|years? ago|had a fire|after the fire|sirens",
    ),
    hard(
        "electric",
        r"(?:bacon|frying|sizzl\w*|crackl\w*|spitting|spark\w*|chispor\w*|zapp\w*|arcing|fried fish|burnt fish|smell\w* (?:like )?fish|fish smell|smell fish)",
        r"wall|outlet|plate|panel|switch|cable|line|lawn|yard|wire|wires|humming|hear|ceiling|electrical|breaker|meter|light|plug|unit|above|box",
        unless=r"spark plugs?|restaurant|kitchen exhaust|fish (?:tank|market)|cook\w*|disposal",
    ),
    hard(
        "electric",
        r"(?:too hot to touch|hot to touch|so hot i cant touch)|(?:jolts?|tingles?|tingling|shocks?|zaps?|buzz) (?:when\w*|every time|each time|from|if) {gap}(?:touch|grab|shower|faucet|handle|metal|knob|pool|sink)|(?:every time|whenever|when) i (?:touch|grab|turn on) {wide}(?:zaps?|shocks?|jolt|tingle|bites?|buzzes)|pools? (?:is |s )?(?:giving|shocking)|fork in the (?:socket|outlet)|wires? (?:\w+ ){0,4}(?:jumping|dancing|spitting|whipping|sparking)|lights (?:are |went |are getting )?(?:way )?too bright|power ?line(?:s)?(?: and| touching| on)|touching the power ?line|panel (?:got|is|s) wet|(?:cable|line|wire)s? (?:came )?down and {gap}(?:spit\w*|spark\w*|yard|lawn|street)|brought the (?:cable|line|wire) down",
        unless=r"static|doorknob|bury|cable tv|every time i touch (?:my|the) (?:screen|phone|tooth)|tooth|gum|bill",
    ),
    hard(
        "structure",
        r"(?:oak|pine|maple|tree|limb|branch|ceiling|roof|chimney|balcony|wall|back wall|rafters?|beam|joist|porch|deck|stairs|steps|railing|crane|pole|bundle)s? (?:\w+ ){0,4}(?:landed|let go|leaning out|crack\w*|about to (?:fall|go|come|give)|collaps\w*|coming (?:off|down)|came (?:down|through|in)|gave way|caving|on top of (?:the|my|our|us|him|her|a)|onto the)|(?:shaking|swaying) and the wall|(?:dropped|fell|landed) (?:\w+ ){0,3}on (?:somebody|someone|him|her|the tenant|a (?:guy|worker|kid))|see the sky|sky through",
        unless=r"last (?:year|month|week|summer|winter|storm)|years? ago|months? ago|weeks ago|estimate|quote|cracked (?:tile|paint)|hairline|price|roof (?:coming|came) (?:up|due)|down payment|insurance|claim",
    ),
    hard(
        "stuck",
        r"(?:lift|elevator)s? (?:is |s |got |has )*stuck|stuck between floors|locked in (?:there|the car|my car|a car)|locked (?:my|the|our) (?:\w+ )?(?:baby|kid|kids|son|daughter|toddler|dog|grandson|infant|newborn) in|(?:baby|kid|toddler|newborn|infant|dog)s? (?:is |s |got )?(?:locked|stuck|trapped|shut)|(?:hand|arm|head|foot|finger) (?:is |s )?(?:stuck|caught|trapped) (?:in|under|between)|stuck with (?:his|her) (?:hand|arm|head)|tub running {wide}locked|locked {wide}tub running",
        unless=r"locked in (?:the|a|my) (?:rate|price|mortgage)|elevator (?:has been )?(?:broken|out)|stuck at (?:work|home)",
    ),
    hard(
        "road",
        r"(?:brakes?|pedal)s? (?:just |is |are |s )*(?:does nothing|do nothing|doing nothing|isnt doing|wont do|goes? (?:straight )?to the floor|to the floor|dead)|rolling through|sideways (?:across|on|in)|across (?:two|three|all) lanes|half over the|guardrail|in (?:a|the) (?:ditch|canal|river|lake|creek|ravine)|gas pedals? (?:is |s )?stuck|swerv\w*|coasting down|fumes in the car|pinned (?:under|in|against)|spun (?:out|around) (?:on|and)|(?:just )?in a wreck and|slid into",
        r"i|im|the car|car|cars|road|lanes?|highway|mountain|hill|my|water|we|he|she|hes|shes|red|truck|trailer|passenger",
        unless=r"last (?:year|month|week)|yesterday|estimate|insurance|towed already|in january",
    ),
    hard(
        "salon",
        r"(?:glue|bleach|solution|developer|dye|color|perm|chemical|remover)",
        r"in (?:my|his|her) eyes?|eating (?:my|her)|bubbl\w*|welded|(?:my|her|his) (?:scalp|head|skin)s? (?:is |s )?(?:on fire|burning|blister\w*|bubbl\w*|raw)|drank|swallowed",
        unless=r"will it|does it|worried",
    ),
    ask(
        "child alone",
        r"(?:hasnt|not) (?:answered|been seen|picked up) (?:in|for|since) {gap}(?:days?|week|yesterday|monday|sunday)",
        r"neighbor|lady|tenant|smell|mail|mom|dad|grandma|old|elderly|lives alone",
        unless=r"email|emails|text|texts|message|my calls|lawyer|attorney|office",
    ),
)

ANIMALS: Final[tuple[Rule, ...]] = (
    hard(
        "animal",
        r"(?:squat\w*|straining|in and out|back and forth) {wide}(?:nothing|litter|box|all (?:morning|day|night))|(?:pushing|labor|whelping|contractions) (?:\w+ )?since|foot (?:\w+ )?sticking out|(?:blown|blew|swelled|swollen|puffed|bloated|inflated) up|(?:beach ball|basketball|balloon|drum)|(?:bait|poison)|hit by {gap}(?:car|truck|bus|van|bike)|(?:hole|gash|puncture\w*) in (?:his|her|its) (?:chest|side|neck|belly|stomach|throat)|see (?:his|her|its) (?:lung|insides|guts|ribs?|bone|organs)|insides (?:are |r )?(?:coming|hanging|falling)|keeled over|gums? {gap}(?:paper|white|gray|grey|blue|pale)|tongues? (?:is |s )?(?:\w+ )?(?:blue|purple|gray)|drag\w* (?:herself|himself|his|her)|sway\w*|eyes {gap}(?:side to side|back and forth|rolling)|hunched|fish ?hook|paddling|lily|lilies|grapes?|snake|coyote|antifreeze|drowned|electrocuted|chewed through a cord|foaming|cold and (?:hardly|barely|not)|(?:hasnt|not|wont) (?:pooped|peed|urinated)",
        r"{pet}s?|toms?|he|she|hes|shes|his|her|him|it|its",
        trades="veterinary",
        unless=r"last (?:year|month)|months? ago|years? ago|are (?:lilies|grapes) bad|is it (?:bad|okay|safe)|in the park|(?:lily|grape|snake|drum|beach) (?:needs|is due|for)|lily (?:needs|has|is|for|in)|book|(?:for|see) lily|pet snake|do you (?:see|treat|take)|sample|a bit|cough",
    ),
)

MORE: Final[tuple[Rule, ...]] = (
    hard(
        "breathing",
        r"breathing (?:is |s |has |gets |been |just |really |so |real )*(?:shallow|raspy|funny|weird|wrong|labored)|shallow breath\w*|hanging on by a thread",
        r"he|she|hes|shes|his|her|my|{kin}|i",
        unless=r"breathing (?:class|exercise)s?|machine|cpap|when (?:he|she) sleeps",
    ),
    hard(
        "sickness",
        r"fever|temperature",
        r"neck (?:wont|cant|doesnt|hurts to) (?:bend|move|turn)|neck {gap}stiff",
    ),
    hard(
        "violence",
        r"run me over|run (?:her|him|us) over|burn (?:the|our|my) (?:house|place) down with|(?:hes|shes|he is|is) here and (?:i have|theres) (?:a|an) (?:\w+ )?order",
    ),
    hard(
        "water",
        r"(?:pipe|main|water line|supply line) (?:s |just |has )*(?:broke|burst|busted|blew)|(?:pour\w*|gush\w*|rush\w*|running) into (?:my|the|our) (?:unit|house|apartment|home|kitchen|room|living|store|basement)|(?:basement|house|kitchen|bathroom|garage|apartment|unit) (?:s |is )?(?:\w+ )?flooding|sewer (?:s |is )?(?:coming|backing) up",
        unless=r"last (?:year|month|week|winter|spring)|years? ago|months? ago|estimate|insurance|restor\w*|air|light|noise|bugs|ants|mice|smell",
    ),
    hard(
        "road",
        r"(?:i have|ive got|i got|ive|with|weve|we have) no brakes|lost (?:my|all my|the) brakes",
        unless=r"last (?:week|month)|parked",
    ),
    hard(
        "structure",
        r"tree (?:s |is |just )*(?:on|in|through) (?:the|my|our) (?:house|roof|bedroom|kitchen|living room|car)",
        unless=r"estimate|quote|last (?:year|month|week)|trim\w*|(?:months?|weeks?|years?) ago",
    ),
)

RULES: Final = (*PEOPLE, *MIND_AND_VIOLENCE, *PLACES, *ANIMALS, *MORE)
