"""English words of time, what they are heard as, and the nouns that make a number something else."""

from typing import Any, Final

from receptionist.domain.spoken.folding import words

_WEEKDAYS: Final = {
    "monday": "mon mnday munday", "tuesday": "tue tues tusday teusday toosday chewsday",
    "wednesday": "wed weds wensday wendsday wednsday wenesday",
    "thursday": "thu thur thurs thrusday thurday thersday", "friday": "fri firday fryday",
    "saturday": "sat saterday satday", "sunday": "sun sundy",
}  # fmt: skip
_MONTHS: Final = {
    "january": "jan", "february": "feb febuary", "march": "mar", "april": "apr", "may": "", "june": "jun",
    "july": "jul", "august": "aug", "september": "sep sept", "october": "oct", "november": "nov", "december": "dec",
}  # fmt: skip
_UNITS: Final = {
    "minute": "minutes min mins", "hour": "hours hr hrs", "day": "days", "week": "weeks wk wks",
    "month": "months", "year": "years yr yrs", "fortnight": "fortnights",
}  # fmt: skip
_SAME = {
    "today": "2day", "tomorrow": "tommorow tomorow tommorrow tmrw tmr tmw 2moro tomoro tomorro", "tonight": "tonite",
    "next": "nxt", "before": "b4", "noon": "noonish noontime", "week": "wk", "weeks": "wks", "hour": "hr",
    "hours": "hrs", "minutes": "min mins", "oclock": "clock", "through": "thru",
    "until": "til till untill", "weekend": "wknd", "appointment": "appt",
}  # fmt: skip
_PARTS: Final = {"morning": "mornin morn", "afternoon": "aft arvo", "evening": "eve", "night": "nite"}
_BARE: Final = "monday tuesday wednesday thursday friday saturday sunday"
STREETS: Final = frozenset(
    words(
        "street st avenue ave road rd drive dr lane ln boulevard blvd court ct place pl highway hwy route "
        "parkway pkwy circle cir terrace ter trail way alley plaza square loop"
    )
)
_THINGS: Final = words(
    "dollars dollar bucks buck cents percent grand old miles mile feet foot inches inch pounds lbs kilos "
    "degrees people persons person folks adults adult kids kid children child dogs dog cats cat pets pet "
    "puppies kittens cars car trucks vehicles rooms room bedrooms bathrooms units unit windows times "
    "pills tablets milligrams mg teeth tooth stitches visits visit sessions shots doses dose blocks block "
    "houses doors floor floors suite apartment apt number opinion opinions option options appointments "
    "employees stars points copies pages page boxes gallons tons tires faucets toilets drains outlets "
    "lamps leaks guys men women boys girls sons daughters brothers sisters friends questions things calls "
    "messages emails letters bills payments months seconds zip code ext extension ounces amendment grade "
    "degree half third grader graders"
)
# What may follow a bare number or ordinal that is a time or a day, rather than the beginning of a noun.
FOLLOW: Final = frozenset(
    words(
        "at in on of around about round after before by or and to through thru until till til please is was "
        "would will works work if morning afternoon evening night between not instead i we you can could so "
        "then but with sounds good fine ok okay maybe should for am pm oclock sharp thanks thank from because "
        "since ish onwards onward earlier later next this it its that thats sometime anytime when right "
        "hopefully perhaps a an my any no wait actually sorry noon lunch today tomorrow tonight weekend "
        "however preferably ideally probably latest earliest open available possible free do does might may "
        "be best better perfect great and/or either every monday tuesday wednesday thursday friday saturday "
        "sunday first end or the youd have got are sure how what yeah yes same"
    )
)


def _lexicon() -> dict[str, dict[str, Any]]:
    table: dict[str, dict[str, Any]] = {}

    def known(name: str, heard: str, classes: dict[str, Any]) -> None:
        for word in (name, *heard.split()):
            table.setdefault(word, {}).update(classes)

    for number, (name, heard) in enumerate(_WEEKDAYS.items()):
        known(name, heard, {"WEEKDAY": number})
        known(name + "s", "", {"DAYS": frozenset({number})})
    for number, (name, heard) in enumerate(_MONTHS.items(), 1):
        known(name, heard, {"MONTH": number})
    for name, heard in _UNITS.items():
        known(name, heard, {"UNIT": name})
    for name, heard in _PARTS.items():
        known(name, heard, {"PARTWORD": name})
        known(name + "s", "", {"PARTS": name})
    for names, classes in (
        (["today", "tomorrow", "tonight"], {"DAYWORD": True}),
        (["weekdays"], {"DAYS": frozenset(range(5))}),
        (["weekends"], {"DAYS": frozenset({5, 6})}),
        (sorted(STREETS), {"STREET": True, "THING": True}),
        (_THINGS, {"THING": True}),
    ):
        for word in names:
            known(word, "", classes)
    known("am", "", {"AMPM": "am"})
    known("pm", "", {"AMPM": "pm"})
    return table


LEXICON: Final = _lexicon()
SAME: Final = {heard: name for name, others in _SAME.items() for heard in others.split()}
SLIPPERY: Final = (
    *_BARE.split(), "tomorrow", "afternoon", "january", "february", "september", "october", "november", "december",
    "tonight", "morning", "evening", "weekend",
)  # fmt: skip
HOURS: Final = {
    word: value
    for value, word in enumerate(words("one two three four five six seven eight nine ten eleven twelve"), 1)
}
HOLIDAYS: Final[dict[str, str]] = {
    "new years day?": "new_year", "new year": "new_year", "epiphany": "epiphany",
    "mlk day?": "king", "martin luther king junior|jr? day?": "king", "martin luther king jrs|juniors? birthday": "king",
    "groundhog day": "groundhog", "valentines|valentine day?": "valentine",
    "presidents|president day": "presidents", "washingtons birthday": "presidents", "mardi gras": "mardi_gras",
    "fat tuesday": "mardi_gras", "ash wednesday": "ash_wednesday",
    "st|saint patricks|patrick|paddys|pattys day?": "patrick", "april fools|fool day?": "fools", "tax day": "tax",
    "earth day": "earth", "palm sunday": "palm_sunday", "maundy|holy thursday": "maundy", "good friday": "good_friday",
    "easter sunday?": "easter", "easter monday": "easter_monday", "cinco de mayo": "cinco",
    "mothers|mother day": "mother", "memorial day": "memorial", "flag day": "flag", "juneteenth": "juneteenth",
    "fathers|father day": "father", "independence day": "independence", "labor|labour day": "labor",
    "columbus day": "columbus", "indigenous peoples|people day": "columbus", "halloween": "halloween",
    "all saints day": "all_saints", "day of the dead": "dead", "election day": "election",
    "veterans|veteran day": "veterans", "thanksgiving day?": "thanksgiving", "turkey day": "thanksgiving",
    "black friday": "black_friday", "cyber monday": "cyber_monday", "christmas eve": "christmas_eve",
    "xmas eve": "christmas_eve", "christmas|xmas day?": "christmas", "boxing day": "boxing",
    "new years eve": "new_year_eve", "new year eve": "new_year_eve",
}  # fmt: skip
