"""The same hazards as they are said in Spanish."""

from typing import Final

from receptionist.domain.safety.rules import Rule, ask, hard

_CHILD: Final = r"(?:bebe|nino|nina|nene|nena|hijo|hija|hijito|hijita|nieto|nieta|chiquito|chiquita|recien nacido|sobrino|sobrina|ninos|chamaco|criatura|muchachito)"
_WHO: Final = (
    r"(?:mi|el|la|su|un|una) (?:\w+ )?(?:mama|papa|madre|padre|esposo|esposa|marido|mujer|hijo|hija|bebe|nino|nina|nene|nena|abuela|abuelo|abuelita"
    r"|abuelito|hermano|hermana|suegra|suegro|tio|tia|amigo|amiga|vecino|vecina|companero|novio|novia|pareja|paciente|cliente|senora|senor|nieto|nieta)|el|ella|alguien"
)

PEOPLE: Final[tuple[Rule, ...]] = (
    hard(
        "breathing",
        r"(?:no|apenas|casi no|no puedo|no puede|sin poder|le cuesta|me cuesta|dificultad para|dejo de|cuesta mucho|trabajo para) (?:puede |puedo |esta |bien |casi |a )*(?:respira\w*|agarra\w* aire|jala\w* aire)|me (?:ahogo|asfixio|falta el aire)|se (?:ahoga|asfixia|esta ahogando|ahogo|esta asfixiando|atraganto|esta atragantando)|falta (?:de |el |mucho el )?aire|no (?:le|me) (?:entra|llega) (?:el )?aire|(?:morad[oa]s?|azul(?:es|ad[oa]s?)?) (?:los labios|de la cara|la cara)|(?:labios|cara|unas) (?:\w+ )?(?:morad[oa]s?|azul\w*)|se (?:esta poniendo|puso|pone) (?:morad[oa]|azul)",
    ),
    hard(
        "allergy",
        r"(?:garganta|lengua|cara|labios|ojos) {gap}(?:hinch\w*|cerr\w*|inflam\w*)|se (?:le|me) (?:hincho|esta hinchando|cierra|esta cerrando|inflamo|hinchan) (?:la |los )?(?:garganta|lengua|cara|labios|ojos)|reaccion alergica|picad\w+ de (?:abeja|avispa|alacran)|lo pico (?:una abeja|un alacran)",
        unless=r"(?:cita|consulta) para (?:alergia|vacuna)|por una muela|de una muela",
    ),
    hard(
        "heart",
        r"dolor (?:\w+ ){0,4}(?:en el |de )pecho|(?:me|le) (?:duele|aprieta|oprime|arde|pesa) (?:mucho |fuerte )?(?:el |en el )pecho|pecho (?:\w+ )?(?:duele|apretado|pesado)|presion en el pecho|se agarra el pecho|agarrandose el pecho|infarto|ataque (?:al|de|del) corazon|ataque cardiaco|brazo izquierdo|paro cardiaco",
        unless=r"el ano pasado|hace (?:\w+ )?anos|casi me da un infarto",
    ),
    hard(
        "stroke",
        r"derrame(?: cerebral)?|embolia|(?:cara|boca) (?:\w+ )?(?:chueca|torcida|caida|de lado|colgad\w*)|se (?:le|me) (?:torcio|cayo|fue de lado|enchueco|durmio|paralizo) (?:la |el |un |medio |media )?(?:cara|boca|lado|cuerpo|brazo|pierna|sonrisa)|(?:no|apenas) (?:puede |le salen |puedo )?(?:hablar bien|hablar de repente|las palabras|mover (?:el|la|un|una|medio) (?:brazo|pierna|lado|cuerpo|mano))|habla (?:raro|como borrach\w+|enredado)|no se le entiende lo que (?:dice|habla)|(?:medio|mitad del|un lado del) cuerpo",
        unless=r"hace anos|el ano pasado|terapia|masaje",
    ),
    hard(
        "headache",
        r"(?:peor|mas fuerte) dolor de cabeza|dolor de cabeza {gap}(?:horrible|de repente|insoportable|de golpe) {wide}(?:vomit\w*|ver|vista|cuello)|cuello (?:tieso|duro|rigido)",
    ),
    hard(
        "unconscious",
        r"(?:no|sin) (?:se )?(?:despierta|despertar|reacciona|responde|contesta|abre los ojos|se mueve|mueve|me responde|me contesta|vuelve en si)|inconsciente|desmay\w+|se (?:desplomo|colapso|desvanecio|fue para atras)|perdio el conocimiento|(?:esta|quedo|se puso|como) (?:todo |toda |muy |bien )?(?:flojit[oa]|aguad[oa]|floj[oa] como|guang[oa]|trapo|muneca de trapo|ties[oa])|ojos en blanco|no tiene pulso|convuls\w+|ataque epileptico|(?:esta|temblando) (?:temblando )?(?:todo el cuerpo|sin control)|echando espuma|tirad[oa] en el (?:piso|suelo)",
        unless=r"no (?:me )?(?:contesta|responde)n? (?:el |los |mis |la |a mis |nadie|las )*(?:telefono|llamadas?|mensajes?|correos?|abogad\w*|oficina)|nadie|mi abogad\w+ no|el abogado no|la licenciada no|no se mueve (?:la cita|de fecha)|no responde(?:n)? (?:mis|a mis|el|los)|no reacciona el|motor|carro|coche|puerta|ventana|diente|muela",
    ),
    hard(
        "bleeding",
        r"sangr\w+|hemorragia",
        r"no (?:para|deja|se detiene|se le quita|puedo parar|paro)|mucho|mucha|por todos lados|por todas partes|a chorros|bastante|vomit\w*|tos\w*|embaraz\w*|toda la noche|horas|se corto|cuchillo|cabeza|tijera|oreja|profunda|sin parar|empap\w*|orin\w*|dolor|caida|coagulos",
        unless=r"analisis de sangre|examen de sangre|prueba de sangre|presion",
    ),
    hard(
        "trauma",
        r"se (?:cayo|avento|tiro|quemo|corto|electrocuto|quebro|rompio|lastimo) (?:\w+ ){0,6}(?:escalera|techo|escaleras|balcon|ventana|cabeza|alberca|piscina|aceite|agua hirviendo|dedo|mano|cuello|espalda|hueso)|(?:balazo|le dispararon|me dispararon|apunal\w+|lo atropell\w+|la atropell\w+|acuchill\w+|lo machaco|se electrocuto|le cayo (?:encima|aceite|agua))|(?:hueso|el hueso) (?:salido|de fuera|se le ve|expuesto)|no (?:puede|puedo|siento|siente) (?:mover |sentir )?(?:las |sus |mis )(?:piernas|pies)|no se puede (?:levantar|mover)|quemaduras?|me dio (?:un )?toque|me da toques",
        unless=r"el ano pasado|hace (?:\w+ )?(?:anos|meses)|un diente|la corona|el empaste|cita para",
    ),
    hard(
        "poison",
        rf"(?:se (?:trago|tomo|comio|metio|bebio|echo)|trago|tomo|comio|bebio|ingirio|chupo|mastico) (?:\w+ ){{0,6}}(?:pastillas?|medicinas?|medicamentos?|cloro|jabon|detergente|veneno|pila|pilas|bateria|baterias|iman\w*|moneda|gasolina|limpiador|anticongelante|raticida|acido|alcohol|perfume|capsula|vitaminas|canicas?|liquido|aguja|tornillo|productos?|chocolate|uvas|pasas)|sobredosis|envenen\w+|intoxic\w+|se tomo (?:todo|toda|todas|el frasco|la botella|muchas|demasiadas|un frasco|un monton)|me tome (?:todo|todas|el frasco|muchas|demasiadas|un frasco|un monton)|demasiadas pastillas|frasco (?:\w+ )?vacio|{_CHILD} {{wide}}(?:abrio|encontro|agarro|debajo del lavabo|debajo del fregadero) {{wide}}(?:cloro|limpia\w*|pastillas|medicinas|quimicos)",
        unless=r"se tomo (?:todo el|todas las) (?:dia|vacaciones|tiempo|semana)|puedo|debo|cuant[oa]s",
    ),
    hard(
        "birth",
        r"(?:se (?:me|le) rompio|rompi|rompio) (?:la )?(?:fuente|bolsa)|contracciones|(?:esta|estoy|ya va a) (?:por )?(?:naciendo|nacer|dando a luz|dar a luz|pariendo|aliviarse|de parto|en trabajo de parto)|ya viene el bebe|ya nacio|se (?:le|me) (?:ve|asoma) la cabeza|(?:el|mi) bebe no se (?:mueve|ha movido)|no siento (?:al|a mi|que se mueva el|moverse (?:al|a mi)) ?bebe|embarazada {wide}(?:sangr\w*|caida|dolor|cai|golpe)",
        unless=r"acta de nacimiento|el mes (?:que viene|proximo)|cuando nacio",
    ),
    hard(
        "child",
        rf"{_CHILD} {{wide}}(?:fiebre|calentura|temperatura) {{wide}}(?:no (?:le )?baja|cuarenta|40|39|treinta y nueve|muy alta|flojit\w*|convuls\w*|no despierta|semanas)|{_CHILD} {{wide}}(?:desaparecio|perdid[oa]|no aparece|no lo encuentro|no la encuentro|se perdio|se lo llev\w+|se la llev\w+|encerrad[oa] en el (?:carro|coche|auto)|se ahogo|en la alberca|en la piscina)|no encuentro a mi (?:\w+ )?{_CHILD}|secuestr\w+|(?:encerre|se quedo encerrad[oa]|quedo encerrad[oa]|esta encerrad[oa]|atorad[oa]|atrapad[oa]) (?:\w+ ){{0,5}}(?:carro|coche|auto|elevador|ascensor|bano|cuarto)",
        unless=r"llaves|dientes?|cita perdida|tarea",
    ),
)

MIND: Final[tuple[Rule, ...]] = (
    hard(
        "suicide",
        r"(?:no|ya no|no quiero|no tengo|sin|para que) (?:quiero |tengo |hay |le veo |vale la pena |encuentro |puedo |aguanto |soporto )*(?:seguir |ganas de |razon (?:para|de) |sentido )*(?:vivir|viviendo|seguir vivo|seguir viva|existir|la vida|estar aqui|despertar|seguir adelante|seguir asi|sentido (?:a |en )?(?:la vida|vivir))|(?:quiero|quisiera|prefiero|quiere|preferiria|pienso en|ganas de|mejor) (?:\w+ )?(?:morir\w*|matarme|matarse|estar muert[oa]|desaparecer|acabar con (?:todo|mi vida|esto)|quitarme la vida|terminar con (?:todo|mi vida)|dormir(?:me)? y no despertar|hacerme dano|hacerse dano|cortarme|lastimarme|aventarme|tirarme)|suicid\w+|me (?:voy a|quiero) (?:matar|morir|colgar|cortar|hacer dano|aventar|tirar)|hoy (?:lo voy a hacer|se acaba|me voy|es mi ultima)|ya no tiene caso|no le (?:veo|encuentro) (?:el )?(?:caso|sentido)|(?:es|esta es) mi ultima noche|estoy en el puente|oigo voces|escucho voces|carta para mis hijos|me despido|se (?:corto|cortaron) (?:los brazos|las venas|las munecas)|miedo de hacerle dano|quitarme la vida|cortando las venas|cortarme las venas|(?:deje|escribi|estoy escribiendo) (?:mis |las |una |unas |mi )?(?:cartas?|notas?) (?:de )?(?:despedida|a mis hijos)?|me despedi de (?:todos|mis)|nadie me (?:va a )?extran\w+|(?:estarian|estaran|estan|estaria) mejor sin mi|soy (?:una|un|puro|pura) (?:carga|estorbo)|regale (?:mi perro|mis cosas|todo|todas mis)|tengo (?:las pastillas|la pistola|una soga|un cuchillo) (?:aqui|en la mano|lista)|ya no (?:puedo|aguanto) (?:mas|con (?:la vida|todo))(?: quiero)?",
        unless=r"vivir (?:en|con|aqui|alla|cerca)|muero de (?:hambre|risa|ganas)|dolor de muela|esperar|el ruido|el calor|este servicio|con este frio|prevencion",
    ),
    hard(
        "violence",
        r"(?:me|nos|la|lo|le) (?:esta |estan |sigue |quiere |va a |acaba de |pego|amenaz\w+ con )*(?:pegando|golpeando|pego|golpeo|ahorcando|ahorco|amenazando|amenazo|siguiendo|persiguiendo|persigue|sigue un|matar|violando|violo|apunta|apuntando|atacando|ataco|encerro|tiene encerrad[oa]|quiere pegar|estrangul\w+|pegar)|(?:mi (?:esposo|marido|ex|novio|pareja|padrastro|papa|hijo)|el|ella|alguien|un hombre|un tipo|unos (?:hombres|tipos)) {gap}(?:con (?:una|un) (?:pistola|cuchillo|arma|bate|machete)|tiene (?:una|un) (?:pistola|arma|cuchillo)|afuera de mi (?:casa|trabajo|ventana|puerta)|(?:quiere|trata de|esta tratando de|intenta) (?:entrar|tumbar|meterse|abrir)|tumb\w+ la puerta|rompi\w* la puerta|se metio (?:a|en) (?:mi|la) (?:casa|departamento)|esta (?:dentro|adentro) de)|orden de (?:restriccion|alejamiento|proteccion) {wide}(?:afuera|aqui|vino|entro|violo|rompio|esta en|casa)|(?:estoy|me) (?:escondid[oa]|encerre|encerrad[oa]) {gap}(?:bano|closet|cuarto|recamara)|no me deja (?:salir|ir)|tengo miedo de (?:que me|mi (?:esposo|marido|novio|ex)|el|volver|regresar a (?:mi )?casa)|escucho (?:disparos|balazos|gritos)|(?:hay|oi|se oyen|escuche) (?:disparos|balazos)|se encerro con (?:una|un|la|el) (?:cuchillo|pistola|navaja|arma)|agarro (?:la|una) pistola|(?:afuera|rondando|alrededor) (?:de )?(?:la|mi) casa con|me viene siguiendo|hoy me mata|me quiere matar|se metio (?:un|una|a la casa|a mi (?:casa|departamento|cuarto)|al (?:departamento|cuarto))|se llevo a (?:mis|mi|los) (?:hijos|hijo|hija|ninos)|piden dinero|que le pegan|alguien se (?:esta metiendo|metio)|ladron|se (?:metieron|estan metiendo)|me quieren robar|asalt\w+ ahorita",
        unless=r"(?:el ano pasado|hace (?:\w+ )?(?:anos|meses))|como (?:pido|saco|consigo|tramito)|quiero (?:pedir|tramitar|sacar)|me pego (?:un|mi|por detras|otro carro|en el carro|el carro)|me (?:golpeo|pego) (?:un|una|otro|el) (?:carro|coche|auto|bicicleta|moto|camion)|que me duela|al dentista",
    ),
    ask(
        "police",
        r"(?:policia|migra|migracion|ice|agentes|oficiales)",
        r"(?:en|afuera de|a) (?:mi|la) (?:casa|puerta|trabajo)|(?:se|me|lo|la|nos) (?:llev\w+|arrest\w+|deten\w+|detuv\w+|esta\w* interrogando)|ahorita|ahora mismo|tocando",
        unless=r"reporte|hace (?:\w+ )?(?:anos|meses)",
    ),
)

PLACES: Final[tuple[Rule, ...]] = (
    hard(
        "gas",
        r"(?:huele|oler|olor|apesta|huelo|oliendo|olemos) (?:\w+ ){0,4}(?:gas|huevo\w*|podrid\w*|zorrillo|azufre)|(?:fuga|escape|se escapa|se sale|se esta saliendo|tirando|fugando) (?:\w+ )?(?:de |el )?gas|gas (?:\w+ )?(?:fuga|escap\w*|sali\w*)|monoxido {wide}(?:son\w+|alarma|activ\w*|pit\w*|mare\w*|alto|dolor)|sonando la alarma de (?:monoxido|gas)|(?:todos|ninos|hijos|nos duele) {wide}(?:dolor de cabeza|la cabeza|nausea|maread\w*) {wide}(?:calent\w*|calefa\w*|estufa|boiler)|(?:alarma|detector) (?:de|del) (?:monoxido|gas) {gap}(?:son\w+|activ\w*|pit\w*|no (?:para|deja))|calenton\w* {wide}(?:mare\w*|dolor de cabeza)|(?:todos|mis hijos|los ninos|estamos) {gap}(?:maread\w*|con dolor de cabeza) {wide}(?:calent\w*|calefa\w*|estufa|boiler)",
        unless=r"bateria|pila|gasolinera|instalar|cambiar",
    ),
    hard(
        "fire",
        r"incendi\w+|(?:hay|se ve|salen?|tiene|veo) (?:fuego|llamas|lumbre|humo|chispas)|(?:fuego|lumbre|llamas) en|se (?:esta )?(?:quem\w+|prendi\w+|incendi\w+) (?:\w+ ){0,4}(?:casa|cocina|cuarto|carro|coche|cable|estufa|enchufe|apagador|departamento|contacto|caja|motor|fuego)|(?:sale|saliendo|echa|echando|esta echando|sacando|saca|huele a|olor a) (?:mucho )?(?:humo|chispas|chispazos|quemado|lumbre|cable quemado|plastico quemado)|chispas|chispe\w+|exploto|explosion|esta humeando|chisporrot\w+|lleno de humo|salio lumbre|zumbando y caliente|me (?:dio|da) toques|cable\w* (?:de luz |de la luz |electrico\w* )?(?:caid\w*|se cayo|tirad\w*|colgand\w*|pelad\w*)|se cayo (?:un|el) (?:cable|poste)|(?:enchufe|contacto|apagador|caja de (?:luz|breakers?)) {gap}(?:caliente|quem\w*|derret\w*|negro|humo|mojad\w*|zumb\w*)",
        unless=r"humo de cigarro|fumar|detector de humo (?:nuevo|instal\w*|pila|bateria)|bujias?|el ano pasado|(?:foco|luz|testigo) (?:del?|de) (?:motor|tablero|check)",
    ),
    hard(
        "water",
        r"(?:se (?:esta |me esta |nos esta |me )?inund\w+|inundad[oa]|inundacion|inundando)|(?:agua|aguas negras|drenaje|caca|excremento) {gap}(?:por todos lados|por todas partes|sale\w*|saliendo|brot\w*|sub\w+|chorro\w*|no (?:para|deja)|cae\w*|cayendo|por el (?:techo|piso|drenaje|desague)|del (?:techo|piso)|entr\w+)|(?:se (?:me )?)?(?:revento|rompio|reventaron|trono|exploto) (?:\w+ )?(?:tubo|tuberia|cano|caneria|manguera|boiler|calentador|llave|tanque|pipa)|(?:tubo|tuberia|caneria|cano) (?:\w+ )?(?:rot[oa]|reventad[oa])|(?:sale|brota|cae|esta saliendo|esta cayendo) (?:\w+ )?agua {gap}(?:techo|pared|lampara|foco|piso|tubo|todos)|no (?:puedo|se como|podemos) cerrar (?:la llave|el agua|la valvula)|(?:techo|plafon) {gap}(?:se (?:esta )?(?:cay\w*|cae|hund\w*|vino)|abomb\w*|a punto)|chorro de agua|sale un chorro|agua negra|lloviendo adentro|metiendo el agua|agua (?:ya )?(?:le )?llega a|panceando|se esta saliendo el (?:excusado|inodoro|bano)|cayendo agua|cayendole agua|le esta cayendo agua|aguas negras|drenaje {gap}(?:sale|subi\w*|desbord\w*|regres\w*)|(?:excusado|inodoro|bano|taza) {gap}(?:desbord\w*|se esta tirando)",
        unless=r"seguro (?:de|contra) inundacion|el ano pasado|hace (?:\w+ )?(?:anos|meses|semanas)|jardin|agua caliente",
    ),
    hard(
        "structure",
        r"(?:arbol|rama|poste|techo|pared|barda|balcon) {gap}(?:se (?:cayo|vino|derrumbo|desplomo|colapso)|cayo (?:sobre|encima)|se esta (?:cayendo|derrumbando))|se (?:cayo|vino abajo|derrumbo) (?:\w+ )?(?:arbol|rama|techo|pared|balcon|barda)|(?:atrapad\w+|atorad\w+|encerrad\w+) (?:en|dentro de|debajo)",
        unless=r"el ano pasado|hace (?:\w+ )?(?:anos|meses|semanas)|trafico|estimado|cotizacion",
    ),
    hard(
        "road",
        r"(?:me quede|estoy|estamos|nos quedamos) (?:\w+ )?(?:varad\w+|tirad\w+|parad\w+|atorad\w+) {gap}(?:autopista|carretera|freeway|highway|vias|carril|puente)|(?:sin|no tengo|no sirven los|me quede sin|se me fueron los|no (?:me )?agarra(?:n)? (?:los|el)|fallaron los) frenos|frenos {gap}(?:no (?:sirven|funcionan|agarran|responden)|fallaron)|(?:carro|coche|auto|camioneta|motor|cofre) {gap}(?:humo|lumbre|fuego|llamas|incendi\w*|volte\w*|volco)|acabo de (?:chocar|tener un (?:choque|accidente))|(?:choque|accidente) ahorita",
        unless=r"el (?:ano|mes) pasado|la semana pasada|ayer",
    ),
    hard(
        "animal",
        r"(?:perr[oa]|perrit[oa]|gat[oa]|gatit[oa]|cachorr[oa]|mascota|conej[oa]|pajar[oa])",
        r"(?:comio|trago|tomo|mordio|lamio) {gap}(?:chocolate|uvas|pasas|veneno|raticida|pastillas?|medicin\w+|cebolla|anticongelante|hueso|pila|calcetin|aguja|hilo|lirios?|marihuana|chicle)|no (?:respira|se mueve|se levanta|puede (?:orinar|respirar|pararse|caminar|levantarse|hacer pipi)|despierta|reacciona|orina|responde)|convuls\w+|atropell\w+|sangr\w+|se (?:desmayo|desplomo|colapso|ahoga|esta muriendo)|(?:panza|estomago|barriga|vientre) {gap}(?:hinchad\w*|dur\w*|inflad\w*)|vomit\w+ sangre|envenen\w+|lo (?:mordio|pico) (?:una|un) (?:serpiente|vibora|alacran|culebra)|patas (?:de )?(?:atras|traseras)|ojo (?:de fuera|salido)|encias (?:blancas|palidas|azules|moradas)|jadea\w*|respira\w* (?:muy |mal|rapido|con)|tembl\w+|quiere vomitar|lo ataco|parto|pariendo",
    ),
    ask(
        "said so",
        r"(?:es|tengo|tenemos|hay) (?:una )?emergencia|ayuda(?:me|nme)? por favor|auxilio|socorro|llamen a(?:l)? (?:911|la ambulancia|una ambulancia|los bomberos)|necesito (?:una ambulancia|ayuda urgente|a los bomberos)|se esta muriendo|me (?:estoy muriendo|voy a morir)",
        unless=r"emergencias? (?:dental )?(?:cobran|cuesta|atienden|horario)|no es (?:una )?emergencia|contacto de emergencia|telefono|de hambre",
    ),
)

RULES: Final = (*PEOPLE, *MIND, *PLACES)
