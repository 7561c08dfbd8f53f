"""People who may harm themselves, are harmed by others, or stand before the police."""

from typing import Final

from receptionist.domain.safety.rules import Rule, ask, hard

SUICIDE: Final[tuple[Rule, ...]] = (
    hard(
        "suicide",
        r"suicid\w+|kill(?:ing)? (?:my|him|her|them)sel(?:f|ves)|end(?:ing)? (?:my|it all|everything|his|her) ?(?:own )?(?:life)?(?: tonight| today| now)?|take (?:my|his|her) own life|tak\w+ (?:my|his|her) (?:own )?life|hang (?:my|him|her)self|slit (?:my|his|her)|unaliv\w+",
        unless=r"suicide (?:prevention|awareness|squad)|end (?:my|his|her|everything)? ?(?:lease|contract|appointment|membership|subscription|session|call|day|meeting|marriage|service|plan)|lost (?:my|our) \w+ to suicide|(?:brother|sister|dad|mom|father|mother|friend|son|daughter|husband|wife) (?:died by|committed) suicide",
    ),
    hard(
        "suicide",
        r"(?:want|wanna|wish|ready|rather|going|gonna|plan\w*|need|hoping|try\w*|tried|think\w* about|thinking of|thought about|better off|might as well|wants|wanting) (?:\w+ ){0,3}(?:to )?(?:die|dead|dying|be dead|disappear (?:for good|forever)|hurt (?:my|him|her)self|harm (?:my|him|her)self|cut(?:ting)? (?:my|him|her)self|jump(?: off)?|not (?:be|wake) (?:here|alive|up))",
        unless=r"dying (?:for|to)|(?:rather|sooner) die than|makes? me (?:want|wanna) (?:to )?die|dead (?:tree|battery|lawn|outlet|plant|bolt|skin|line)|jump (?:start|on|ahead|in line|in)|better off (?:dead )?(?:with|selling|buying)|die (?:of|from) (?:embarrass\w+|laugh\w+|boredom)",
    ),
    hard(
        "suicide",
        r"(?:dont|do not|didnt|cant|no longer|not sure i|never) (?:\w+ )?(?:want|wanna|see|have|feel like|wish|deserve|need|think i)? ?(?:any |a |to )*(?:live|be alive|be here|exist|living|wake up|go on|keep going|make it through (?:the night|tonight)|be around|point (?:in )?(?:living|anymore|going)|reason to (?:live|stay|go on|be here)|keep (?:my|him|her)self safe|do this life)",
        unless=r"live (?:in|at|near|with|there|here|far|close|person|agent|chat)|be here (?:at|on|by|until|before|for|when|that|tomorrow|next|this)|exist (?:on|in)|be around (?:at|on|for|that|when|then)|go on (?:a|the|with|that|vacation|hold)|wake up (?:early|that|at|before)|live here|(?:work|shift|day) (?:anymore|again)|he cant live|keep going (?:to|back|with the|round|over)|be alive today",
    ),
    hard(
        "suicide",
        r"(?:goodbye|good bye|goodbyes|farewell) {gap}(?:note|letter|letters|to (?:everyone|everybody|my kids|my family|them|her|him)|notes|video)|(?:wrote|written|writing|left|leaving|saying|said|recorded) {gap}(?:goodbyes?|good byes?|suicide note|last letter|note for my (?:kids|family|wife|husband|mom))|final goodbye",
        unless=r"said goodbye and|left a note (?:on|at|with|for the)",
    ),
    hard(
        "suicide",
        r"(?:gave|given|giving|give) (?:\w+ )?{gap}(?:away|my dog|my cat|to my (?:brother|sister|neighbor))|put (?:my|all my) affairs in order|found (?:a |another )?(?:home|someone) for my (?:dog|cat|pets?)|paid off (?:everything|all my)|will is (?:done|written)|made (?:out )?my will",
        r"nobody|no one|everyone|everybody|wont (?:be|matter|need)|miss me|anymore|burden|goodbye|better|done|tired|away (?:all )?(?:my|his|her) (?:stuff|things|clothes|records|guitar|dog|cat|tools|everything|jewelry|belongings)|where im going|soon",
        unless=r"giveaway|prize|gift card|old clothes to|goodwill|free|coupon",
    ),
    hard(
        "suicide",
        r"(?:nobody|no one|no body|everyone|everybody|they|my (?:family|kids|wife|husband|mom)|the world|people|you all|yall|hed|shed|theyd)(?:d| would| will| wouldnt| wont| is| are)? {gap}(?:miss me|be better (?:off )?without (?:me|him|her)|better off (?:if i|without me|without him|without her)|notice (?:if|when) (?:im|i was|i were) (?:gone|dead|not)|care if i (?:die\w*|disappear\w*|was gone|wasnt here|lived)|wouldnt (?:even )?notice)"
        r"|(?:better|easier) (?:off )?without me|im (?:just )?(?:a |such a )burden|(?:after|when|once) im gone|if i (?:wasnt|werent|wasn t) (?:here|around|alive) (?:anymore)?|wont (?:have to )?(?:be|see me|hear from me) (?:around|again|anymore|here (?:tomorrow|much longer|anymore))",
        unless=r"(?:when|after|once) im gone (?:to|on|for|next|this|from|that)|wont be (?:here|around) (?:at|on|until|tomorrow (?:for|at)|anymore for)",
    ),
    hard(
        "suicide",
        r"(?:(?:the|a|my|his|her|dads|this) )?(?:gun|pistol|rifle|shotgun|rope|noose|razor|blades?|knife|pills|bottle) {gap}(?:in my (?:hand|lap|mouth)|in (?:his|her) (?:hand|lap|mouth)|to my (?:head|wrist)|to (?:his|her) head|right here|next to me|in front of me|on the (?:table|bed|counter|nightstand)|lined up|counted|saved up|loaded|ready|around (?:my|his|her) neck)|(?:sav\w+|stockpil\w+|count\w+|lin\w+|hoard\w+) {gap}(?:pills|meds|pain ?killers)"
        r"|(?:(?:im|hes|shes|i am|he is|she is|up|standing|sitting|parked|walking) (?:\w+ )?(?:on|at|over)|edge of) (?:the|a|this) (?:\w+ )?(?:bridge|ledge|overpass|edge|roof|tracks|railing|parking garage)|tracks (?:behind|near) {wide}(?:train|next)",
        unless=r"(?:house|shop|salon|office|located|location|directions?|turn|address|park\w*) {gap}(?:bridge|overpass|tracks)|(?:shingles?|gutter|leak|raccoon|antenna|dish|tile|vent|debris|branches|cat|dog|ball|satellite|squirrels?|moss|snow|bird|nest|solar|panels) {gap}(?:on|at) the (?:roof|edge|ledge)|(?:work\w*|crew|guys|contractor|roofers|someone|they|estimate|leak\w*|hole|soft spot|patch|flashing) {gap}(?:on|over|at) the (?:roof|edge|bridge)|cut|hair|shave|beard",
    ),
    hard(
        "suicide",
        r"(?:driv\w+|steer\w*|crash\w*|swerv\w*|turn\w*) {gap}(?:into (?:the|a|that) (?:wall|tree|pole|river|lake|oncoming|median|traffic|truck)|off (?:the|a) (?:road|bridge|cliff))|step\w* (?:out )?in front of (?:a|the) (?:train|bus|car|truck)|walk\w* into traffic|oncoming traffic",
        r"i|im|me|my|he|she|keep|think\w*|thought|want|urge|just",
        unless=r"i (?:was )?(?:hit|crashed|ran)|crashed|someone|somebody drove|he drove|she drove|a (?:car|truck|guy) (?:drove|crashed)|insurance|estimate|mechanic",
    ),
    hard(
        "suicide",
        r"(?:just |really |i )?(?:want|wish|need) (?:it|everything|the pain|this|all of it|the voices|my mind) (?:all )?to (?:just )?(?:stop|end|be over|go away)|(?:want|wish|like) to (?:go to sleep|fall asleep|sleep) and (?:not|never)|sleep forever|go to sleep and never|never wake up|(?:cant|couldnt|cannot) (?:take|do|keep doing|handle|stand|go on like) (?:it|this|life|living)(?: pain)? (?:anymore|any more|any longer|another day)|whats the point (?:of (?:living|anything|being)|anymore)|tired of (?:living|being alive|life|existing|fighting)|i give up on (?:life|everything)|over it all|done with (?:life|living|everything)|ready to go (?:be with|see) (?:my|the lord|god)|join (?:my|her|him|them) (?:late )?(?:\w+ )?in heaven",
        unless=r"your (?:company|service|office|bot|menu|robot)|hold music|this (?:job|hold|menu|machine|robot|phone)|calls? to (?:stop|end)|texts? to|landlord|neighbors?|noise|spam|commute|leak|smell|bills?|waiting|(?:roots|hair|color|tooth|truck|car) (?:anymore|any more)",
    ),
    hard(
        "self harm",
        r"(?:cut|cutting|burned|burning|carv\w+|scratch\w*) (?:my|him|her|them)sel(?:f|ves)|(?:cut|slit|slashed) (?:my|his|her|their) (?:wrists?|arms?|thighs?|legs?)|self harm\w*|hurt\w* (?:my|him|her)self (?:again|tonight|on purpose|all day|right now)|went too deep",
        unless=r"shav\w+|cooking|kitchen|knife slipped|accident\w*|hair|bangs|years? ago|on the (?:can|glass|fence|tool)|hurt myself (?:at|on|lifting|playing|running|working|when|falling)",
    ),
    hard(
        "mind",
        r"(?:voices|demons|god|the tv|radio|angels?|they) {gap}(?:tell\w*|told|say\w*|order\w*|command\w*) (?:me|him|her) (?:to )?|hearing voices|(?:hasnt|havent|not) slept (?:in|for) {gap}(?:days|nights)|being (?:watched|poisoned) by|(?:chip|chips) in (?:my|his|her) (?:head|brain)|says hes (?:god|jesus|the messiah)|(?:thoughts?|urges?|images?|scared|afraid) {gap}(?:of |about |to |i (?:will|might|could|am going to|m going to) |ill |i'll )(?:hurt\w*|shak\w+|drop\w*|smother\w*|drown\w*|harm\w*) (?:the|my|our|her|him|someone|somebody|people|the baby|my baby)",
        unless=r"voices? ?mail|low voices|hotline|(?:office|they|insurance|pharmacy|nurse) (?:said|told me|say)|they (?:tell|told|say|said|order)|on the radio|tv ad|commercial",
    ),
    hard(
        "threat to others",
        r"(?:going to|gonna|want to|wanna|will|might|im about to|thinking about|plan\w* to|swear ill|ill|threaten\w* to|threatening to|said hed|said hell|says hell|hes going to) (?:\w+ )?(?:kill|shoot|stab|strangle|hurt|burn down|bomb|blow up|murder|beat) (?:\w+ ){0,2}(?:him|her|them|me|you|us|someone|somebody|everyone|everybody|people|my (?:\w+ )?{kin}|the (?:kids|baby|house|school|place|office|building|neighbor)|this place|that (?:guy|man|woman))",
        unless=r"(?:wife|husband|mom|boss|mother|dad) (?:is |will )?(?:gonna|going to|will) kill me|they(?:re| are) going to kill me|gonna kill me if|going to kill me if|beat (?:you|your|the|their|them) (?:price|traffic)|kill (?:the|my) (?:lawn|grass|battery|weeds)|will (?:it|that|this) hurt|wont hurt|hurt (?:my|the) (?:credit|case|chances)|hurt me (?:if|when) (?:you|they|the dentist)|kill me (?:to|with)",
    ),
)

VIOLENCE: Final[tuple[Rule, ...]] = (
    hard(
        "violence",
        r"(?:he|she|they|husband|wife|boyfriend|girlfriend|ex|dad|mom|stepdad|son|partner|brother|someone|somebody|the guy|a guy|caregiver|aide|man|{kin}) (?:is |has |was |just |keeps |s |started )*(?:hit\w*|hurting|beat\w*|punch\w*|kick\w*|chok\w*|strangl\w*|slapp\w*|slaps|shov\w+|attack\w*|throwing (?:things|stuff)|threw (?:me|a|the)|drag\w*|pinn\w*|threaten\w*|smash\w+|put his hands (?:on|around)|pull\w* (?:a|out a|my) (?:gun|knife|hair)|rap\w+|assault\w*|molest\w*|touch\w* my) ?(?:\w+ )?(?:me|my|her|him|us|the (?:kids|baby|door|phone)|a (?:gun|knife)|again|grandma|mom|neck|throat|on me|around|himself)",
        unless=r"hit my (?:car|truck|parked|bumper|fence|mailbox|van|garage|vehicle|suv)|(?:tooth|filling|crown|back|knee|braces|retainer) (?:is )?hurting|kicked (?:the|out|off|in my door last)|hit (?:my|the) (?:brakes|budget|deductible)|beat (?:me to|the|my)|hitting (?:a|the) (?:deadline|target)|kicked me off|threw (?:me off|a rod|a party)|was hit by|rear ended|threatening (?:to (?:sue|evict|report|fire)|me with (?:eviction|a lawsuit|foreclosure))|threatened to (?:sue|evict|fire)|last (?:year|month)|dog hit|hits me (?:that|when)|got hit|attacked my (?:dog|cat) last|attacked me last",
    ),
    hard(
        "violence",
        r"(?:{isnt}|wont|doesnt|didnt|not) (?:let|letting) (?:me|us|her|my mom) (?:leave|go|out)|(?:took|hid|has|smashed|grabbed) (?:my|her) (?:phone|keys|passport|wallet|car keys) (?:and|so)|(?:hiding|locked myself|locked ourselves|hid|barricaded) {gap}(?:bathroom|closet|bedroom|basement|garage|from (?:him|her|them|my)|under the bed|in here)|hes (?:coming (?:up|in|back|through)|outside the (?:door|bathroom)|drunk and)|{cant} talk (?:loud|long|right now) hes|hes right (?:here|outside)|i have to whisper|whispering|need to (?:get out|leave) (?:before he|of here before|while he)|scared (?:of (?:him|my (?:husband|boyfriend|ex|dad|partner|son))|hes|he will|hell|to go home)|afraid (?:of (?:him|my (?:husband|boyfriend|ex|partner))|hes|he will|hell|for my life|to go home|he)",
        unless=r"took my keys and (?:parked|moved|my car)|my (?:cat|dog|kitten|puppy) (?:is )?(?:hiding|hid)|hiding (?:the|my|an?) (?:pipe|wire|bald|gray)|has my keys and (?:my car|when)|accidentally|of the dentist",
    ),
    hard(
        "violence",
        r"(?:restraining|protective|protection|no contact|stay away|court) order|order (?:of protection|against him|against her|on him)|stalk\w*|my ex|ex (?:husband|wife|boyfriend|girlfriend)|abuser|he",
        r"(?:broke|violat\w+|ignor\w+) (?:the|his|her|my) (?:\w+ )?(?:order|protection)|(?:outside|at my (?:door|house|work|job|window)|in (?:the|my) (?:house|yard|driveway|apartment|backyard)|out front|(?:pulled|showed) up (?:at|here|again|with|to my|outside)|followed|following me|climb\w+|pounding|banging on|kicking (?:in|at|down)|waiting (?:outside|by my)|sitting (?:outside|in his car|in front)|circling|driving by|with a (?:gun|knife|bat|crowbar)|has a (?:gun|knife)|got in|getting in|broke in)",
        unless=r"(?:how do i|how to|can i|need to|want to|help me|like to|should i|do you help (?:with|people)) (?:\w+ )?(?:get|file|renew|extend|modify|drop|apply)|outside of|outside counsel|last (?:month|year|week)|he (?:\w+ )?(?:following|followed) (?:up|the rules|instructions)|he (?:\w+ ){0,3}(?:outside (?:unit|faucet|line))|waiting outside (?:in the car|for (?:my|our|the) (?:appointment|ride))",
    ),
    hard(
        "violence",
        r"(?:someones?|somebodys?|a (?:guy|man|stranger)|two (?:guys|men)|people|they|hes|theres (?:someone|somebody|a (?:guy|man)|people)|man|{kin}|person) {gap}(?:break\w* in|broke in(?: and|to my (?:house|apartment|home) (?:and|right))?|breaking into|trying to (?:get in|break|open my)|in (?:my|the) (?:house|apartment|basement|attic|garage|yard|closet|backyard)|kicking (?:in|down|my)|at (?:my|the) (?:window|back door|door) (?:with|trying|and wont)|with a (?:gun|knife|weapon|bat|machete|crowbar)|follow\w+ me|following (?:my|us)|climbing (?:in|through)|jiggl\w+ (?:the|my)|peeking in|looking in my window|pick\w* (?:the|my) lock|has a (?:gun|knife)|wont leave my|waving a)",
        unless=r"(?:plumber|tech|technician|contractor|crew|inspector|installer|cleaner|cable guy|guest|cat|dog|squirrel|raccoon|mouse|mice|rat|leak|noise) {gap}in (?:my|the)|lives? in (?:my|the)|no one in|following up|follow up|last (?:week|night|month|year)|stuff in|they (?:\w+ )?(?:left|put|have|had|installed|found|said|work\w*|live|are working)|they {gap}in (?:my|the)|water|smell",
    ),
    hard(
        "violence",
        r"(?:gun ?shots?|shots fired|shooter|shooting (?:at|outside|in the|going)|someone (?:is )?shooting|armed|home invasion|intruder|burglar|prowler|being (?:followed|robbed|mugged|held|trafficked|attacked|beaten)|hostage|robbery in progress|glass (?:just )?(?:breaking|broke) {gap}(?:downstairs|and (?:i hear|someone)))",
        unless=r"photo|shooting for|armed forces|alarm (?:system|install)|last (?:night|week|month|year)|burglar alarm|burglar bars|being followed by (?:a|my|the) (?:doctor|specialist|cardiologist)|charged with|case|insurance",
    ),
    hard(
        "violence",
        r"(?:screaming|yelling for help|crying for help|begging|screams)",
        r"next door|upstairs|downstairs|neighbor\w*|apartment|unit|woman|child|kid|hitting|thud|stop it|help|then (?:it went )?quiet|above|below",
        unless=r"screaming (?:kids|deal|match|at (?:me|your|the) (?:staff|bill))|noise complaint|party|brakes|belt|bearing",
    ),
    hard(
        "child taken",
        r"(?:didnt|hasnt|wont|refus\w+ to|{isnt}|never|not) (?:\w+ )?(?:return\w*|bring\w*|brought|give|giving|gave|send\w*|drop\w*) {gap}(?:her|him|them|my (?:\w+ )?{small}|the (?:kids|children|baby)) ?(?:back|home)?|(?:took|taken|taking|grabbed|snatched|ran off with|left with|has) {gap}(?:her|him|them|my {small}|our {small}|the (?:kids|children|baby))",
        r"phone (?:is |s )?off|(?:out of|leave|leaving|fled|left) the (?:country|state)|mexico|airport|passport\w*|plane|flight|border|wont answer|not answering|missing|disappeared|with (?:a|his) gun|school without|drunk|where they (?:are|went)|{cant} reach|no idea where",
        unless=r"(?:vacation|next (?:week|month|summer)|custody (?:case|hearing|agreement)|permission|allowed|consent form)",
    ),
)

POLICE: Final[tuple[Rule, ...]] = (
    ask(
        "police",
        r"(?:cops|police|officers?|detectives?|agents|fbi|dea|ice|immigration|sheriff|marshals?|swat|sheriffs)",
        r"at (?:my|the|our) (?:door|house|apartment|home|work|job)|in my (?:house|living room|home|office|kitchen)|outside|(?:search\w*|raid\w*|kicking|knocking|taking|took|holding|detain\w*|handcuff\w*|arrest\w*) {gap}(?:me|us|right now|my (?:husband|wife|son|dad|house|brother|mom)|him|her|now)|right now|wont let (?:me|him|her) (?:go|leave)|questioning (?:him|her|my|me)|interrogat\w+",
        unless=r"last (?:year|month|week|summer)|police report|years? ago|ice (?:maker|machine|dam|dams)|should i talk|former|retired|report",
    ),
)

RULES: Final = (*SUICIDE, *VIOLENCE, *POLICE)
