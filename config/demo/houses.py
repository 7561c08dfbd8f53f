"""The three houses of the demo and what has been going on there."""

from accounts.models import Industry, Role
from config.demo.cast import House, Known, Said, Someone, Talk

LAW = House(
    name="Hale Ortiz Law",
    slug="hale-ortiz",
    industry=Industry.LAW,
    hue=268,
    number="+16025550110",
    second_number="+15205550111",
    place="Phoenix office",
    people=(
        Someone("Ana Reyes", "ana@hale-ortiz.example", Role.OWNER, ("lawyer",)),
        Someone("Ben Hale", "ben@hale-ortiz.example", Role.STAFF, ("paralegal",)),
        Someone("Lou Okafor", "lou@hale-ortiz.example", Role.SUPERVISOR, ("conflicts_counsel",)),
        Someone("Rae Lund", "rae@hale-ortiz.example", Role.READ_ONLY),
    ),
    contacts=(
        Known(
            "Denise", "Calloway", "+15205550142", "PROSPECT", tags=("Family",), email="d.calloway@example.com"
        ),
        Known("Tomás", "Wieland", "+16025550123", "CLIENT", tags=("Employment",)),
        Known("Sunniva", "Kjær", "+16025550131", "LEAD"),
        Known("Obadiah", "Pruitt", "+16025550134", "CLIENT", tags=("Court date",)),
        Known("Rosalía", "Maciel", "+15205550137", "PROSPECT", language="es"),
        Known("Grover", "Babineaux", "+16025550138", "LEAD"),
        Known("Hester", "Tran-Doyle", "+16025550139", "CLIENT", tags=("Family",)),
    ),
    talks=(
        Talk(
            "+15205550142",
            (
                Said(
                    "them",
                    "Hello, I was served custody papers on Friday. Does the first talk cost money?",
                    118,
                ),
                Said(
                    "ana@hale-ortiz.example",
                    "Hello Denise, the first half hour is free. May I ask who the other parent is, before you tell us more?",
                    104,
                ),
                Said("them", "Marcus Calloway. Sent you the first page, the case number is on top", 66),
                Said(
                    "note:ana@hale-ortiz.example",
                    "@Ben the other side may be a former client. I stopped at names and dates. Please look at the check before 11.",
                    60,
                ),
                Said(
                    "ana@hale-ortiz.example",
                    "Thank you. Please keep the rest until we have finished our check.",
                    58,
                ),
                Said("them", "Yes the papers came Friday. Do I have to answer before the hearing?", 9),
            ),
            owner="ana@hale-ortiz.example",
            tags=("Family",),
        ),
        Talk(
            "+16025550123",
            (Said("them", "Calling back about the lease, I am free until eleven", 32),),
            tags=("Employment",),
        ),
        Talk(
            "+16025550131",
            (
                Said("them", "Do you also do visas? A friend gave me your number", 47),
                Said("them", "I can come by any afternoon this week", 44),
            ),
        ),
        Talk(
            "+16025550134",
            (
                Said(
                    "ben@hale-ortiz.example",
                    "Good morning, the engagement letter is in your mail. Friday at 14:00 still good?",
                    240,
                ),
                Said("them", "Signed copy is on its way. Friday is good", 205),
                Said("ben@hale-ortiz.example", "Wonderful, see you Friday 27 November at 14:00.", 200),
            ),
            owner="ben@hale-ortiz.example",
            tags=("Court date",),
        ),
        Talk(
            "+15205550137",
            (
                Said("them", "Buenos días, ¿me puede mandar los honorarios por escrito?", 1500),
                Said(
                    "ana@hale-ortiz.example", "Buenos días, claro que sí. Se los mando hoy por correo.", 1480
                ),
            ),
            owner="ana@hale-ortiz.example",
            then="snooze",
        ),
        Talk(
            "+16025550139",
            (
                Said("them", "Is the hearing still on the 3rd?", 2900),
                Said("ben@hale-ortiz.example", "Yes, Thursday 3 December at 10:00, room 4B.", 2880),
                Said("them", "Thank you! See you on the 3rd.", 2870),
            ),
            owner="ben@hale-ortiz.example",
            then="booked",
            tags=("Court date",),
        ),
    ),
    canned=(
        (
            "First talk",
            "first-talk",
            "Hello {{contact.first_name}}, the first half hour is free. When would suit you?",
        ),
        (
            "Before our check",
            "check",
            "Thank you. Please keep the facts until we have finished our check. It takes an hour at most.",
        ),
    ),
    tasks=(
        ("Conflict check: Calloway", "+15205550142", 90),
        ("Send the fee sheet in Spanish", "+15205550137", 240),
    ),
)

CLINIC = House(
    name="Saguaro Family Clinic",
    slug="saguaro-clinic",
    industry=Industry.CLINIC,
    hue=178,
    number="+16025550150",
    second_number="+14805550151",
    place="Tempe clinic",
    people=(
        Someone("Priya Nair", "priya@saguaro-clinic.example", Role.OWNER, ("clinician",)),
        Someone("Cole Becker", "cole@saguaro-clinic.example", Role.STAFF, ("front_desk",)),
        Someone("Mina Sato", "mina@saguaro-clinic.example", Role.PROVIDER, ("clinician",)),
    ),
    contacts=(
        Known("Walter", "Ames", "+16025550152", "CLIENT"),
        Known("Lucía", "Benítez", "+16025550153", "CLIENT", language="es"),
        Known("Joan", "Petrakis", "+14805550154", "PROSPECT"),
        Known("Eli", "Petrakis", "+14805550154", "PROSPECT"),
        Known("Noor", "Haddad", "+16025550156", "CLIENT"),
    ),
    talks=(
        Talk("+16025550152", (Said("them", "Can I move Thursday to the afternoon?", 14),)),
        Talk(
            "+16025550153",
            (
                Said("them", "Hola, llego diez minutos tarde", 75),
                Said("cole@saguaro-clinic.example", "No hay problema, le esperamos.", 70),
            ),
            owner="cole@saguaro-clinic.example",
        ),
        Talk("+14805550154", (Said("them", "Hi, are you taking new patients? For me and my son", 26),)),
        Talk(
            "+16025550156",
            (
                Said("them", "Thank you for the quick visit today", 1300),
                Said(
                    "cole@saguaro-clinic.example", "You are welcome. Your next visit is in the letter.", 1290
                ),
            ),
            owner="cole@saguaro-clinic.example",
            then="booked",
        ),
    ),
    canned=(
        (
            "Arrive early",
            "early",
            "Please come ten minutes early, {{contact.first_name}}, so that we can see your card.",
        ),
        (
            "Call us",
            "call",
            "For anything about your health please call us. Texts are for times and places only.",
        ),
    ),
    tasks=(("Ask which of the two wrote", "+14805550154", 60),),
)

HOME = House(
    name="Brightwater Plumbing",
    slug="brightwater",
    industry=Industry.HOME,
    hue=232,
    number="+16025550170",
    second_number="+14805550171",
    place="Mesa yard",
    people=(
        Someone("Rosa Kim", "rosa@brightwater.example", Role.OWNER, ("dispatcher",)),
        Someone("Dez Kowalski", "dez@brightwater.example", Role.PROVIDER, ("technician",)),
        Someone("Luz Marin", "luz@brightwater.example", Role.STAFF, ("dispatcher",)),
    ),
    contacts=(
        Known("Marta", "Quintero", "+16025550172", "CLIENT", language="es", tags=("Heater",)),
        Known("Harlan", "Boone", "+16025550173", "LEAD"),
        Known("Lu", "Park", "+14805550174", "CLIENT"),
        Known("Ines", "Duarte", "+14805550175", "FORMER"),
    ),
    talks=(
        Talk(
            "+16025550172",
            (
                Said("them", "The water heater is leaking at the lower valve. Shut it off last night", 130),
                Said(
                    "luz@brightwater.example",
                    "Good that you shut it off. Dez can come today between 16 and 18.",
                    120,
                ),
                Said("them", "Sí, después de las 4 está bien. El perro es tranquilo.", 12),
            ),
            owner="luz@brightwater.example",
            tags=("Heater",),
        ),
        Talk("+16025550173", (Said("them", "What does a new faucet cost, roughly?", 21),)),
        Talk(
            "+14805550174",
            (
                Said("them", "Tenant says the drain is slow again", 600),
                Said("rosa@brightwater.example", "We will look on Wednesday morning. Same unit?", 590),
            ),
            owner="rosa@brightwater.example",
        ),
        Talk(
            "+14805550175",
            (
                Said("them", "We went with somebody else, sorry", 4000),
                Said("luz@brightwater.example", "Thank you for telling us. Good luck with it.", 3990),
            ),
            owner="luz@brightwater.example",
            then="lost",
        ),
    ),
    canned=(
        (
            "Shut the valve",
            "valve",
            "Please close the main valve first, {{contact.first_name}}: turn it clockwise until it stops.",
        ),
        ("Window", "window", "We come between {{window}}. You get a text when the van leaves."),
    ),
    tasks=(
        ("Send estimate for a new heater", "+16025550172", 180),
        ("Confirm the unit number in Mesa", "+14805550174", 1500),
    ),
)

HOUSES = (LAW, CLINIC, HOME)
