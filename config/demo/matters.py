"""Gives the law firm a list of former clients and four matters, decided as its people would. Once only."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from io import BytesIO
from typing import Final

from accounts.models import Member, Organisation
from contacts.models import ImportState
from contacts.services import imports
from conversations.models import Conversation
from core.transactions import reading
from intake.domain.clearance.deciding import BLOCKING, Level, Statement, Verdict
from intake.models import ConflictCheck, Matter, Party, PartyKind, PartyRole
from intake.policies import is_law
from intake.presenters.client_lists import CLIENTS
from intake.selectors.checks import list_hits
from intake.services.law import deciding, matters, waiving, walls
from intake.services.law.matters import Named, NewMatter

ANA: Final = "ana@hale-ortiz.example"
BEN: Final = "ben@hale-ortiz.example"
LOU: Final = "lou@hale-ortiz.example"
LIST: Final = """\
party_id,kind,name,aliases,dob,role,matter_id,matter_title,practice_area,opened,closed,relation,related_to
1,person,Marcus Calloway,Marc Calloway,,former client,HO-1187,Lease of a workshop,Real estate,2019-03-04,2019-09-30,,
2,company,Copperline Properties LLC,,,adverse,HO-1187,Lease of a workshop,Real estate,2019-03-04,2019-09-30,,
3,company,Doyle Hardware Inc,Doyle's,,client,HO-1231,Supply contracts,Business,2023-05-15,,,
4,person,Aurelio Doyle,,1971-02-11,related,HO-1231,Supply contracts,Business,2023-05-15,,owner,3
5,person,Verna Quillan,Verna Moss,1958-10-23,former client,HO-1204,Will and trust,Estates,2020-01-20,2020-06-12,,
6,person,Ignatius Moss,,1955-07-30,related,HO-1204,Will and trust,Estates,2020-01-20,2020-06-12,spouse,5
7,person,Petra Solheim,,,declined prospect,HO-1240,Boundary of a field,Real estate,2024-02-02,,,
8,person,Grover Lindqvist,,1979-12-05,witness,HO-1231,Supply contracts,Business,2023-05-15,,,
"""
AGREED: Final = (
    "I was told in writing that the firm also acts for {other}, what that could mean for me, and that I may ask another "
    "lawyer. I agree that it acts for both of us."
)


def set_up(organisation: Organisation, members: Mapping[str, Member], *, now: datetime) -> bool:
    """Give the firm its list and its matters if it has neither, and return whether it was done."""
    ana, ben, lou = (members.get(name) for name in (ANA, BEN, LOU))
    if ana is None or ben is None or lou is None or not is_law(ana):
        return False
    with reading(organisation):
        if Matter.objects.of(organisation).filter(number__startswith="HO-").exists():
            return False
    _list(ana, now=now - timedelta(days=9))
    _cleared(ana, lou, now=now - timedelta(days=6))
    _waived(ana, lou, now=now - timedelta(days=3))
    _walled(ana, ben, now=now - timedelta(days=2))
    _waiting(ana, ben, now=now - timedelta(minutes=50))
    return True


def _list(by: Member, *, now: datetime) -> None:
    listed = imports.upload_list(
        by=by, file_name="Clients until 2024.csv", file=BytesIO(LIST.encode()), kind=CLIENTS
    )
    fields = [listed.columns.get(str(place), "") for place in range(len(listed.headings))]
    imports.start_import(by=by, import_id=listed.pk, fields=fields, now=now)
    while listed.state in (ImportState.PREVIEW, ImportState.RUNNING):
        imports.import_batch(organisation=by.organisation_id, import_id=listed.pk, now=now)
        with reading(by.organisation_id):
            listed.refresh_from_db()


def _cleared(ana: Member, lou: Member, *, now: datetime) -> None:
    """Nobody is known: cleared within the hour and taken on."""
    asked = _conversation(ana, "Tomás Wieland")
    people = (
        _named(asked, "Tomás Wieland", PartyRole.PROSPECT),
        Named(name="Northgate Freight Inc", kind=PartyKind.COMPANY, role=PartyRole.ADVERSE),
    )
    matter = _open(ana, "Wieland / Northgate Freight", "Employment", "Overtime", people, asked, now=now)
    check = _check(matter)
    _answer(lou, check, Verdict.NOT_SAME, "Another firm of that name, in Ohio", now=now)
    deciding.clear(by=lou, check_id=check.pk, reason="Nobody the firm knows", now=now + timedelta(minutes=40))
    matters.engage(by=ana, matter_id=matter.pk, now=now + timedelta(hours=3))


def _waived(ana: Member, lou: Member, *, now: datetime) -> None:
    """The other side is a client: both were told and consented, and a second person granted the waiver."""
    asked = _conversation(ana, "Hester Tran-Doyle")
    people = (
        _named(asked, "Hester Tran-Doyle", PartyRole.PROSPECT),
        Named(name="Doyle Hardware Inc", kind=PartyKind.COMPANY, role=PartyRole.ADVERSE),
    )
    matter = _open(
        ana, "Tran-Doyle / Doyle Hardware", "Property", "A wall between two gardens", people, asked, now=now
    )
    check = _check(matter)
    _answer(ana, check, Verdict.SAME_ADVERSE, "Our client in HO-1231", now=now)
    statement = Statement(can_represent=True, is_lawful=True, is_other_proceeding=True, lawyer=ana.name)
    reason = "Supply contracts and a garden wall have nothing in common; both owners want it settled."
    check = waiving.ask_waiver(by=ana, check_id=check.pk, statement=statement, reason=reason, now=now)
    with reading(ana.organisation_id):
        parties = Party.objects.of(ana.organisation_id).filter(pk__in=check.waiver["affected"])
        names = dict(parties.order_by("display_name").values_list("pk", "display_name"))
    for party_id, name in names.items():
        other = next(own for key, own in names.items() if key != party_id)
        waiving.record_consent(
            by=ana,
            check_id=check.pk,
            party_id=party_id,
            signer="Aurelio Doyle, owner" if "Hardware" in name else name,
            words=AGREED.format(other=other),
            signed_on=now.date(),
            now=now + timedelta(hours=5),
        )
    waiving.waive(by=lou, check_id=check.pk, now=now + timedelta(days=1))


def _walled(ana: Member, ben: Member, *, now: datetime) -> None:
    """Nobody is known, but a colleague worked for the other side before he came."""
    people = (
        Named(name="Saltbush Dairy Cooperative", kind=PartyKind.COMPANY, role=PartyRole.PROSPECT),
        Named(name="Bramling Feeds LLC", kind=PartyKind.COMPANY, role=PartyRole.ADVERSE),
    )
    matter = _open(ana, "Saltbush Dairy / Bramling Feeds", "Business", "Spoilt feed", people, None, now=now)
    check = _check(matter)
    _answer(ana, check, Verdict.NOT_SAME, "Another company", now=now)
    deciding.clear(by=ana, check_id=check.pk, reason="Nobody the firm knows", now=now + timedelta(minutes=20))
    wall = walls.raise_wall(
        by=ana,
        matter_id=matter.pk,
        member_ids=[ben.pk],
        reason="Worked for Bramling Feeds until 2024",
        procedures="No talk about the matter with Ben. Paper stays in Ana's room.",
        notice_sent_on=now.date(),
        now=now + timedelta(hours=1),
    )
    walls.acknowledge(by=ben, wall_id=wall.pk, now=now + timedelta(hours=2))


def _waiting(ana: Member, ben: Member, *, now: datetime) -> None:
    """The other side was a client: facts wait until counsel has looked."""
    asked = _conversation(ana, "Denise Calloway")
    people = (
        _named(asked, "Denise Calloway", PartyRole.PROSPECT),
        Named(name="Marcus Calloway", role=PartyRole.ADVERSE),
    )
    matter = _open(ana, "Calloway / Calloway", "Family", "Custody", people, asked, now=now)
    deciding.escalate(
        by=ben,
        check_id=_check(matter).pk,
        reason="Marcus Calloway was our client in HO-1187. Is that the same person?",
        now=now + timedelta(minutes=10),
    )


def _conversation(by: Member, name: str) -> Conversation | None:
    """Find the conversation with somebody of the demo; there is none any more in one that was played with."""
    with reading(by.organisation_id):
        rows = Conversation.objects.of(by.organisation_id).filter(contact__display_name=name)
        return rows.order_by("created_at", "id").first()


def _named(asked: Conversation | None, name: str, role: PartyRole) -> Named:
    return Named(name=name, role=role, contact_id=asked.contact_id if asked else None)


def _open(
    by: Member,
    title: str,
    area: str,
    subject: str,
    people: tuple[Named, ...],
    asked: Conversation | None,
    *,
    now: datetime,
) -> Matter:
    new = NewMatter(
        title=title,
        people=people,
        practice_area=area,
        subject=subject,
        responsible_id=by.pk,
        conversation_id=asked.pk if asked else None,
    )
    return matters.open_matter(by=by, new=new, now=now)


def _check(matter: Matter) -> ConflictCheck:
    with reading(matter.organisation_id):
        return ConflictCheck.objects.of(matter.organisation_id).get(matter=matter)


def _answer(by: Member, check: ConflictCheck, verdict: Verdict, reason: str, *, now: datetime) -> None:
    """Say the same of every hit that needs an answer."""
    with reading(by.organisation_id):
        hits = [row.hit.pk for row in list_hits(check=check) if Level(row.hit.level) in BLOCKING]
    for hit_id in hits:
        deciding.answer_hit(by=by, check_id=check.pk, hit_id=hit_id, verdict=verdict, reason=reason, now=now)
