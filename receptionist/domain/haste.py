"""What is no danger and still cannot wait: signs that a person has to be brought in the same day, by rule."""

from typing import Final

from receptionist.domain.safety.contexts import Context, contexts
from receptionist.domain.safety.rules import pattern
from receptionist.domain.safety.wording import worded

_URGENT: Final = (
    # Law: somebody is held, or a day in court or a term is upon them.
    pattern(
        r"(?:arrest\w*|in jail|in custody|locked up|detained|holding cell|bond hearing|arraign\w*|bail|picked up by (?:ice|immigration|police)"
        r"|(?:ice|immigration|cps|the (?:police|cops|sheriff)) (?:\w+ )?(?:took|picked up|has|have|got|grabbed|came)|(?:arrestaron|detuvo|detuvieron|se llevaron preso|esta en la carcel|en la carcel|preso))"
    ),
    pattern(
        r"(?:hearing|court|trial|arraignment|deposition|closing|deadline|filing|answer|response|statute|motion|eviction|lockout|foreclosure|auction|levy|statement|affidavit|corte|audiencia|plazo|juicio|desalojo)"
        r" (?:\w+ ){0,6}(?:today|tonight|tomorrow|in an hour|in \w+ hours?|this (?:morning|afternoon)|by (?:five|noon|midnight|end of day|the end of (?:the )?day|close|tomorrow|\d+)|at \w+ today|runs out|hoy|manana|en una hora|se vence)"
    ),
    pattern(
        r"(?:today|tonight|tomorrow|in an hour|this (?:morning|afternoon)|by (?:noon|midnight|five|tomorrow)|(?:twenty four|24|48|forty eight) hours|hoy|manana|veinticuatro horas) (?:\w+ ){0,5}(?:hearing|court|trial|deadline|evict\w*|out of (?:the|my) (?:house|apartment)|get out|lock(?:ed)? ?out|foreclos\w*|auction\w*|is due|its due|due|corte|audiencia|salirme|se vence)"
        r"|(?:due|expires?|se vence) (?:today|tonight|tomorrow|at (?:five|noon|midnight)|hoy|manana|by)"
    ),
    # Homes: no heat, cooling, water or lock, and somebody frail.
    pattern(
        r"(?:no (?:heat|ac|air|air conditioning|hot water|water|power|cooling)|(?:heat|heater|furnace|ac|air|a c|boiler|power)s? (?:is |has |just |s |went )*(?:out|off|quit|died|dead|broke\w*|conked out|stopped|down|gone)|sin (?:calefaccion|luz|agua|aire|agua caliente)|no (?:prende|sirve|funciona) (?:la calefaccion|el calenton|el aire|el calentador)|no hay (?:luz|agua|calefaccion|agua caliente))"
        r" (?:\w+ ){0,12}(?:newborn|infant|baby|babies|twins|kids|toddler|week old|month old|elderly|grandm\w+|grandf\w+|grandpa|mother|disabled|chemo|oxygen|eighty|ninety|below zero|freezing|degrees|daycare|nursing|recien nacido|bebe|abuel\w+|suegr\w+|mama|enferm\w+|ninos)"
        r"|(?:newborn|infant|baby|twins|elderly|grandmother|oxygen) (?:\w+ ){0,8}(?:no (?:heat|ac|air|hot water|power)|heat (?:is )?(?:out|off)|freezing)"
    ),
    pattern(
        r"locked out (?:\w+ ){0,6}(?:kid|baby|snow\w*|cold|night|rain\w*|dark)|(?:front )?door wont lock|only (?:toilet|bathroom) (?:\w+ ){0,4}(?:wont|doesnt|is|backed|clogged)"
    ),
    # Bodies after an operation, without their medicine, in much pain.
    pattern(
        r"(?:surgery|operation|procedure|incision|stitches|staples|c section|extraction|replacement|biopsy|post op|cirugia|operaron|opero|puntos) (?:\w+ ){0,12}(?:fever|infected|red and|hot|pus|oozing|open\w*|leak\w*|swollen|worse|drain\w*|smells|calentura|fiebre|roj[oa]|abri\w*)"
        r"|(?:fever|calentura|fiebre|oozing|pus) (?:\w+ ){0,10}(?:surgery|operation|incision|stitches|cirugia|operaron)"
    ),
    pattern(
        r"(?:out of|ran out of|no more(?: of)?|completely out of|se me acab\w+) (?:my |his |her |the |la |mi |el )?(?:\w+ ){0,3}(?:insulin|inhaler|seizure|blood (?:pressure|thinner)\w*|heart|antidepressant|meds|medication|medicine|pills|tablets|insulina|medicina|inhalador)"
        r"|(?:pain|dolor) (?:\w+ ){0,3}(?:unbearable|excruciating|ten out of ten|nine out of ten|killing me|insoportable)|(?:cant|couldnt) (?:sleep|eat) (?:\w+ ){0,6}(?:tooth|pain|toothache)|(?:cant|wont|cannot|not able to) keep (?:\w+ )?(?:water|anything|fluids|food) down"
    ),
    pattern(
        r"(?:need|has to|have to|must|want|call|see|seen|help|come|someone|somebody|fix\w*|vengan|venir|vean|necesito) (?:\w+ ){0,9}(?:right away|immediately|asap|within the hour|cant wait|it cant wait|hoy mismo|urgente|de urgencia)|really cant wait|its urgent|this is urgent|es urgente|muy urgente"
    ),
)


def urgent(text: str) -> str:
    """This will quote why a person is needed the same day, or nothing; a tale of another day is not urgent."""
    words = worded(text)
    if contexts(words.plain) & {Context.PAST, Context.ASKED, Context.IMAGINED, Context.OVER}:
        return ""
    found = next((match for sign in _URGENT if (match := sign.search(words.plain))), None)
    return words.quoted(*found.span()) if found else ""
