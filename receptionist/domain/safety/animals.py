"""Animals in danger, and the salon's own hazards."""

from typing import Final

from receptionist.domain.safety.rules import Rule, hard

RULES: Final[tuple[Rule, ...]] = (
    hard(
        "animal poisoned",
        r"{pet}|he|she|hes|shes|it|they|them|both|one of|max|bella|luna|[a-z]+",
        r"(?:ate|eaten|eating|got into|gotten into|swallow\w*|drank|licked|chew\w*|lapped up|got ahold of|scarfed|gobbled|snatched|stole|found and ate|inhaled) (?:\w+ ){0,8}(?:chocolate|brownies?|cocoa|grapes?|raisins?|xylitol|sugar ?free|gum|onions?|garlic|macadamia|antifreeze|coolant|rat (?:poison|bait)|mouse (?:poison|bait)|bait|pellets|poison|slug bait|snail bait|ibuprofen|advil|tylenol|aspirin|adderall|antidepressants?|pills?|medication|meds|edibles?|weed|gummies|pot|marijuana|lily|lilies|sago|azalea|oleander|tulip|mushrooms?|battery|batteries|socks?|corn ?cob|needle|string|thread|ribbon|tinsel|bone|bones|toy|rock|rocks|magnets?|fish ?hook|hook|tampon|underwear|bread dough|dough|bleach|detergent|pod|glue|gorilla glue|vape|nicotine|cigarettes?|coffee grounds|toad|compost|hair tie|squeaker|peach pit|skewer|coin|penny|pennies|glass|plant|fertilizer|blood meal)",
        trades="veterinary",
    ),
    hard(
        "animal poisoned",
        r"(?:dog|cat|puppy|kitten|pup|lab|retriever|terrier)",
        r"(?:ate|got into|swallowed|licked|drank|chewed|eaten) (?:\w+ ){0,6}(?:chocolate|grapes?|raisins?|xylitol|antifreeze|rat poison|mouse poison|poison|ibuprofen|advil|tylenol|edibles?|lily|lilies|battery|pills?|meds|medication)",
    ),
    hard(
        "bloat",
        r"(?:stomach|belly|abdomen|tummy|side|sides|gut) {gap}(?:hard|swollen|bloat\w*|huge|blown up|tight|like a (?:drum|balloon|basketball|football|rock)|distended|big)|bloat\w*|twisted stomach|gdv|(?:trying|tries|keeps trying|wants) to (?:throw up|vomit|puke|barf) {gap}(?:and )?(?:nothing|cant|but|no|only foam)|(?:dry heav\w*|retch\w*|gagging|heaving) {gap}(?:nothing|foam|and pacing|wont|and his|and her)|foam {gap}(?:drool\w*|pacing|belly)",
        trades="veterinary",
        unless=r"weigh\w*|pregnan\w*|deworm\w*|food for",
    ),
    hard(
        "animal",
        r"(?:cat|kitty|tom ?cat|male cat|kitten|he|hes|dog|she|shes)",
        r"(?:{cant}|hasnt|not able to|straining to|trying to|in and out of (?:the|his) (?:litter|box)|squatting and|nothing (?:is )?com\w* out|{isnt}) (?:\w+ ){0,3}(?:pee\w*|urinat\w*|go potty|go to the bathroom|pass (?:any )?urine|nothing|com(?:es?|ing) out|only drops|the litter box)|block\w* (?:bladder|again|up)|urinary block\w*|(?:crying|howling|yowling|screaming) in (?:the|his) (?:litter )?box",
        trades="veterinary",
    ),
    hard(
        "animal",
        r"hit by (?:a |the )?(?:car|truck|bike|bus)|run over|ran over (?:my|the|our|his)|(?:got|was|been|just) (?:attacked|mauled|bit|bitten|grabbed|shaken|gored|kicked by a horse|shot|stabbed|trampled|stepped on)|snake ?bite|bitten by a (?:snake|rattlesnake|copperhead)|rattle ?snake|coyote|porcupine|quills|fell (?:from|off|out of) (?:the |a )?(?:balcony|window|second|third|truck|roof|bed of)|gut\w* (?:hanging|out|showing)|(?:eye|eyeball) {gap}(?:pop\w*|hanging|out of|bulg\w*|socket)|dragg\w* (?:his|her|its|the|both)? ?(?:back|hind|rear) ?(?:legs?|end)|(?:back|hind|rear) legs? {gap}(?:stopped|wont|arent|gave out|paralyz\w*|dont work|quit|not working|limp|dragging|useless)|{cant} (?:stand|get up|use (?:his|her) back|hold (?:his|her) head)",
        trades="veterinary",
        unless=r"last (?:year|month)|months? ago|years? ago|old age|arthritis|(?:bit|bitten|bites?) (?:the|a|my|him|her|people) (?:mail|neighbor|groomer|tech|kid|visitor)",
    ),
    hard(
        "animal",
        r"(?:gums?|tongue) {gap}(?:white|pale|blue|gr[ae]y|purple|muddy|brick red|bright red)|(?:pant\w*|breath\w*|gasping|wheez\w*) {gap}(?:hard|heav\w*|fast|funny|weird|open mouth|mouth open|labor\w*|{cant}|rapid\w*|wont stop|struggl\w*|nonstop|with (?:his|her) mouth)|(?:labored|open mouth|heavy|trouble|struggling|hard time|difficulty|shallow) breath\w*|mouth (?:hanging )?open {gap}breath\w*|neck (?:is )?(?:stretched|stuck) out|heat ?stroke|overheat\w*|(?:left|locked|been) in (?:the|a) hot|collaps\w*|wobbl\w*|drunk|stagger\w*|falling over|{cant} (?:walk|stand) (?:straight|up)|head tilt\w* all of a sudden|unresponsive|barely (?:moving|breathing|responsive|awake|lift\w*)|isnt moving|not moving|wont (?:wake|get up|lift|move|raise|open (?:his|her) eyes)|cold (?:to|and|ears)|limp|twitch\w*|trembl\w* and|shaking (?:all over|and|uncontroll\w*|violently)|seiz\w*|convuls\w*|foaming|stiff as|paddling",
        trades="veterinary",
        unless=r"(?:seizure|epilepsy) (?:meds?|medication|medicine|refill)|refill|a little limp|limping|slight|shak\w* (?:his|her) (?:head|ears)|panting (?:a little|at night sometimes)|(?:when|because) (?:he|she)s (?:excited|nervous|scared)|in the car|fireworks|last (?:month|year)",
    ),
    hard(
        "animal birth",
        r"(?:puppies|puppy|kittens?|kitten|labor|pushing|straining|contractions|whelp\w*|giving birth|calf|foal|litter)",
        r"(?:\d+|two|three|four|five|six|couple|few|an?) hours?|stuck|nothing|{cant}|hanging|(?:hasnt|isnt|not) (?:com\w*|breath\w*|born|out)|half (?:way )?(?:out|in)|green|black|discharge|no (?:puppies|more|puppy|kittens?|pups)|since (?:last night|this morning|noon|midnight)|another one|tired",
        trades="veterinary",
        unless=r"litter ?box|(?:shots|vaccin\w*|deworm\w*|spay|neuter|checkup|check up|food|class|training|adopt\w*|first visit|exam|weeks old)",
    ),
    hard(
        "animal",
        r"(?:blood|bleed\w*|bloody)",
        r"everywhere|{cant} stop|wont stop|vomit\w*|throwing up|threw up|pouring|paw|pad|puddles?|mouth|nose|nonstop|a lot|lots|jelly|nail (?:broke|tore|ripped) {gap}(?:hour|still)|ear {gap}(?:everywhere|walls?)|open|neck|throat|stitches (?:came|opened|ripped|tore)|incision",
        r"{pet}|he|she|hes|shes|her|his|its",
        trades="veterinary",
        unless=r"blood (?:work|test|panel|draw)|results|donat\w*|tiny bit|little bit of blood",
    ),
    hard(
        "animal",
        r"(?:incision|stitches|staples|sutures|belly|spay|wound)",
        r"(?:open\w*|came apart|split|ripped|tore|chewed (?:out|open)|guts?|insides|intestines?|something (?:is )?(?:hanging|coming) out|falling out|gaping)",
        trades="veterinary",
        unless=r"removed?|removal|when (?:do|can)|open (?:on|at|sunday|late)",
    ),
    hard(
        "salon",
        r"scalp|skin|face|eyes?|eyelids?|lashes?|brow|brows|ear|ears|neck|forehead|head",
        r"(?:burning|on fire|blister\w*|swell\w*|swollen|raw|ooz\w*|peel\w* off|{cant} (?:open|see|breathe)|glued|bleach (?:is |got )?(?:in|burn)|stuck shut|(?:is |its |wont stop )bleed\w*|chunk|hives)",
        r"color|dye|bleach|lash\w*|glue|wax\w*|perm|relax\w*|keratin|treatment|facial|peel|tint|product|foils?|chemical|solution|developer|highlights|stylist|razor|scissors|shears|yall|you guys|yesterday|today|now|right now|extensions?|she|they|you",
        trades="salon",
        unless=r"sensitive|allergic (?:history|to)|worried|before (?:my|the)|will it|does it|sunburn|patch test",
    ),
    hard(
        "salon",
        r"(?:client|customer|lady|woman|guy|girl|stylist|bride|someone|somebody|person|she|he) {gap}(?:fainted|passed out|collapsed|seiz\w*|fell out|{isnt} breathing|hit her head|having a (?:seizure|stroke|heart attack))",
        trades="salon",
    ),
)
