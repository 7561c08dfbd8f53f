"""The words by which rules recognise what is meant: English and Spanish, as people say them."""

import re
from typing import Final

DANGERS: Final[tuple[tuple[str, str], ...]] = (
    (
        "despair",
        r"suicid|kill(ing)? (my|him|her|them)sel(f|ves)|end (it all|my life|things)|want(s|ed)? to die|not? (want to )?"
        r"(live|be here|be alive)( anymore)?|better off without|miss me|goodbyes?\b|hurt(ing)? (myself|himself|herself)"
        r"|self.harm|no quiero (vivir|seguir)|quitarme la vida|matarme|suicid|driving into|want it all to stop|despair",
    ),
    (
        "gas",
        r"\bgas\b.{0,30}(smell|leak|odou?r|hiss)|smell.{0,20}\bgas\b|(rotten|bad) eggs?|carbon monoxide|\bco\b.{0,12}(alarm"
        r"|detector|going off)|monoxide|(olor|huele|fuga).{0,12}gas|skunk|mon[oó]xido|fumes",
    ),
    (
        "fire",
        r"\bfire\b|flames?|smok(e|ing)|sparks?|sparking|burning smell|melting|crackling|incendio|fuego|humo|chispas",
    ),
    ("wire", r"power ?line|live wire|shock(ed)?|electrocut|downed line|cable el[eé]ctrico"),
    (
        "violence",
        r"restraining order|order of protection|break(ing)? in|(he|she|they)('s| is| are)? (outside|in the house|following)"
        r"|\bgun\b|knife|\bbat\b|threaten|hit(s|ting)? me|beat(s|ing)?|chok(e|ed|ing) me|stalk|hurt me|abus|unsafe at home"
        r"|me peg[oó]|me golpe|amenaz|arma\b|afraid of (my|him)|violence",
    ),
    (
        "poison",
        r"poison|overdos|swallow|drank|cleaning (stuff|product)|bleach|too many pills|took (all|the whole)|used too much"
        r"|envenen|sobredosis|se (tom[oó]|trag[oó])|nodding out|got into|ate (a|some|the)\b",
    ),
    (
        "custody",
        r"arrest|in jail|custody|police (are|is) (here|at)|detained|bail|handcuff|\bICE\b|warrant|detenid|arrestad|c[aá]rcel",
    ),
    (
        "water",
        r"flood|water|burst|pipe|sewage|sewer|drain|leak|poop|tub|inund|agua|tuber[ií]a|shutoff|shut off",
    ),
    ("cold", r"no heat|heat(er)? (is )?(out|off|died|quit)|freez|furnace|boiler|sin calefacci[oó]n|frozen"),
    ("tooth", r"tooth|teeth|jaw|diente|muela"),
)

CORRECTS: Final = re.compile(
    r"^\s*(no+\b|actually|wait|sorry|i meant|i said|not \w+|correction|scratch that|oops|en realidad|perd[oó]n|quise decir"
    r"|digo|me equivoqu[eé])|\b(no wait|i meant|i mean|should be|instead of|that'?s wrong|not right|no es|est[aá] mal)\b",
    re.IGNORECASE,
)

REFUSES: Final = re.compile(
    r"\b(rather not|don'?t want to (give|say|share)|not giving|none of your|prefer not|no quiero dar|prefiero no"
    r"|don'?t have (one|any|it|that)|no tengo|i don'?t know|not sure|no s[eé]|skip)\b",
    re.IGNORECASE,
)

LEADS: Final = re.compile(
    r"^\s*(?:(?:um+|uh+|er|hi|hello|hey|well|so|yeah|yes|ok(?:ay)?|sure|this is|it'?s|it is|its|that'?s|that would be|i have"
    r"|i'?ve got|my \w+ is|the \w+ is|we have|she has|he has|against|the other (?:side|party|person) is|you can put|just"
    r"|pues|bueno|s[ií]|es|tengo|se llama|me llamo|soy|mi \w+ es|called|named|about)[\s,.:]+)+",
    re.IGNORECASE,
)

TAILS: Final = re.compile(
    r"(?:[\s,.]+(?:please|thanks|thank you|por favor|gracias|i think|i guess))+[\s.]*$", re.IGNORECASE
)

OF_EVERYBODY: Final = frozenset(
    """
    a an the i im i'm me my we us our you your he she it is are be been was to for of in on at and or
    with if up so um uh hi hey hello yes yeah please thanks can could would will like want wanna need
    get got make made set schedule book appointment appointments visit time times date somebody someone
    come out see new there here any some soon possible tomorrow today morning afternoon evening week
    month day next this that have do does how start never done first been know just really lawyer
    attorney doctor consultation consult session therapy therapist talk speak call calling about help
    monday tuesday wednesday thursday friday saturday sunday una un el la los las de para por con quiero
    quisiera necesito hacer cita hola buenas buenos me mi yo favor poder puedo ayuda abogado lunes
    martes miércoles jueves viernes mañana tarde semana próxima
    """.split()  # noqa: SIM905 - a list one can read
)

LIKE: Final = (
    ("cut", r"hair ?cut|trim|corte"),
    ("color", r"colou?r|highlights|balayage|roots|dye|tinte"),
    ("cleaning", r"clean(ing)?|limpieza|hygienist"),
    ("exam", r"check ?-?up|exam|chequeo|revisi[oó]n"),
    ("physical", r"physical|check ?-?up|annual|yearly|wellness|chequeo|f[ií]sico"),
    ("sick", r"sick|fever|cough|throat|flu|cold|rash|enferm|tos|fiebre|garganta"),
    ("vaccine", r"vaccin|shots?\b|rabies|booster|vacuna"),
    ("oil", r"oil|aceite"),
    ("diagnostic", r"diagnos|check engine|noise|light|ruido|revis"),
    ("tune", r"tune ?-?up|maintenance|mantenimiento|seasonal"),
    ("repair", r"repair|fix|broken|not working|isn'?t (working|cooling|heating)|won'?t|quit|leak|repar|arregl|noise|rattl"),
    ("showing", r"show|see the|look at|tour|visit|view|ver el|mostrar"),
    ("emergency", r"pain|broke|chipped|cracked|swollen|toothache|fell out|dolor"),
)  # fmt: skip

GENERIC: Final = re.compile(
    r"consult|visit|exam|call|session|estimate|repair|diagnostic|appointment|showing", re.IGNORECASE
)

CALLED: Final = (
    ("phone", r"phone|number|tel[eé]fono|n[uú]mero"),
    ("name", r"name|nombre|spell"),
    ("postcode", r"zip|post ?code|postal"),
    ("address", r"address|street|direcci[oó]n|calle"),
    ("when", r"time|day|date|hora|d[ií]a|fecha|earlier|later"),
)

ANY_TIME: Final = re.compile(
    r"\b(any ?time|whenever|whatever|(have|got) first|first (opening|slot|you have)|no preference|soonest|asap|as soon as|earliest|first (available|thing you)|flexible|any day"
    r"|cuando sea|cualquier|lo antes posible|cuanto antes|you (pick|choose|tell)|what (do|have) you (have|got))\b",
    re.IGNORECASE,
)

NEVER: Final = (
    ("a dose", re.compile(r"\d+ ?(mg|milligrams?|miligramos|ml)\b|you should take|deber[ií]a tomar", re.IGNORECASE)),
    ("an opinion", re.compile(r"you (have|'ve got) a (good|strong) case|tiene un buen caso|you should (sue|sign|plead)", re.IGNORECASE)),
    ("an outcome", re.compile(r"\bguarantee|we (will|can) win|vamos a ganar|garantiz", re.IGNORECASE)),
    ("a diagnosis", re.compile(r"it'?s probably (just|nothing)|sounds like you have|you probably have", re.IGNORECASE)),
    ("being human", re.compile(r"\bI('m| am) (a (real )?(human|person)|not (a|an) (robot|bot|machine|ai))\b", re.IGNORECASE)),
)  # fmt: skip

BOOKED: Final = re.compile(
    r"\b(you'?re (all set|booked|confirmed)|is (booked|yours|confirmed)|it is now|it is cancelled|est[aá] (reservada|confirmada)"
    r"|queda cancelada|es suya|ahora es el)\b",
    re.IGNORECASE,
)

HOURS: Final = {
    word: number
    for words in (
        "one two three four five six seven eight nine ten eleven twelve",
        "una dos tres cuatro cinco seis siete ocho nueve diez once doce",
    )
    for number, word in enumerate(words.split(), 1)
} | {"noon": 12, "mediodía": 12, "mediodia": 12}

MINUTES: Final = {
    "fifteen": 15, "thirty": 30, "forty five": 45, "forty-five": 45, "ten": 10, "twenty": 20, "fifty": 50, "forty": 40,
    "quince": 15, "treinta": 30, "cuarenta y cinco": 45, "y media": 30, "y cuarto": 15, "oh five": 5, "diez": 10,
    "veinte": 20, "cuarenta": 40, "cincuenta": 50, "media": 30, "cuarto": 15,
}  # fmt: skip

ORDINALS: Final = (
    (0, r"\b(first|1st|earliest|earlier|soonest|former|primer[ao]?|la de antes|m[aá]s temprano|option (one|1)|n[uú]mero uno)\b"),
    (1, r"\b(second|2nd|middle|segund[ao]|del medio|option (two|2)|n[uú]mero dos)\b"),
    (2, r"\b(third|3rd|tercer[ao]?|option (three|3)|n[uú]mero tres)\b"),
    (-1, r"\b(last|latest|later one|latter|[uú]ltim[ao]|m[aá]s tarde)\b"),
)  # fmt: skip

DAYS: Final = (
    ("monday", "lunes"), ("tuesday", "martes"), ("wednesday", "miércoles", "miercoles"), ("thursday", "jueves"),
    ("friday", "viernes"), ("saturday", "sábado", "sabado"), ("sunday", "domingo"),
)  # fmt: skip

NONE_OF_THEM: Final = re.compile(
    r"\b(none|neither|nothing|another (day|time)|other (day|time)s?|different|something else|anything (else|later|earlier)"
    r"|not (that|those|the|any)|can'?t (do|make)|don'?t work|doesn'?t work|won'?t work|later in|earlier in|more times"
    r"|ningun[ao]|otr[ao] (d[ií]a|hora|horario)|no puedo|no me sirve|esa no|ese no|m[aá]s opciones)\b",
    re.IGNORECASE,
)

STOP: Final = re.compile(
    r"^\s*(stop|stopall|unsubscribe|cancel all|end|quit|alto|parar?|basta de mensajes)\s*[.!]*\s*$",
    re.IGNORECASE,
)

HUMAN: Final = re.compile(
    r"\b((talk|speak|get|transfer|connect|put|switch)\b.{0,20}\b(human|person|somebody|someone|people|representative|agent"
    r"|operator|receptionist|manager|supervisor|nurse|live)|real (human|person)|(human|operator|representative|agent)"
    r"( being)?\s*(please|now)?\s*$|hablar con (una|alguna|la) persona|con un(a)? (humano|persona|operador[a]?|agente)"
    r"|persona de verdad|operadora)\b",
    re.IGNORECASE,
)

AUTOMATED: Final = re.compile(
    r"\b(are you|is this|am i (talking|speaking) (to|with)|you'?re|eres|es usted|estoy hablando con)\b.{0,24}"
    r"\b(real|human|robot|bot|machine|ai|a\.i\.|computer|recording|automated|chat ?gpt|person|m[aá]quina|humano|persona)\b",
    re.IGNORECASE,
)

PRETEXT: Final = re.compile(
    r"\b(is|was|are)\b.{1,40}\b(a|your|one of your) (patient|client|customer|tenant)s?\b"
    r"|\b(when|what time|where|what)('s| is| was| are| does)?\b.{0,20}\b(her|his|their|my (wife|husband|son|daughter|mother|father|boyfriend"
    r"|girlfriend|ex|partner|boss|employee)('s)?)\b.{0,24}\b(appointment|appt|session|visit|number|address|case|results?)"
    r"|\b(give|tell|read|send|text) me\b.{0,20}\b(her|his|their|somebody'?s|someone'?s)\b.{0,20}\b(number|address|phone|email|file|results?|balance|appointment)"
    r"|\b(does|did|has|is|was)\b (she|he|my (wife|husband|ex|son|daughter|boyfriend|girlfriend|employee|tenant|neighbor))\b.{0,30}"
    r"\b(come|appointment|see you|there (today|yesterday|now)|show up|patient|client|pay|owe)"
    r"|cu[aá]ndo es la cita de (mi|ella|él)|es paciente (suy|de ust)",
    re.IGNORECASE,
)  # fmt: skip

AGAIN_AND_AGAIN: Final = re.compile(
    r"\b(already (told|said|gave)|i (just )?(told|said)( you)?( that| this)?( already)?|how many times|again\?+|are you (deaf|stupid|listening)"
    r"|fuck\w*|shit\w*|damn|bullshit|ridiculous|useless|stupid|for the (second|third|last) time|this is (a joke|insane|crazy)"
    r"|ya (se )?(le|te|lo) dije|in[uú]til|mierda|carajo|rid[ií]culo)\b",
    re.IGNORECASE,
)

CALLBACK: Final = re.compile(
    r"\b(call me|call back|someone (to )?call|somebody (to )?call|have (some|any)(one|body)|take a message|leave a message|message"
    r"|get back to me|reach out|que me llamen|ll[aá]menme|un mensaje|dejar)\b",
    re.IGNORECASE,
)

CONSULT: Final = re.compile(
    r"\b(book|schedule|consult\w*|appointment|come in|cita|agendar|see (a|the|someone))\b", re.IGNORECASE
)

ADVICE_WORDS: Final = re.compile(
    r"\b(what'?s it worth|how much (is|would|could) (my|it|this).{0,24}(worth|get)|(good|strong|winnable) case|ball ?park|should i (take|sue|sign|stop|give|plead)"
    r"|do i (have a case|need surgery|need a lawyer)|what (dose|do you think (it|i)|would you do)|diagnos\w* (me|it)|is it (serious|normal|infected|legal|broken)"
    r"|what are my (chances|odds|options)|tengo (un buen )?caso|cu[aá]nto vale|deber[ií]a tomar)\b",
    re.IGNORECASE,
)

ALL_SAFE: Final = re.compile(
    r"^\s*(no+\b|nope|nah|not (right )?now|nobody|everyone'?s (fine|ok|safe)|(we|i)('?m| am|'?re| are) (fine|ok|okay|safe|good)"
    r"|it'?s (fine|not|over|stopped)|nothing like that|todo bien|nadie|estamos bien)",
    re.IGNORECASE,
)

BODY: Final = re.compile(
    r"breath|chest|blood|bleed|unconscious|seiz|stroke|heart|baby|limp|faint|respir|pecho|sangr|headache|allerg|hurt",
    re.IGNORECASE,
)

# No name holds these; a sentence does.
NO_NAMES: Final = frozenset(
    """
    i you we need want have can could would what when where how why is are the a an to for not do does did my your this that yes no
    yo quiero necesito puedo cuándo cuando qué que cómo como dónde donde es son una un para sí hola hello hi please
    """.split()  # noqa: SIM905 - a list one can read
)

UNSURE: Final = re.compile(
    r"\b(i don'?t know|not sure|no idea|whatever|no s[eé]|ni idea|i guess)\b", re.IGNORECASE
)

VOLUNTEERED: Final = {
    "name": re.compile(r"\b(my name is|my name'?s|me llamo|mi nombre es)\b", re.IGNORECASE),
    "phone": re.compile(
        r"\b(call me (at|back at|on)|number is|reach me (at|on)|my (cell|number|phone)|mi n[uú]mero)\b",
        re.IGNORECASE,
    ),
    "email": re.compile(r"\bat\b.{2,40}\bdot\b|@|arroba", re.IGNORECASE),
    "postcode": re.compile(r"\bzip\b|\bpost ?code\b|\bpostal\b", re.IGNORECASE),
    "address": re.compile(
        r"\b\d+ [\w ]{2,30}\b(street|st|avenue|ave|road|rd|lane|ln|drive|dr|court|way|place|boulevard|blvd)\b|\bi'?m at\b|\baddress is\b",
        re.IGNORECASE,
    ),
}

SECRET: Final = re.compile(
    r"\b((my|the) )?(card|credit card|debit card|social security|social|ssn|seguro social|tarjeta)( number| card)?"
    r"( is|'s|:| es)? ?((zero|oh|one|two|three|four|five|six|seven|eight|nine|\d|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho"
    r"|nueve)[ ,-]*){4,}",
    re.IGNORECASE,
)

# What people say who ring to sell.
SELLS: Final = re.compile(
    r"google (business )?(listing|profile)|(first|page one|top) (page )?(of|on) (google|the search)|page one\b|search (engine|results)"
    r"|(your|a) (free )?(website|web site|online presence|seo)\b.{0,40}(rank|traffic|design|audit|top|fee)|rank(ing)? (higher|on)"
    r"|help (businesses|companies) like yours|(merchant|card) (processing|services) (rate|fee)|lower your (rate|bill|electric|interest)"
    r"|extended (auto |car |vehicle )?warranty|car'?s warranty|business (loan|funding|line of credit)|pre.?approved|working capital"
    r"|exclusive leads|leads for your|pay per (call|lead)|solar (panel|program|saving)|discuss solar|free cruise|you('ve| have) (been selected|won)"
    r"|claim your (prize|reward)|gift card (winner|reward)|in charge of (marketing|advertising|your (phone|energy|electric))|decision maker"
    r"|warrant for your arrest from|social security administration|irs (agent|case)|medicare benefits? (card|advisor)|press (one|1) (to|now)"
    r"|survey (with|of|for) (business|homeowners)|staffing (solutions|agency)|virtual assistants? from|outsourc"
    r"|pr[eé]stamo para su negocio|primera p[aá]gina de google|ha sido seleccionad|gan[oó] un premio",
    re.IGNORECASE,
)

SPANISH: Final = re.compile(
    r"\b(quiero|quisiera|necesito|tengo|hola|buenos|buenas|gracias|por favor|una|cita|para|mi|est[aá]|estoy|puedo|usted|s[ií]|qu[eé]|el|la"
    r"|los|las|del|con|soy|me llamo|ma[ñn]ana|hoy|cu[aá]ndo|d[oó]nde|cu[aá]nto|no s[eé]|se[ñn]or|lunes|martes|mi[eé]rcoles|jueves|viernes)\b",
    re.IGNORECASE,
)
ENGLISH: Final = re.compile(
    r"\b(the|i|i'm|my|is|are|you|need|want|can|have|and|to|for|at|on|this|that|it|it's|with|please|what|when|how|do|does|yes|thanks|hello|hi"
    r"|tomorrow|today|monday|tuesday|wednesday|thursday|friday|after|next|first)\b",
    re.IGNORECASE,
)

LEGAL_QUESTION: Final = re.compile(
    r"\b(can|could|may) (they|he|she|my (landlord|boss|employer|ex|husband|wife|company|neighbor|bank|school)|the (police|court|city|other side))"
    r" (legally )?\w+ (me|my|us|our)\b|\bis (it|that|this) (even )?(legal|illegal|allowed)\b|\bdo i have to (pay|move|answer|sign|testify|let)"
    r"|\bwhat are my rights|\bam i (liable|entitled|responsible|allowed)|\bes legal\b|\bpuede(n)? (mi|el) (casero|jefe|ex|esposo)\b"
    r"|\bcu[aá]les son mis derechos|\btengo que (pagar|firmar)",
    re.IGNORECASE,
)
CARE_QUESTION: Final = re.compile(
    r"\bwhat does it mean (if|when|that)|\bhow (many|much) (mg|milligrams|pills|tablets|drops)|\bis it (normal|safe|dangerous) (to|if|that|for)"
    r"|\bshould i (take|stop taking|increase|skip|be worried)|\bcan i (take|mix) .{2,40} with|\bes (normal|seguro|peligroso) que"
    r"|\bcu[aá]nt[oa]s (pastillas|gotas|miligramos)|\bdebo (tomar|dejar de tomar)",
    re.IGNORECASE,
)
