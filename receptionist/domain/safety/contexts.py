"""What makes a hazard a tale of another day: past, imagined, asked about, heard of, over; and what makes it now."""

import re
from enum import StrEnum
from typing import Final

from receptionist.domain.safety.rules import pattern


class Context(StrEnum):
    """How a hazard stands in time and truth."""

    PAST = "past"
    IMAGINED = "imagined"
    ASKED = "asked about"
    HEARSAY = "heard of"
    OVER = "over"
    UNHURRIED = "no hurry"


NOW: Final = pattern(
    r"right now|now|right this (?:second|minute)|at the moment|currently|just (?:now|happened|started|fell|hit|came)|as we speak|hurry|quick|quickly"
    r"|still (?:is|are|coming|going|bleeding|in|leaking)|happening|help me|help us|minutes ago|ahora|ahorita|ahora mismo|en este momento|rapido|ya mismo|acaba de"
)
_WORDS: Final[dict[Context, re.Pattern[str]]] = {
    Context.PAST: pattern(
        r"last (?:year|month|week|summer|winter|spring|fall|autumn|time|january|february|march|april|may|june|july|august|september|october|november|december|christmas|thanksgiving|season|visit)"
        r"|(?:a |one |two |three |four |five |six |ten |few |couple |several |many |some |\d+ )*(?:years?|months?|weeks?) (?:ago|back)|(?:had|was|were|did|came|happened) (?:\w+ ){0,6}in (?:january|february|march|april|may|june|july|august|september|october|november|december)|back in (?:the|\w+ber|\w+y|\d+|march|april|june|august|college|high school|twenty)|used to(?! be$)|a while (?:back|ago)|when i was (?:a|little|young|pregnant|in|\w+teen)|history of|previously|in the past|as a (?:kid|child|baby|teen\w*)|once (?:in|when|at|as)|(?:want|wanna|like|trying|can i|could i|going) (?:to )?sue|lawsuit|covered (?:it )?up|refus\w+ to pay|wont pay|press charges|insur\w+ (?:is |are )?(?:stalling|denied|wont|says no)|hay caso|demandar|in (?:college|high school)"
        r"|(?:since|after) (?:the|my|his|her|our|a) (?:\w+ )?(?:fire|flood|stroke|heart attack|accident|surgery|seizure|crash|wreck|overdose|attack|storm)|in (?:twenty|nineteen|20[012]\d|19\d\d)|(?:el|la) (?:ano|mes|semana|invierno|verano) pasad[oa]|hace (?:\w+ ){0,2}(?:anos?|meses|semanas)|de (?:nino|nina|chico|chica)|antes (?:tenia|me)"
    ),
    Context.IMAGINED: pattern(
        r"what if|in case|just in case|(?<!know )(?<!tell )(?<!sure )(?<!see )(?<!idea )if (?:my|i|he|she|a|an|the|you|there|someone|somebody|we|it|they|something|anything|theres|im|our|your|the|one|any) (?!dont|do not|cant|wont)"
        r"|suppose|supposing|let s say|lets say|hypothetical\w*|what happens (?:when|if)|how (?:do|can|would|will) (?:i|you|we) (?:know|tell) (?:if|when|whether)|how (?:do|can) i (?:prevent|avoid|keep|stop) (?:my|the|a) (?!bleed)|signs of|symptoms of|is it normal|(?:can|could|does|would|will) (?:a |an |the |it |this |that |my )?(?:\w+ ){0,3}(?:cause|lead to|turn into|become|make)|to prevent|(?:keep|stop|prevent) (?:my|the|our) \w+ from|how (?:do|can|should|would) (?:i|you|we) (?:talk|help|explain)|so (?:that )?(?:it|they) (?:dont|doesnt|wont)|before (?:it|they|something) (?:becomes?|turns?|happens?|gets?|freez\w+|bursts?|floods?|leaks?|fails?|breaks?|goes|catch\w*)|is (?:it|that|this) (?:going to|gonna)|(?:might|may|could) (?:\w+ )?(?:have|be|happen|become|get|one day|someday)|someday|one day|in the future|down the road|future reference"
        r"|si (?:mi|un|una|alguien|algo|se|tengo|hay|me|el|la|pasa|llego)|en caso de|por si|que (?:pasa|pasaria|hago) (?:si|cuando|en caso)|como (?:se|saber) si|es normal|sintomas de|cuales son"
    ),
    Context.ASKED: pattern(
        r"how much (?:do|does|is|would|for|to|will|are)|what (?:do|would|does) (?:you|it|that|a|an) (?:\w+ )?(?:charge|cost|run)|how expensive|price|prices|pricing|cost of|costs|rates?|fee|fees|estimate|quote|do (?:you|yall|you guys) (?:guys )?(?:do|handle|offer|take|treat|repair|install|cover|work|carry|sell|have|service|deal|provide|teach|accept|fix|help|see|defend|represent|specialize|test|also)|does (?:the|your|a|any) (?:doctor|dentist|vet|nurse|clinic|office|attorney|lawyer|plumber|technician|company|therapist) (?:\w+ )?(?:treat|handle|see|do|offer|take|help|fix|repair|cover)|are you (?:able|equipped|certified|licensed)|does (?:my|the|your) (?:insurance|plan|warranty|policy|hoa)|is (?:that|it|this) covered|covers?|policy (?:on|for|about)|just (?:curious|wondering|asking)|wondering (?:if|about|how|what)|curious|question about|i was reading|class|classes|training|certification|certified|course|inspection|annual|maintenance|tune ?up|brochure|awareness|prevention|seminar|support group|warranty|insurance (?:for|quote|claim)|information (?:on|about)|schedule (?:a|an|my)|install\w*|upgrade|replace (?:my|the|our|a)|batter(?:y|ies) (?:in|for|low)|low battery|follow ?up|check ?up|physical|refill"
        r"|cuanto (?:cuesta|cobran|vale|sale)|hacen|ofrecen|atienden|aceptan|instalan|reparan|tienen (?:clases|cursos|servicio)|cotizacion|presupuesto|informacion (?:de|sobre)|instalar|cambiar (?:la|el|mi)|curso|clase|cita (?:para|de)|seguimiento"
    ),
    Context.HEARSAY: pattern(
        r"on the news|on tv|in (?:a|the|that) (?:movie|show|book|article|podcast|video|commercial)|i (?:read|heard|saw) (?:about|that|an article|a story|online|on (?:facebook|the internet|youtube|tiktok))|(?:my|a|our|the) (?:neighbors?|friend|coworker|cousin|boss|aunt|uncle)s? (?:house |dog |basement |cat |kid |car |place )?(?:had|got|told|said|went through|lost)|story about|did you (?:hear|see)|reminds me|true crime|video game|facebook|in the paper|en las noticias|en la tele|lei (?:que|sobre)|dicen que|en una pelicula"
    ),
    Context.OVER: pattern(
        r"(?:is|are|its|hes|shes|everything|everyone|were|im|theyre|all|that s|thats|it|feeling|doing|he is|she is) (?:\w+ )?(?:fine|ok|okay|better|good|great|stable|alright|safe|resolved|handled|under control|taken care of|recovered|recovering|healed|fixed|working) (?:now|again|since|today|thank)|false alarm|turned out|(?:been|got|was|is|already|were|all) (?:already )?(?:fixed|repaired|resolved|handled|taken care of|treated|discharged|released|cleaned up|patched|replaced|cleared|put out)|(?:fire department|paramedics|ambulance|gas company|police|ems) (?:\w+ )?(?:came|cleared|left|said|already|checked|was here)|home from the hospital|out of the hospital|(?:was|were|been|went|spent|from|after|left) (?:\w+ ){0,3}(?:the )?(?:er|emergency room|hospital|icu|urgent care)|(?:turned|shut) (?:it|the water|the gas) off|got it (?:turned|shut) off|never mind|nevermind|went away|stopped (?:bleeding|hurting|leaking|smoking|on its own)|no longer|passed (?:away|on) |died (?:last|in|a|two|three|years)|we lost|put (?:him|her) down|ya (?:paso|se le paso|se quito|esta bien|estoy bien|lo arregl\w+|se arreglo|salio del hospital)|falsa alarma|fue (?:al|a la) (?:hospital|emergencias)|dejo de (?!respirar|moverse)"
    ),
    Context.UNHURRIED: pattern(
        r"no (?:rush|hurry)|not urgent|nothing urgent|sometime|whenever|at your convenience|when (?:you|they|he|she|somebody) (?:can|could|get|gets|have|has) (?:a|to|time|around)|next (?:week|month)|sin prisa|cuando puedan?|no (?:hay|es) (?:prisa|urgente)"
    ),
}
INJECTION: Final = pattern(
    r"(?:ignore|disregard|forget|override|bypass) (?:\w+ ){0,4}(?:instructions?|rules?|prompts?|guidelines|training|programming|policy|policies|previous|above|everything)|system prompt|(?:you are|youre|act|behave|pretend) (?:now |as |to be )+(?:a |an |in |the |my )?(?:\w+ )?(?:developer|admin|dan|unrestricted|jailbroken|different|root|debug|mode|ai|assistant|bot|terminal)|developer mode|debug mode|admin mode|jailbreak|(?:reveal|print|show|repeat|output|tell me) (?:\w+ ){0,3}(?:system|hidden|initial|secret) (?:prompt|instructions?|message)|(?:mark|set|classify|treat|label|log|tag|flag) (?:this|it|my call|the call|me|everything) (?:\w+ )?as (?:\w+ )?(?:routine|not|non|safe|resolved|vip|paid|low|normal|spam|admin|verified|urgent)|new instructions|end of prompt|begin system|role system|as (?:an|the|a) (?:admin|administrator|developer)|this is not an emergency (?:assistant|system|bot)|do not (?:escalate|transfer)|without (?:checking|verifying)|ignora (?:\w+ ){0,3}(?:instrucciones|reglas)|olvida (?:\w+ ){0,3}(?:instrucciones|reglas)|modo (?:desarrollador|administrador)"
)
# Words right before a hazard that say it is not there.
DENIED: Final = re.compile(
    r"\b(?:no|not|isnt|arent|wasnt|without|never had|dont have|doesnt have|didnt have|not having|no sign of|no signs of|nobody is|nobody|no one is|not really|isnt really"
    r"|not actually|no longer|sin|no hay|no tengo|no tiene|nadie|not like|any) (?:(?:a|an|any|the|my|having|really|actually|un|una) )?$"
)


def contexts(plain: str) -> frozenset[Context]:
    """This will name the contexts in which a sentence stands; none when it insists on the present."""
    if NOW.search(plain) and not _WORDS[Context.OVER].search(plain):
        return frozenset()
    return frozenset(context for context, words in _WORDS.items() if words.search(plain))


def injected(plain: str) -> bool:
    """This will tell whether somebody gives orders to the machine."""
    return INJECTION.search(plain) is not None
