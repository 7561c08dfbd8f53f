"""Houses and roads in danger: gas, fire, current, water, what falls down, and cars."""

from typing import Final

from receptionist.domain.safety.rules import Rule, ask, hard

GAS: Final[tuple[Rule, ...]] = (
    hard(
        "gas",
        r"(?:smell\w*|smells like|stinks?|stinks of|stinking|reeks?|odor|whiff|sniff)",
        r"gas|gassy|propane|sulfur|sulphur|rotten eggs?|rotten|eggs|skunk\w*|natural gas|exhaust|fumes",
        unless=r"gas station|gas mileage|i fill (?:it )?up|when i fill|gas cap|mower|gas can|gas cap|sewer gas smell (?:last|in the summer)|hot water smells|water smells|faucet water smells|(?:dog|cat|puppy|pet|breath|burps?) {gap}(?:skunk\w*|eggs|gas\w*|fart\w*)|skunked|got sprayed|new car|disposal (?:smells|stinks)",
    ),
    hard(
        "gas",
        r"gas (?:is |line |pipe |meter |main |stove |valve |tank |heater )?(?:is |has |was |s )?(?:leak\w*|hiss\w*|blow\w*|broke\w*|ruptur\w*|cut|spraying|coming out)|leak\w* gas|(?:hit|cut|nicked|struck|broke|snapped|ruptured|punctured|clipped|backed into|ran over|dug (?:up|into|through)) {gap}gas (?:line|pipe|main|meter)|hiss\w* {wide}(?:gas|stove|meter|furnace|propane|water heater|yellow pipe)|(?:gas|propane|meter|stove|furnace|tank|yellow pipe) {gap}hiss\w*|propane (?:is )?leak\w*",
        unless=r"gas (?:leak )?(?:detector|inspection|bill|line (?:installed|run|extension|for))|pressure test|last (?:year|month|week)|gas leak (?:test|check|detection)",
    ),
    hard(
        "carbon monoxide",
        r"carbon monoxide|monoxide|c o (?:alarm|detector|monitor)|co (?:alarm|detector|monitor|two detector)|co2 (?:alarm|detector)",
        r"go(?:ing|es|ne)? off|went off|beep\w*|high|scream\w*|dizzy|headaches?|sick|nause\w+|sleepy|keeps|reads|reading|ppm|blaring|sound\w*|red|leak\w*|poisoning|ringing|yelling|wont (?:stop|quit|shut)|tripp\w+",
        unless=r"low battery|batter(?:y|ies)|new (?:co|carbon)|install\w*|replace\w*|every (?:minute|thirty|few)|chirp\w*|do you (?:sell|carry|install|test)|sell|come with|keeps? up (?:with|to) code|inspection|test\w* (?:our|my|the)",
    ),
    hard(
        "carbon monoxide",
        r"furnace|boiler|heater|generator|fireplace|garage|car running|grill|chimney|flue|pilot|exhaust|heat (?:is |came |kicks )?on|heat comes on|basement|stove|utility room",
        r"(?:all|both|everyone|everybody|we|kids|family|whole (?:family|house)|i|im|me|dogs?|cat|hes|shes|he|she|my {kin}) {gap}(?:dizzy|headaches?|nauseous|nauseated|sick|throwing up|vomiting|sleepy|woozy|lightheaded|pass\w* out|faint\w*|groggy|collapsed|fell over|loopy|foggy|out of it)|(?:headaches?|dizzy|sick|sleepy|woozy) {wide}(?:better|goes away|go away|fine|gone) {gap}(?:outside|leave|leaves|fresh|out of the house|step out)",
        unless=r"sick of (?:this|the|it|paying|calling)|sick (?:day|leave|and tired)|cash|price|bill|noise",
    ),
)

FIRE: Final[tuple[Rule, ...]] = (
    hard(
        "fire",
        r"(?:is|are|caught|on|just caught|s|catching|theres a|there is a|starting|started|have a|a small|a little|house|kitchen|grease|electrical|brush|chimney|dryer|attic|garage|trash|dumpster|car|engine|oven|big) fires?(?: in| at| on| next| out| under| coming| upstairs| downstairs| near| right| again)?|flames?|up in flames|in flames|burst into flames|burning down|exploded|explosion|blew up|blown up",
        unless=r"fire (?:pit|place|wood|sale|drill|department|escape|alarm (?:inspection|system|battery|install)|sprinkler|extinguisher|insurance|marshal|code|door|rated|stick|wall|hydrant|truck|works|fly|damage|restoration|claim|inspection|safety|lane|watch|loss)|gas fire|fireplace|fired?(?: my| our| the| your| you| him| her| me)? (?:lawyer|attorney|him|her|them|us|contractor|plumber|company|from|my)|(?:gas|pilot|blue|candle|burner|low|small pilot) flame|phone (?:blew|blowing|exploded)|blew up (?:my|at|on|in my) (?:phone|me|him|us|inbox|face)|exploded (?:on|at) me|fire (?:you|my|our|him|her|the)|misfire|on fire (?:lately|today with)|(?:pays?|pay) the|(?:since|after|before|from|had) (?:the|a|our|my) (?:\w+ )?fire|last (?:year|month)|months? ago|years? ago|old flame|schedules? (?:is |s )?on fire|on fire (?:this|lately)|backfir\w*|fire up|fired up|campfire|bonfire|no fire",
    ),
    hard(
        "fire",
        r"smok(?:e|ing|y|ed|es)|burning (?:smell|odor|plastic|rubber|wires?|wood|hair)|smell\w* (?:\w+ ){0,4}(?:burning|burnt|burned|melt\w*|scorched|hot (?:plastic|wire|wires|electrical))|(?:burnt|burned|scorch\w*|melt\w*) (?:smell|plastic|wires?|outlet|plug|electrical|odor)|hot plastic",
        unless=r"smoke (?:alarms?|detectors?) (?:moved|replaced|installed|need|that|batter\w*)|smoke and (?:carbon|co)|smok(?:e|ed|ing|es) (?:detector|alarm (?:battery|install|chirp)|cigarettes?|weed|a pack|cessation|free|policy|pot|area|section|allowed|meat|brisket|shop|break|too|damage|rings?|marijuana)|(?:quit|stop|stopped|non|no|anti|second ?hand|cigarette|weed|neighbors?|neighbor|tenant|tenants?|cigar|who|vape|dont|never|brisket|i) (?:\w+ ){0,2}smok\w*|cat|bbq|smokey|smoky (?:eye|gray)|smoke test|hot wing|coffee|tooth|hair|highlights|popcorn|toast(?:er)?|incense|last (?:year|month)|exhaust smoke|blue when|little blue|blue smoke|white smoke from (?:the|my) (?:exhaust|tailpipe)|(?:detector|alarm)s? (?:is |are |keeps? |s )*(?:chirp\w*|beep\w* every)",
    ),
    hard(
        "fire",
        r"(?:smoke|fire) alarms? (?:is |are |keeps? |just |wont stop |s )*(?:go\w* off|went off|blar\w*|screaming|sounding|wont stop|ringing)",
        unless=r"cook\w*|burnt toast|battery|chirp\w*|steam|shower|false",
    ),
    hard(
        "electric",
        r"sparks?|sparking|sparked|arcing|arcs|crackl\w*|sizzl\w*|popping|fizz\w*|buzz\w*|humming|zapping|flash\w*|snapping sound",
        r"outlets?|panel|breakers?|wires?|wiring|wall|switch|plug|box|meter|socket|ceiling|light|fixture|electrical|fuse|transformer|pole|lines?|cord|fan|charger|brown|hot|hood|engine|furnace|appliance|water",
        unless=r"spark plugs?|phone line|buzzing around|bees|wasps?|flies|buzz (?:cut|in|me in)|flashing (?:on|around) (?:the|my) (?:roof|chimney)|chimney flashing|roof flashing|step flashing|door ?bell|intercom|flash(?:ing)? (?:sale|light)|refrigerator|fridge|popping (?:in|by|over)|knee|jaw|ears?|dimmer|flush|check engine|speaker|gate|ideas?|buzz\w* (?:a bit|a little|slightly)|hums? (?:a bit|a little)",
    ),
    hard(
        "electric",
        r"outlets?|panel|breakers?|wires?|wiring|wall|switch|plug|socket|fuse box|electrical (?:box|panel)|cord|meter|light fixture|extension cord|power strip|charger",
        r"(?:too |very |really |super |so |burning |red |is |getting |feels? )+hot|hot to (?:the )?touch|black|brown|scorch\w*|melt\w*|charred|burn\w*|glow\w*|smok\w*|(?:wet|water|drip\w*|soaked|leak\w*|flood\w*|pouring|rain) ?(?:\w+ ){0,5}|exposed and|hanging (?:down|loose|out|low)|live|dangling",
        unless=r"(?:on|off|paint\w*|black|brown|white|hole in the|bedroom|drywall|stain\w*) wall|hot (?:water|tub|coffee|shower|pink)|wall (?:color|paint|mounted|heater|unit)|black (?:cover|plate|switch|hardware|cord|matte)|(?:change|install|replace|swap|update|upgrade|add|matte) {gap}(?:black|brown|outlets?|switch)|burn calories|plug (?:my|in)|dead (?:outlet|plug)|live (?:in|at|chat|person|agent)|switch (?:dentists?|doctors?|vets?|lawyers?|insurance|companies|to|from|my|appointments?|times?|days?)|retaining|outlet (?:mall|store)|hanging (?:a|my|some|art|tv)|drain plug|(?:leak\w*|water\w*|damp|stain\w*) {gap}wall|wall {gap}(?:leak\w*|water|damp|stain\w*|wet)|spark plug",
    ),
    hard(
        "electric",
        r"power ?lines?|electric(?:al)? (?:lines?|wires?|pole)|utility (?:line|pole)|transformer|live wire|down(?:ed)? (?:power )?(?:line|wire)|wires?|cable|line",
        r"(?:came|is|fell|fallen|hanging|laying|lying|snapped|knocked|ripped|down|landed|blew|pulled|dangling|tangled|touching|resting|leaning) (?:down|off|low|on|in|across|over|from|into|against|loose|out) {gap}(?:yard|street|driveway|road|roof|car|house|ground|fence|tree|lawn|sidewalk|pool|garage|truck|ladder|power line|line|wires?)|live wire|(?:tree|branch|limb) {gap}(?:on|into|against|touching|tangled) {gap}(?:line|wires?)|power ?line {gap}down|down(?:ed)? (?:power )?(?:line|wire)",
        unless=r"phone lines? are down|line of credit|on the line|line (?:up|of|is busy)|clothes ?line|cable (?:tv|company|box|guy)|dog|property line|deadline|fence line|stay on the line|finish line|holding line|down the line|bus line",
    ),
)

WATER: Final[tuple[Rule, ...]] = (
    hard(
        "water",
        r"flood(?:ed|ing|s)?|(?:under|inches of|feet of|foot of|ankle deep|knee deep|full of|standing|filling (?:up )?with|a lake|river) ?(?:in )?(?:water|sewage)?|water {gap}(?:everywhere|all over|gushing|pouring|spraying|shooting|rushing|rising|running down|coming (?:through|up|in|out|from|down|under)|blasting|squirting|cascading|filling|bubbling|streaming|raining|spewing)|(?:gush\w*|pour\w*|spray\w*|shoot\w*|spew\w*|blast\w*|rain\w*) {gap}(?:water|ceiling|kitchen|through (?:the|my)|out of (?:the|my)|from the (?:ceiling|pipe|wall|light)|in my (?:kitchen|living|bed|hall)|indoors|inside)|rain\w* (?:in|inside) (?:my|the|our) (?:\w+ )?(?:room|kitchen|house|hallway|closet|dining)",
        r"basement|house|kitchen|bathroom|ceiling|floors?|garage|apartment|unit|room|walls?|carpet|living|hall\w*|crawl ?space|pipe|toilet|heater|closet|stairs|office|bedroom|laundry|washer|everywhere|store|shop|lights?|it|water|attic|downstairs|upstairs|chandelier|place|home|boxes|drain|tub|sink|wont stop|{cant}",
        unless=r"flood (?:insurance|light|lights|zone|plain|claim|damage last|policy|certificate)|hot water everywhere|bill for|invoice|flooded with (?:calls|emails|texts|messages)|flooded (?:last|in|back|a (?:few|couple)|two|three) ?(?:year|month|week|spring|summer|winter|fall|twenty|years|weeks|months)|flooded (?:engine|carburetor|lawn ?mower|mower)|under (?:warranty|contract|construction|the impression|a|my name)|water (?:pressure|softener|bill|filter|heater (?:quote|install\w*|replacement|tune)|feature|damage (?:estimate|claim|from))|no water|full of (?:leaves|it|gunk|hair|crap|questions)|sprinkler|hose|garden|yard|pool|low pressure|pours? slow|water coming out (?:slow\w*|brown|cold|rusty|of the fridge)|comes out|standing (?:appointment|by|order|room)|standing {gap}(?:wednesday|tuesday|thursday|monday|friday)|sprays? funny|raining outside|outside|rain gutters?",
    ),
    hard(
        "water",
        r"(?:pipes?|water (?:main|line|heater|supply|tank)|supply line|main (?:line|valve|shutoff)?|hose|hydrant|toilet|spigot|boiler|heater|valve|radiator|sprinkler head|washing machine|washer|dishwasher|tank|sump pump|tub|shower|faucet|sink) {gap}(?:burst\w*|busted|exploded|blew (?:off|up|out|apart)|broke off|came off|snapped|split (?:open)?|cracked open|gush\w*|pour\w*|spray\w*|shooting|wont (?:stop|turn off|shut off|quit)|{cant} (?:stop|turn (?:it )?off|shut (?:it )?off|get it (?:to stop|off))|overflow\w*|flooding|running over|spilling over|dumping|emptying|rising|ruptured)|burst (?:pipes?|main)|(?:busted|broken|ruptured) (?:water )?(?:pipe|main|line)|(?:{cant}|wont|dont know how to|no idea how to|cant find) {gap}(?:shut ?off|turn off the water|stop (?:the|it from) (?:water|leak\w*|gush\w*))|shut ?off (?:valve )?(?:is )?(?:stuck|broke\w*|wont|rusted|snapped|spin\w*)",
        unless=r"last (?:year|month|week|winter)|years? ago|burst (?:into tears|out)|insurance|estimate|radiator (?:flush|hose replaced)|hair|sprays? (?:sideways|funny|weird|crooked)|new (?:shower )?head|toilet wont (?:stop )?(?:flush|running)|(?:toilet|faucet|sink) wont stop running|toilet keeps running|fixed",
    ),
    hard(
        "water",
        r"ceiling|drywall|roof|plaster|sheetrock|light fixture|skylight|chandelier|wall|attic",
        r"bulg\w*|sagg\w*|bow(?:ing|ed)|cav(?:ing|ed) in|collaps\w*|coming down|came down|fell (?:in|down|on)|falling (?:in|down|on)|about to (?:fall|come|give|collapse|burst)|giving way|gave way|pouring|gushing|bubble\w*|coming through|balloon\w*|swollen|hole .{0,20}(?:rain|water|sky)|rain\w* (?:in|is|coming|pouring)|drip\w* {gap}(?:fast|everywhere|bed|lights?|fixture|buckets?|crib|outlet|electrical|fan|bulb|tv)|crack\w* and|tree",
        unless=r"ceiling fan (?:install|wobble)|retaining wall|stain\w*|small bubble|paint (?:bubbl\w*|peel\w*)|last (?:year|month|week|winter)|years? ago|roof estimate|raining season|tree (?:service|trim\w*|removal)|text coming|deal|price (?:came|coming) down|coming through on|wall\s?paper|call (?:isnt|not) coming|fell through",
    ),
    hard(
        "sewage",
        r"sewage|sewer|poop|feces|poo|crap|human waste|toilet water|black water|brown water|raw waste|septic|toilets?|drains?",
        r"(?:com(?:ing|es)|came|back\w*|bubbl\w*|ris\w+|shoot\w*|flow\w*|seep\w*|spill\w*|gurgl\w*|erupt\w*|pushing|overflow\w*|run\w*) (?:up|out|back|over|into|through|all|from|onto|everywhere|in)|all over the floor|everywhere|in (?:the|my|our) (?:tub|shower|basement|bathtub|kitchen|yard|house|floor)|floor drain",
        unless=r"slow drain|drain (?:cleaning|slow\w*|clogged)|drains? in the|sewer smell|a little|backed up on|running (?:late|out)|toilet (?:runs|running|keeps running)|gurgles a little|camera inspection|scope|puppy|dog|cat|litter|diaper|poop (?:in|sample)|stool|house training|install\w*|remodel\w*|slow to|comes? back (?:on|later)|replace (?:the|my|a|two|both) toilet|new toilet|toilet in the|(?:wanna|want to|need to|like to) (?:put|install|move|add)|smell\w* (?:a (?:bit|little)|sometimes|when it rains)|drains? in (?:the|my|our) (?:tub|shower|kitchen) (?:is |are )?(?:slow|clogged)",
    ),
    ask(
        "water",
        r"leak\w*|dripping|drip|water",
        r"getting worse|spreading|fast|a lot|lots of|everywhere|through the (?:light|ceiling|wall|floor)|into the (?:apartment|unit|room) below|bucket|buckets|towels|electrical|lights?|onto the (?:bed|crib|floor)|downstairs|right now|mold everywhere|neighbor below|unit below",
        unless=r"no rush|not urgent|slow|small|little|last (?:week|month|year)|oil|coolant|water bill|a lot of (?:rust|noise|air)|hot water|irrigation|lights? (?:come|turn)",
    ),
)

STRUCTURE: Final[tuple[Rule, ...]] = (
    hard(
        "structure",
        r"(?:tree|branch|limb|pole|crane|car|truck|van|chimney|balcony|deck|porch|wall|stairs?|staircase|foundation|retaining wall|carport|garage|railing|roof|beam|scaffold\w*|sinkhole|floor|sign|window|awning)",
        r"(?:on (?:the|my|our) (?:house|roof|car|garage)$|fell|crashed|smashed|came|went|drove|punched|slammed|broke|landed) ?(?:\w+ )?(?:through|into|on|onto|down on|off with) {gap}(?:roof|house|garage|living|bed\w*|kitchen|car|building|apartment|porch|someone|people|him|her|us|lobby|store|shop)|collaps\w*|caved in|ripped off|tore off|blew off|blown off|blew away|about to (?:fall|collapse|come)|swallow\w*|giving way|gave way|leaning on|peeled (?:off|back)|buckl\w*|shifting|cracking (?:loud|noises)|sky",
        unless=r"last (?:year|month|week|summer|winter|spring)|years? ago|estimate|claim|trim\w*|removal|insurance|quote|shingles? (?:blew|blown|came|tore)|few shingles|a shingle|bumper|mirror|hub ?cap|price|deal|antenna|knob|door handle|tooth|crown|bracket|case|fence (?:panel)?|(?:my|the) car (?:broke|fell apart)|coming down the|drove (?:my|the) car (?:to|into (?:the|your) shop)",
    ),
    hard(
        "stuck",
        r"(?:stuck|trapped|locked) (?:in|inside) {gap}(?:elevator|lift|stairwell|vault|walk ?in)|elevator {gap}(?:stuck|stopped|fell|dropped) {wide}(?:in (?:it|here)|people|us|someone|between|{kin})|(?:baby|kid|toddler|child|son|daughter|grandson|granddaughter|dog|infant) {gap}(?:locked|stuck|trapped) {gap}(?:car|bathroom|room|truck|pipe|drain|inside)",
    ),
    ask(
        "heat",
        r"(?:no|lost|without|{isnt} (?:any )?|out) (?:the )?(?:heat|heating|furnace|power|electricity)|(?:heat|furnace|heater|boiler|power|ac|air conditioning|a c|electric) (?:is |has |just |went |s )*(?:out|off|quit|died|stopped|dead|broke\w*|wont (?:come|turn|kick) on|down|not working|blowing cold)|freezing in here",
        r"oxygen|ventilator|dialysis|nebulizer|hypotherm\w*|shivering and|below zero|lips|blue|frozen|{wide}(?:inside) and|(?:newborn|infant|baby) {wide}(?:freezing|cold|degrees)|(?:freezing|cold|degrees) {wide}(?:newborn|infant|baby|eighty|ninety|elderly)|minus|power {gap}(?:oxygen|ventilator|machine)",
    ),
)

ROAD: Final[tuple[Rule, ...]] = (
    hard(
        "road",
        r"(?:car|truck|van|engine|hood|dash\w*|battery|tire|wheel|brakes?|suv|motorhome|trailer|vehicle|tesla|ev|bus)",
        r"on fire|flames|smoke (?:coming|pouring|billowing|rolling)|smoking (?:bad|really|like|right now|from)|about to (?:blow|explode)|dead in the (?:middle|fast lane|road)|in the (?:middle of the (?:road|highway|freeway|intersection)|fast lane|left lane)|on the (?:train )?tracks|in (?:a|the) (?:ditch|river|lake|water) (?:and|with)|upside down|rolled (?:over)?|flipped|{cant} (?:stop|slow down|brake)|(?:wont|doesnt|not) stop(?:ping)?(?: the car)?(?: at all| when)|(?:goes|went|going|sinks?|sank|straight|all the way) to the floor|no brakes|wheel (?:just )?(?:came|fell|flew) off|(?:gas pedal|accelerator|throttle) {gap}stuck|rolling (?:down|away|backwards)",
        unless=r"{wide}(?:last (?:week|month|year))|brakes (?:squeak|squeal|grind)|noise wont|light wont|alarm wont stop|engine light|wont stop (?:beeping|making|running|dinging|leaking|blinking)|totaled|insurance claim|beeping|rolled over (?:miles|coverage|appointment)|flipped (?:house|lid)|i need brakes",
    ),
    hard(
        "road",
        r"brakes?|steering|pedal|brake pedal|steering wheel",
        r"(?:just )?(?:went out|failed|quit|gone|gave out|stopped working|arent working|not working|locked up|nothing happens|no pressure)",
        r"driv\w*|highway|freeway|interstate|hill|moving|going|road|on (?:the )?i ?\d+|right now|just|downhill|traffic",
        unless=r"last (?:week|month)|parked (?:at home|in my driveway|it)|towed",
    ),
    hard(
        "road",
        r"(?:stranded|stuck|broke(?:n)? down|stalled|pulled over|died|flat|blew a tire|blowout|spun out|out of gas)",
        r"highway|freeway|interstate|shoulder|overpass|bridge|tracks|(?:left|fast|middle|center) lane|median|turnpike|in the snow|blizzard|middle of (?:nowhere|the (?:road|intersection|highway|desert))|on (?:the )?i ?\d+|cars (?:are )?(?:flying|whizzing|swerving)|(?:with|and) (?:my )?(?:baby|kids|newborn|infant)|tunnel|exit ramp|on ramp",
        unless=r"last (?:week|month|year|night)|yesterday|was (?:stranded|stuck)|stuck in traffic|running late|gonna be late|going to be late|towed",
    ),
    hard(
        "road",
        r"(?:was in|just had|just got in|been in|were in|there(?:s| is| was)|saw) {gap}(?:a )?(?:bad |terrible |huge |car |head on |really bad )*(?:accident|crash|wreck|collision)|(?:just|got) (?:hit|rear ended|t boned|sideswiped)",
        r"right now|bleeding|trapped|unconscious|{cant} (?:move|get out|feel|breathe|open)|ambulance|pinned|still in the car|airbags?|smoke|not moving|gas (?:is )?leaking|hurt bad|isnt waking|somebodys hurt|someone(?:s| is) hurt|minutes ago",
        unless=r"last (?:week|month|year|summer)|years? ago|months? ago|weeks? ago|sue|claim|recall|in january|in (?:february|march|april|may|june|july|august)",
    ),
)

RULES: Final = (*GAS, *FIRE, *WATER, *STRUCTURE, *ROAD)
