"""Lists of clients and adversaries: what their columns may hold, how usual headings read, how rows are told about."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import Member
from contacts.ports import ListKind, RowFault, register_list
from contacts.presenters.labels import number
from intake.domain.clearance.rights import Act
from intake.domain.client_lists import ListFault
from intake.policies import is_law, may
from intake.services.law.listing import read_in

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CLIENTS: Final = "CLIENTS"
FIELDS: "Final[Mapping[str, StrOrPromise]]" = {
    "name": _("Whole name"),
    "first_name": _("First name"),
    "last_name": _("Last name"),
    "kind": _("Person or company"),
    "aliases": _("Other names, divided by | or ;"),
    "dob": _("Date of birth"),
    "role": _("What they are: client, adverse …"),
    "party_id": _("Number of the person"),
    "matter_id": _("Number of the matter"),
    "matter_title": _("Title of the matter"),
    "practice_area": _("Practice area"),
    "subject": _("What it is about"),
    "status": _("How the matter stands"),
    "opened": _("Opened"),
    "closed": _("Closed"),
    "phone": _("Phone"),
    "phone_2": _("Second phone"),
    "email": _("E-mail"),
    "email_2": _("Second e-mail"),
    "address": _("Postal address"),
    "tax": _("Tax number"),
    "registry": _("Registry number"),
    "relation": _("What they are to somebody else"),
    "related_to": _("Number of that somebody"),
    "city": _("City"),
    "note": _("Note"),
}
HEADINGS: Final[Mapping[str, Sequence[str]]] = {
    "party_id": (
        "party id", "client id", "contact id", "client number", "client no", "client no.", "id", "number", "no", "no.",
        "número de cliente", "numero de cliente",
    ),
    "name": (
        "name", "full name", "party", "party name", "client", "client name", "contact", "contact name", "display name",
        "nombre", "nombre completo", "cliente", "parte",
    ),
    "first_name": ("first name", "firstname", "given name", "first", "nombre de pila"),
    "last_name": ("last name", "lastname", "surname", "family name", "last", "apellido", "apellidos"),
    "kind": ("kind", "type", "entity type", "party type", "contact type", "person or company", "tipo"),
    "aliases": (
        "aliases", "alias", "aka", "a.k.a.", "also known as", "other names", "former names", "maiden name", "dba",
        "nickname", "otros nombres",
    ),
    "dob": ("dob", "date of birth", "birth date", "birthdate", "birthday", "born", "fecha de nacimiento"),
    "role": ("role", "party role", "relationship", "capacity", "client type", "rol", "calidad"),
    "matter_id": (
        "matter id", "matter", "matter number", "matter no", "matter no.", "case", "case number", "case no",
        "file number", "file no", "asunto", "expediente", "número de asunto",
    ),
    "matter_title": (
        "matter title", "matter name", "case name", "case title", "matter description", "caption", "título del asunto",
    ),
    "practice_area": ("practice area", "area of law", "practice", "case type", "matter type", "materia"),
    "subject": ("subject", "description", "about", "matter subject", "descripción"),
    "status": ("status", "matter status", "case status", "stage", "estado"),
    "opened": ("opened", "open date", "date opened", "opened on", "start date", "fecha de apertura"),
    "closed": ("closed", "close date", "date closed", "closed on", "end date", "fecha de cierre"),
    "phone": ("phone", "mobile", "phone number", "cell", "telephone", "cell phone", "teléfono", "telefono"),
    "phone_2": ("phone 2", "home phone", "work phone", "business phone", "other phone"),
    "email": ("email", "e-mail", "email address", "e-mail address", "mail", "correo"),
    "email_2": ("email 2", "e-mail 2", "work email", "other email"),
    "address": ("address", "street", "street address", "postal address", "mailing address", "dirección", "direccion"),
    "tax": ("tax id", "tax number", "ein", "ssn", "tin", "nif", "rfc"),
    "registry": ("registry number", "registration number", "company number", "entity number", "bar number"),
    "relation": ("relation", "relation to", "related as", "relación", "relacion"),
    "related_to": ("related to", "related party id", "related id", "parent id", "relacionado con"),
    "city": ("city", "town", "ciudad"),
    "note": ("note", "notes", "comments", "remarks", "notas"),
}  # fmt: skip
SENTENCES: "Final[Mapping[str, StrOrPromise]]" = {
    ListFault.NAME_NEEDED: _("Give a name."),
    ListFault.NAME_UNREADABLE: _("“%(typed)s” has no letter in it. Give a name."),
    ListFault.CELL_TOO_LONG: _("At most %(count)d letters fit here."),
    ListFault.KIND_UNKNOWN: _("“%(typed)s” is neither person nor company."),
    ListFault.DOB_WRONG: _("“%(typed)s” is no date of birth. Write it like 1980-01-31."),
    ListFault.DAY_WRONG: _("“%(typed)s” is no date. Write it like 2019-01-31."),
    ListFault.ROLE_NEEDED: _("Say what they are, such as client, former client or adverse."),
    ListFault.ROLE_UNKNOWN: _("“%(typed)s” is no role. Write client, former client, adverse, witness …"),
    ListFault.STATUS_UNKNOWN: _("“%(typed)s” does not say how a matter stands. Write open or closed."),
    ListFault.PHONE_WRONG: _("“%(typed)s” is no phone number. Write it like 602 555 0123."),
    ListFault.EMAIL_WRONG: _("“%(typed)s” is no e-mail address. Write it like name@example.com."),
    ListFault.NUMBER_TOO_SHORT: _("“%(typed)s” is too short to tell anybody apart."),
    ListFault.OTHER_PERSON: _(
        "This number is somebody else's already. If the list numbers people anew, give it a name of its own."
    ),
    ListFault.RELATION_UNKNOWN: _("“%(typed)s” is no relation. Write spouse, parent, owner, director …"),
    ListFault.RELATED_MISSING: _(
        "Nobody had the number of that somebody yet. The rest of the row is kept; upload it again for the relation."
    ),
    ListFault.RELATED_SELF: _("Nobody is related to themselves. Choose another party."),
}


def register() -> None:
    """Let lists of clients be read in."""
    register_list(
        ListKind(
            key=CLIENTS,
            title=_("Import a client list"),
            intro=_(
                "Clients past and present, adversaries and those around them, a line for each. Next you say what each "
                "column holds. The same list twice adds nobody; whoever is new is searched for in the open checks."
            ),
            fields=FIELDS,
            headings=HEADINGS,
            naming=frozenset({"name", "last_name"}),
            naming_sentence=_("Choose a column for the name."),
            may=_may,
            read=read_in,
            sentence=_sentence,
            created=_created,
            updated=_updated,
            home=(_("All matters"), "intake:matters"),
            rail="matters",
            label_hint=_(
                "Needed when it numbers people anew, such as the clients a new colleague brings. The same name finds "
                "the same people again."
            ),
        )
    )


def _may(member: Member) -> bool:
    return is_law(member) and may(member, Act.IMPORT)


def _sentence(fault: RowFault) -> str:
    return str(SENTENCES[fault.fault]) % {"typed": fault.typed, "count": fault.count}


def _created(count: int) -> str:
    return ngettext("%(count)s new party", "%(count)s new parties", count) % {"count": number(count)}


def _updated(count: int) -> str:
    return ngettext("%(count)s was known", "%(count)s were known", count) % {"count": number(count)}
