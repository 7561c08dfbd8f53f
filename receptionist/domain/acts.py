"""Short answers read by rule: yes, no, again, goodbye, stop, a person; and how vexed somebody sounds."""

import re
from collections.abc import Mapping
from typing import Final

from receptionist.domain.meaning import DialogAct, Intent
from receptionist.domain.safety.wording import worded

_ACTS: Final[Mapping[DialogAct, re.Pattern[str]]] = {
    # The law's words count alone, whatever was asked; the texting floor of contacts knows the carriers' list.
    DialogAct.STOP: re.compile(
        r"(?:(?:please )?(?:stop|stopall|stop all|unsubscribe|end|quit|opt out|optout|alto|parar|baja)(?: please)?"
        r"|(?:please )?(?:stop|quit) (?:texting|messaging|sending me|calling)(?: me)?(?: \w+){0,3}|(?:ya )?no me (?:manden|escriban|llamen|manden)(?: \w+){0,3}"
        r"|(?:please )?(?:take|remove|delete) (?:me|my (?:phone )?number)(?: \w+){0,2} (?:from|off|out)(?: of)? (?:your|the|this) (?:\w+ )?(?:list|system|texts?|database)|(?:dont|do not) (?:text|message|contact) me(?: again| anymore| any more)?|no more (?:texts|messages)(?: please)?|unsubscribe me(?: \w+){0,3})"
    ),
    DialogAct.HUMAN: re.compile(
        r"(?:(?:a |an |the |just a |real |live )*(?:representative|agent|operator|human|person|human being|receptionist|front desk|customer service|somebody|someone)(?: please| now)?|zero|0"
        r"|(?:una? )?(?:operadora?|persona|agente|representante|humano)(?: por favor)?)"
    ),
    DialogAct.YES: re.compile(
        r"(?:(?:oh |well |so |i said )?(?:yes|yeah|yep|yup|yah|ya|yea|uh huh|mm hmm|mhm|mhmm|sure|sure thing|ok|okay|okey doke|alright|right|correct|exactly|absolutely|definitely|of course|you bet|you got it|certainly|please do|go ahead|go for it|k|y|si|claro|claro que si|correcto|exacto|asi es|de acuerdo|esta bien|andele|orale|va|vale|bueno si|por supuesto|desde luego|simon|eso)"
        r"(?: (?:yes|yeah|please|sure|ok|okay|thanks|thank you|sir|maam|that works|thats right|thats fine|thats good|thats correct|sounds good|correct|right|go ahead|it is|i am|i do|i did|lets do that|lets do it|book it|that one|that time|works|please do|do that|por favor|gracias|senora?|esta bien|claro|asi es|perfecto|me parece|me parece bien|a esa hora|hagalo|esa esta bien|esa hora|works for me|do it))*"
        r"|(?:that|it|this|thatll|that will|thatd)(?: one| time| day)?s? ?(?:works?|is fine|is good|is right|is correct|is perfect|is great|do|be (?:great|fine|good|perfect))(?: for me| with me| by me)?|(?:thats|its) (?:right|correct|fine|good|great|perfect|it|me|the one|fine by me)|(?:sounds|looks) (?:good|great|fine|right|perfect)(?: to me)?|works for me|perfect|great|fine|fine by me|good|ill take (?:it|that|that one)|lets do (?:it|that)|i (?:am|do|did|would|will)|perfecto|me parece bien|esta perfecto|me queda bien|esa mera)"
    ),
    DialogAct.NO: re.compile(
        r"(?:(?:oh |well |um |actually |i said )?(?:no|nope|nah|naw|nuh uh|negative|no way|not really|not at all|not today|not yet|never|absolutely not|i dont think so|id rather not|please dont|incorrect|n|nel|para nada|todavia no|mejor no|tampoco|claro que no)"
        r"(?: (?:no|nope|thanks|thank you|sir|maam|please|gracias|senora?|not that one|not that|thats wrong|thats not right|thats not it|its not|im not|i dont|i didnt|i havent|i wont|not me|i cant|esa no|ese no|no es|not today|its ok|im good|im ok))*"
        r"|(?:thats|it s|its|this is) (?:not (?:right|correct|it|me|mine|the one|what i (?:said|meant|want))|wrong|incorrect|no good)|that doesnt work(?: for me)?|not (?:that|this|me|it|right|that one|that day|that number|that time)|neither(?: of (?:those|them))?|none of (?:those|them)(?: work)?|no (?:ese|esa|eso|asi) no(?: es)?|asi no es|no es (?:correcto|asi|ese|esa)|ninguno(?: de esos)?|no me queda)"
    ),
    DialogAct.REPEAT: re.compile(
        r"(?:(?:im |oh )?(?:sorry |excuse me |wait |hold on |perdon )*(?:what|huh|pardon|pardon me|come again|repeat|repeat that|mande|como|que|como dijo|perdon|disculpe)(?: please| was that| did you say| por favor)?"
        r"|(?:sorry |im sorry |wait |excuse me |hold on )*(?:(?:can|could|would|will) you )?(?:please )?(?:say|repeat|read|run|go over) (?:that|it|the \w+|the last \w+|that one)(?: \w+){0,5}|what (?:was|did) (?:that|you say|the last part|the question|you just say)(?: again)?|(?:i )?(?:didnt|couldnt|cant|did not) (?:catch|hear|get|understand) (?:that|you|what you said|any of that)|one more time(?: please)?|say (?:that )?again|youre breaking up(?: \w+){0,4}|you (?:cut|faded) out(?: \w+){0,4}|i missed that|(?:no (?:le|te) (?:escuche|oi|entendi)|no (?:escuche|entendi|oi)|me lo repite|repita|repite|puede repetir|otra vez|mas despacio)(?: \w+){0,3})"
    ),
    DialogAct.BYE: re.compile(
        r"(?:(?:ok|okay|alright|alrighty|cool|great|perfect|well|thanks|thank you|no|nope|sale|bueno|gracias|then) )*(?:bye|goodbye|good bye|bye bye|bye now|take care|talk (?:to you )?(?:later|soon)|see (?:you|ya)(?: \w+){0,2}|have a (?:good|nice|great) (?:one|day|night|evening|weekend)|thats (?:all|it|everything|all i needed)(?: for (?:me|now|today))?|that covers it|that ll do it|thatll do it|im all set|nothing else|no more questions|adios|hasta (?:luego|manana|pronto)|nos vemos|es todo|ya es todo|seria todo|que (?:tenga|este) (?:buen|bien|buena)(?: \w+)?)(?: (?:thanks|thank you|bye|then|now|so much|very much|for now|gracias|muchas gracias|you too|a lot))*"
    ),
    DialogAct.THANKS: re.compile(
        r"(?:(?:ok|okay|great|perfect|alright|oh) )*(?:thanks|thank you|thank you so much|thanks a (?:lot|bunch|million)|many thanks|appreciate it|muchas gracias|gracias|mil gracias)(?: (?:so much|very much|a lot|for (?:your|the) help))?"
    ),
    DialogAct.GREET: re.compile(
        r"(?:(?:hi|hello|hey|hiya|howdy|yo|good (?:morning|afternoon|evening|day)|morning|mornin|afternoon|evening|hola|buenas|buenos dias|buen dia|buenas (?:tardes|noches)|alo|que tal|que onda|yeah hi)(?: (?:there|hi|hello|again|everyone|sir|maam|how are you|how are you doing|hows it going|today|good (?:morning|afternoon|evening)|buenas (?:tardes|noches)|buenas|buenos dias|como esta|que tal|doing))*)"
    ),
}
MEANS: Final[Mapping[DialogAct, Intent]] = {
    DialogAct.STOP: Intent.OPTOUT,
    DialogAct.HUMAN: Intent.HUMAN,
    DialogAct.YES: Intent.AFFIRM,
    DialogAct.NO: Intent.DENY,
    DialogAct.REPEAT: Intent.REPEAT,
    DialogAct.BYE: Intent.GOODBYE,
    DialogAct.THANKS: Intent.GOODBYE,
    DialogAct.GREET: Intent.GREET,
}
# Hums that answer would be lost among the fillers.
_HUMMED: Final = re.compile(r"\b(?:uh[ -]?huh|mm+[ -]?hm+|m+hm+|nuh[ -]uh)\b", re.IGNORECASE)
_HUMS: Final = {"u": "yes", "m": "yes", "n": "no"}
_VEXED: Final = re.compile(
    r"\b(?:already (?:told|said|explained|gave|called|asked)|how many times|i keep (?:telling|saying|calling|asking)|(?:third|fourth|fifth|tenth|hundredth) time|over and over|for the last time"
    r"|ridiculous|unacceptable|terrible|horrible|awful|useless|incompetent|worst|garbage|joke|rude|fed up|sick of|sick and tired|frustrat\w+|furious|angry|mad|pissed|upset|disappointed|disgust\w+|outrage\w*"
    r"|damn|hell|crap|shit\w*|bullshit|fuck\w*|wtf|bs|stupid|idiots?|moron\w*|dumb|listen to me|are you (?:even )?listening|not what i (?:said|asked)|you (?:dont|never) (?:listen|understand)|rip ?off|scam|nobody (?:calls|answers|cares|helps)|waste of (?:my )?time"
    r"|ya (?:le|les|te) dije|cuantas veces|es el colmo|pesimo|harto|harta|molest[oa]|enojad[oa]|inutil(?:es)?|ridiculo|grosero|estupid\w+|mierda|pinche|no (?:sirve|sirven) para nada|falta de respeto)\b"
)


def dialog_act(text: str) -> DialogAct:
    """This will tell what a short answer does, or nothing when more is said than an answer."""
    plain = worded(_HUMMED.sub(lambda hum: _HUMS[hum[0][0].lower()], text)).plain
    return next((act for act, words in _ACTS.items() if plain and words.fullmatch(plain)), DialogAct.NONE)


def frustration(text: str) -> float:
    """This will tell how vexed a sentence sounds, from calm 0 to 1: words, shouting, marks."""
    plain = worded(text).plain
    words = len(set(_VEXED.findall(plain)))
    letters = [letter for letter in text if letter.isalpha()]
    shouted = len(letters) > 11 and sum(letter.isupper() for letter in letters) > 0.7 * len(letters)
    return min(1.0, 0.4 * min(words, 2) + 0.3 * shouted + (0.2 if "!!" in text else 0.0))
