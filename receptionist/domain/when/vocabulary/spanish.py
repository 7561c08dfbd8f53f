"""Spanish words of time, what they are heard as, and the nouns that make a number something else."""

from typing import Any, Final

from receptionist.domain.spoken.folding import words

_WEEKDAYS: Final = {
    "lunes": "lun", "martes": "mart", "miercoles": "mie mierc mierco", "jueves": "jue juebes", "viernes": "vie biernes",
    "sabado": "sab savado", "domingo": "dom",
}  # fmt: skip
_MONTHS: Final = {
    "enero": "ene", "febrero": "feb", "marzo": "", "abril": "abr", "mayo": "", "junio": "jun", "julio": "jul",
    "agosto": "", "septiembre": "setiembre sept sep", "octubre": "oct", "noviembre": "nov", "diciembre": "dic",
}  # fmt: skip
_UNITS: Final = {
    "minute": "minuto minutos min mins", "hour": "hora horas hr hrs", "day": "dia dias", "week": "semana semanas",
    "fortnight": "quincena", "month": "mes meses", "year": "año años",
}  # fmt: skip
_PARTS: Final = {
    "morning": "mañana mañanita", "afternoon": "tarde tardecita", "evening": "noche nochecita", "dawn": "madrugada",
}  # fmt: skip
_PLURAL_PARTS: Final = {"morning": "mañanas", "afternoon": "tardes", "evening": "noches"}
STREETS: Final = frozenset(
    words("calle avenida av ave camino carretera paseo plaza boulevard bulevar pasaje")
)
_THINGS: Final = words(
    "dolares dolar pesos peso euros euro centavos por ciento millas kilometros metros pies libras kilos "
    "grados personas persona adultos niños niñas niño niña hijos hijas hijo hija perros perro gatos gato "
    "carros carro coches coche cuartos recamaras habitaciones baños baño pastillas tabletas miligramos mg "
    "dientes muelas veces vez citas sesiones dosis cuadras casas puertas ventanas piso apartamento "
    "departamento numero opinion opcion empleados segundos codigo extension mujeres hombres amigos "
    "preguntas cosas llamadas"
)
FOLLOW: Final = frozenset(
    words(
        "a al el la las los de del en por para y o u si esta estaria puede podria puedo seria gracias favor "
        "mejor hasta entre antes despues no pero hoy mañana pasado tarde noche mas menos media cuarto am pm "
        "con que cuando tambien como bien me nos le te lunes martes miercoles jueves viernes sabado domingo "
        "es quizas tal queda tienen tiene hay perfecto ok vale"
    )
)


def _lexicon() -> dict[str, dict[str, Any]]:
    table: dict[str, dict[str, Any]] = {}

    def known(heard: str, classes: dict[str, Any]) -> None:
        for word in heard.split():
            table.setdefault(word, {}).update(classes)

    for number, (name, heard) in enumerate(_WEEKDAYS.items()):
        known(f"{name} {heard}", {"WEEKDAY": number})
    for number, name in ((5, "sabados"), (6, "domingos")):
        known(name, {"DAYS": frozenset({number})})
    for number, (name, heard) in enumerate(_MONTHS.items(), 1):
        known(f"{name} {heard}", {"MONTH": number})
    for name, heard in _UNITS.items():
        known(heard, {"UNIT": name})
    for name, heard in _PARTS.items():
        known(heard, {"PARTWORD": name})
    for name, heard in _PLURAL_PARTS.items():
        known(heard, {"PARTS": name})
    for heard, classes in (
        ("hoy mañana", {"DAYWORD": True}),
        (" ".join(sorted(STREETS)), {"STREET": True, "THING": True}),
        (" ".join(_THINGS), {"THING": True}),
    ):
        known(heard, classes)
    known("am", {"AMPM": "am"})
    known("pm", {"AMPM": "pm"})
    return table


LEXICON: Final = _lexicon()
SAME: Final = {
    "prox": "proximo",
    "proxima": "proximo",
    "d": "de",
    "q": "que",
    "k": "que",
    "x": "por",
    "pa": "para",
}
SLIPPERY: Final = (
    "martes", "miercoles", "jueves", "viernes", "sabado", "domingo", "febrero", "septiembre", "octubre", "noviembre",
    "diciembre",
)  # fmt: skip
HOURS: Final = {
    word: value
    for value, word in enumerate(words("una dos tres cuatro cinco seis siete ocho nueve diez once doce"), 1)
}
HOLIDAYS: Final[dict[str, str]] = {
    "año nuevo": "new_year", "dia de? los? reyes magos?": "epiphany", "san valentin": "valentine",
    "dia de los enamorados": "valentine", "dia de martin luther king": "king", "dia de los presidentes": "presidents",
    "martes de carnaval": "mardi_gras", "miercoles de ceniza": "ash_wednesday", "domingo de ramos": "palm_sunday",
    "jueves santo": "maundy", "viernes santo": "good_friday", "domingo de pascua|resurreccion": "easter",
    "pascua": "easter", "lunes de pascua": "easter_monday", "dia de las|la? madres|madre": "mother",
    "dia de los? caidos": "memorial", "dia del padre": "father", "dia de la independencia": "independence",
    "dia del trabajo": "labor", "dia de la raza": "columbus", "dia de la hispanidad": "columbus",
    "noche de brujas": "halloween", "halloween": "halloween", "dia de todos los santos": "all_saints",
    "dia de los? muertos": "dead", "dia de los veteranos": "veterans", "dia de? accion de gracias": "thanksgiving",
    "accion de gracias": "thanksgiving", "viernes negro": "black_friday", "dia de la virgen de? guadalupe?": "guadalupe",
    "nochebuena": "christmas_eve", "navidad": "christmas", "dia de navidad": "christmas", "nochevieja": "new_year_eve",
    "fin de año": "new_year_eve", "vispera de año nuevo": "new_year_eve", "vispera de navidad": "christmas_eve",
    "cinco de mayo": "cinco", "san patricio": "patrick",
}  # fmt: skip
