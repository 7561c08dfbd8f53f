"""Opt-out words: the lists, the plain wordings, and above all what is not one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contacts.domain.opt_out import Intent, classify
from contacts.domain.opt_out_wordings import Language

STOPS = [
    "STOP",
    "stop",
    "Stop.",
    "STOP!!!",
    " stop \n",
    "“Stop”",
    "Please stop",
    "stop please",
    "Stop, thanks",
    "stop stop stop",
    "STOPALL",
    "Stop all",
    "UNSUBSCRIBE",
    "REVOKE",
    "OPT OUT",
    "opt-out",
    "OPTOUT",
    "REMOVE",
    "remove me",
    "ＳＴＯＰ",
    "STOP 🛑",
    "Stop\nSent from my iPhone",
    "Not interested. STOP",
    "Wrong number, stop",
    "No thanks. Unsubscribe please",
    "ALTO",
    "PARAR",
    "Baja",
    "Salir",
    "DETENER",
    "deténganse",
    "basta ya",
    "Darme de baja",
    "Número equivocado. Alto",
]
TRAPS = [
    "CANCEL",
    "Cancel please",
    "cancel.",
    "END",
    "Quit",
    "CANCELAR",
    "Cancela por favor",
    "anular",
    "Terminar",
    "FIN",
]
WORDINGS = [
    "please stop texting me",
    "Stop texting",
    "STOP CALLING ME!!",
    "stop messaging this number",
    "quit texting me",
    "Can you stop texting me?",
    "could you please stop sending me messages",
    "I told you to stop texting me",
    "stop sending me these texts",
    "Stop sending reminders",
    "Please don't text me again",
    "do not contact me",
    "Don't contact me again about this",
    "Do not call or text this number",
    "never text me again",
    "dont message me anymore",
    "no more texts please",
    "No more messages",
    "take me off your list",
    "Take me off of your mailing list please",
    "remove me from your texting list",
    "remove my number from your system",
    "Please remove my number",
    "lose my number",
    "delete my number",
    "get me off this list",
    "I want to unsubscribe",
    "unsubscribe me from this list",
    "how do I unsubscribe?",
    "I'd like to opt out",
    "opt me out",
    "please opt me out of these texts",
    "opt out of all messages",
    "How do I stop these messages?",
    "I revoke my consent",
    "I withdraw my consent to be contacted",
    "I don't want any more texts",
    "I no longer wish to receive messages from you",
    "I don’t want to hear from you anymore",
    "I do not want you to contact me",
    "leave me alone",
    "I'm not interested and stop texting me",
    "Stop it",
    "I already have a dentist. Please take me off your list.",
    "can u stop txting me",
    "Who is this? Stop texting me",
]
SPANISH_WORDINGS = [
    "no me escriban más",
    "No me escriban mas por favor",
    "ya no me escriban",
    "No me manden más mensajes",
    "no me envíen nada",
    "dejen de escribirme",
    "Deje de mandarme mensajes",
    "paren de llamarme",
    "por favor dejen de enviarme textos",
    "Quítenme de su lista",
    "sáqueme de la lista de contactos",
    "bórrenme de su base de datos",
    "eliminen mi número",
    "quiero darme de baja",
    "denme de baja de los mensajes",
    "ya no quiero recibir mensajes",
    "No quiero más mensajes",
    "no quiero que me contacten",
    "No más mensajes",
    "déjenme en paz",
    "no me llamen",
    "No me contacten más",
    "Hola, no me vuelvan a escribir",
    "Favor de no me escriban más",
]
ORDINARY = [
    "stop by at 3",
    "Can you stop the leak?",
    "cancel my appointment",
    "I can't stop thinking about it",
    "",
    "   ",
    "👍",
    "Please cancel my 3pm visit",
    "I need to cancel",
    "Can I cancel tomorrow?",
    "the water won't stop",
    "End of the month works",
    "My ex won't stop texting me",
    "How do I get him to stop calling me?",
    "He told me to stop texting him",
    "debt collectors keep calling, make them stop calling me",
    "please don't stop texting me reminders",
    "why did you stop texting me?",
    "Don't call me, text me instead",
    "Stop calling me. Just text me.",
    "stop calling, email me please",
    "don't call me before 9",
    "please stop texting me at work",
    "Don't text me while I'm driving",
    "stop calling until Monday",
    "don't send the technician",
    "Stop. Don't send anyone, it's fixed",
    "take me off the waiting list",
    "Please take me off the schedule",
    "remove me from the lease",
    "remove the old water heater",
    "opt out of arbitration",
    "I want to opt out of the dental plan",
    "no texts yet",
    "no messages",
    "Is this the bus stop?",
    "I quit my job, can I still sue?",
    "YES",
    "yes",
    "start at 8?",
    "When can we start",
    "help me please",
    "I need help with my divorce",
    "can you help?",
    "info about braces",
    "I withdraw my consent to the settlement",
    "my subscription",
    "leave me a voicemail",
    "He won't leave me alone",
    "I want him to leave me alone",
    "please stop sending the wrong invoice",
    "Stop at the gate and call me",
    "delete my last message",
    "remove my wisdom tooth",
    "they don't want you to call my boss",
    "cancelar mi cita",
    "Quiero cancelar la cita de mañana",
    "no me llamen antes de las 9",
    "No me llamen, mejor escríbanme",
    "no me manden la factura todavía",
    "quítenme de la lista de espera",
    "Alto voltaje en la cocina",
    "para mañana a las 3",
    "Baja presión de agua",
    "mi ex no deja de escribirme",
    "ayuda con mi caso por favor",
    "quiero dar de baja mi seguro",
    "dejen de mandarme mensajes en la noche",
    "no puedo salir hoy",
    "el fin de semana",
    "¿Pueden parar la fuga?",
    "Please call me when you get a chance",
    "stopped by yesterday",
    "I can't make it, stop",
    "then stop",
]


@pytest.mark.parametrize("text", STOPS)
def test_a_stop_word_alone_opts_out(text: str) -> None:
    reading = classify(text)

    assert reading is not None
    assert reading.intent is Intent.STOP
    assert reading.opts_out
    assert not reading.may_mean_visit


@pytest.mark.parametrize("text", TRAPS)
def test_a_word_that_may_mean_a_visit_opts_out_and_says_so(text: str) -> None:
    reading = classify(text)

    assert reading is not None
    assert reading.intent is Intent.STOP
    assert reading.may_mean_visit


@pytest.mark.parametrize("text", WORDINGS)
def test_plain_english_opts_out(text: str) -> None:
    reading = classify(text)

    assert reading is not None
    assert (reading.intent, reading.language) == (Intent.STOP_WORDING, Language.ENGLISH)
    assert reading.opts_out


@pytest.mark.parametrize("text", SPANISH_WORDINGS)
def test_plain_spanish_opts_out(text: str) -> None:
    reading = classify(text)

    assert reading is not None
    assert (reading.intent, reading.language) == (Intent.STOP_WORDING, Language.SPANISH)


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_message_is_left_alone(text: str) -> None:
    assert classify(text) is None


@pytest.mark.parametrize(
    ("text", "intent", "language"),
    [
        ("HELP", Intent.HELP, Language.ENGLISH),
        ("help!", Intent.HELP, Language.ENGLISH),
        ("Info", Intent.HELP, Language.ENGLISH),
        ("AYUDA", Intent.HELP, Language.SPANISH),
        ("Información", Intent.HELP, Language.SPANISH),
        ("START", Intent.START, Language.ENGLISH),
        ("unstop", Intent.START, Language.ENGLISH),
        ("Opt-in", Intent.START, Language.ENGLISH),
        ("comenzar", Intent.START, Language.SPANISH),
        ("Alta", Intent.START, Language.SPANISH),
    ],
)
def test_help_and_start(text: str, intent: Intent, language: Language) -> None:
    reading = classify(text)

    assert reading is not None
    assert (reading.intent, reading.language, reading.opts_out) == (intent, language, False)


@settings(deadline=None)
@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    reading = classify(text)
    assert reading is None or reading.matched


@settings(deadline=None)
@given(st.sampled_from(STOPS), st.sampled_from(["", " ", "\n", "!", "...", " 😡"]))
def test_case_and_trailing_marks_do_not_matter(word: str, tail: str) -> None:
    assert classify(word.swapcase() + tail) == classify(word)


@pytest.mark.parametrize(
    ("text", "forbids"),
    [
        ("STOP", False),
        ("Stop texting me", False),
        ("no more messages please", False),
        ("Do not call or text this number", True),
        ("stop calling me", True),
        ("Don't contact me again", True),
        ("leave me alone", True),
        ("no more calls", True),
        ("paren de llamarme", True),
        ("no me llamen", True),
        ("dejen de escribirme", False),
    ],
)
def test_which_words_forbid_calls_too(text: str, forbids: bool) -> None:
    reading = classify(text)

    assert reading is not None
    assert reading.forbids_calls is forbids
