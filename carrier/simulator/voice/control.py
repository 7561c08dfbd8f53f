"""Surface B for calls: dialling as a handset, acting on a leg, far ends' behaviour, and transcripts."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from carrier.simulator.fields import Fields
from carrier.simulator.problems import InvalidParameters, not_found
from carrier.simulator.simulator import Simulator
from carrier.simulator.voice.legs import HOME_REGION, Leg
from carrier.simulator.voice.policies import read_policy, read_rules
from carrier.simulator.voice.rooms import matrix
from carrier.simulator.web import Request, Response, Router, answer
from carrier.simulator.world import msisdn


class VoiceControl:
    """Lets the operator be everybody at a telephone."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._calls = simulator.calls

    def add_routes(self, router: Router) -> None:
        """Offer calls, legs, far ends, sounds and transcripts."""
        router.add("POST", "/_sim/calls", self._dial)
        router.add("GET", "/_sim/calls", self._list)
        router.add("GET", "/_sim/legs/{uuid}", self._show)
        router.add("POST", "/_sim/legs/{uuid}/act", self._act)
        router.add("POST", "/_sim/handsets/{msisdn}", self._set_voice)
        router.add("POST", "/_sim/handsets/{msisdn}/voice_policy", self._set_voice)
        router.add("GET", "/_sim/users", self._list_users)
        router.add("POST", "/_sim/users/{name}", self._set_user)
        router.add("POST", "/_sim/sounds", self._set_sound)
        router.add("GET", "/_sim/conversations/{id}", self._show_room)
        router.add("GET", "/_sim/transcript/{id}", self._transcript)

    def _dial(self, request: Request) -> Response:
        fields = request.fields()
        uuid = self._calls.dial(
            from_=fields.text("from", ""),
            to=fields.text("to"),
            script=read_rules(fields),
            region=fields.text("region", HOME_REGION),
            sip_headers={name: str(value) for name, value in fields.object("sip_headers").values.items()},
            user=fields.text("user", ""),
            custom_data=dict(fields.object("custom_data").values),
        )
        return answer(show_leg(self._calls.leg(uuid)), 201)

    def _list(self, request: Request) -> Response:
        query = request.query
        rows = [
            show_leg(leg)
            for leg in self._calls.legs()
            if query.get("party", leg.party) == leg.party
            and query.get("status", leg.status) == leg.status
            and query.get("conversation", leg.room) == leg.room
        ]
        return answer({"count": len(rows), "legs": rows[-1_000:]})

    def _show(self, request: Request) -> Response:
        leg = self._calls.leg(request.parts["uuid"])
        heard = {"heard": self._calls.heard(leg.uuid), "ring_time": self._calls.ring_time(leg.uuid)}
        return answer(show_leg(leg) | heard)

    def _act(self, request: Request) -> Response:
        fields, uuid = request.fields(), request.parts["uuid"]
        leg = self._calls.leg(uuid)
        if "noise" in fields:
            self._calls.people.make_noise(leg, fields.number("noise", 0.0, most=1.0))
        if fields.flag("answer"):
            self._calls.answer(uuid)
        if "say" in fields:
            self._calls.say(uuid, fields.text("say"))
        if "press" in fields:
            self._calls.press(uuid, fields.text("press", longest=40))
        if fields.flag("silence"):
            self._calls.people.fall_silent(leg)
        if fields.flag("hangup") or fields.flag("hang_up"):
            self._calls.hang_up(uuid)
        known = {"noise", "answer", "say", "press", "silence", "hangup", "hang_up"}
        if not known & fields.values.keys():
            raise InvalidParameters({"act": f"must be one of {', '.join(sorted(known))}"})
        return self._show(request)

    def _set_voice(self, request: Request) -> Response:
        handset = self._simulator.world.handset(msisdn(request.parts["msisdn"]))
        fields = request.fields()
        handset.voice = read_policy(_behaviour(fields))
        handset.name = fields.text("name", handset.name)
        self._simulator.touch()
        shown = {"msisdn": handset.msisdn, "name": handset.name, "voice": dataclasses.asdict(handset.voice)}
        return answer(shown)

    def _list_users(self, request: Request) -> Response:
        return answer({"users": [dataclasses.asdict(user) for user in self._simulator.world.users.values()]})

    def _set_user(self, request: Request) -> Response:
        fields = request.fields()
        user = self._calls.add_user(request.parts["name"])
        user.application = fields.text("application", user.application)
        user.account = fields.text("account", user.account)
        user.is_online = fields.flag("online", user.is_online)
        behaviour = _behaviour(fields)
        if "auto_answer_after" in fields:
            after = fields.raw("auto_answer_after")
            behaviour = Fields({"no_answer": False, **behaviour.values, "answer_after": after})
        user.voice = read_policy(behaviour, user.voice)
        self._simulator.touch()
        return answer(dataclasses.asdict(user))

    def _set_sound(self, request: Request) -> Response:
        fields = request.fields()
        self._calls.declare_sound(
            fields.text("url"), seconds=fields.number("seconds", 3.0), is_missing=fields.flag("missing")
        )
        return answer({"url": fields.text("url")})

    def _show_room(self, request: Request) -> Response:
        room = self._calls.switch.rooms.get(request.parts["id"])
        if room is None:
            raise not_found("conversation")
        members = [dataclasses.asdict(member) for member in room.members.values()]
        for member in members:
            for name in ("hears", "speaks_to"):
                member[name] = None if member[name] is None else sorted(member[name])
        return answer(
            {"id": room.id, "name": room.name, "state": room.state, "members": members, "hears": matrix(room)}
        )

    def _transcript(self, request: Request) -> Response:
        found = self._calls.transcript(request.parts["id"])
        if request.query.get("format") == "lines":
            return answer({"subject": found.subject, "text": found.as_text()})
        if request.query.get("format") == "text":
            return Response(200, found.as_text().encode(), "text/plain; charset=utf-8")
        rows = [dataclasses.asdict(entry) | {"words": entry.words(found.now)} for entry in found.entries]
        return answer({"subject": found.subject, "now": found.now, "entries": rows})


def show_leg(leg: Leg) -> dict[str, Any]:
    """Return a leg as the operator sees it."""
    history: list[Mapping[str, Any]] = [{"status": one.status, "at": one.at} for one in leg.history]
    return {
        "uuid": leg.uuid,
        "conversation": leg.room,
        "direction": leg.direction,
        "kind": leg.kind,
        "from": leg.caller,
        "to": leg.callee,
        "party": leg.party,
        "parent": leg.parent,
        "region": leg.region,
        "status": leg.status,
        "detail": leg.detail,
        "disconnected_by": leg.disconnected_by,
        "is_muted": leg.is_muted,
        "is_deaf": leg.is_deaf,
        "created_at": leg.created_at,
        "answered_at": leg.answered_at or None,
        "ended_at": leg.ended_at or None,
        "history": history,
    }


def _behaviour(fields: Fields) -> Fields:
    # A behaviour may be written as one word, with its number or reason: {"behaviour": "voicemail", "beep_at": 4}.
    word = fields.text("behaviour", "")
    values = {name: value for name, value in fields.values.items() if name != "behaviour"}
    if word in ("busy", "no_answer", "unreachable", "voicemail"):
        values[word] = True
    elif word in ("early_answer", "carrier_early_answer"):
        values["early_answer"] = True
    elif word.startswith("reject"):
        values["reject"] = word.partition(":")[2] or "declined"
    elif word.startswith("fail"):
        values["fail"] = word.partition(":")[2] or "internal_error"
    elif word not in ("", "answer"):
        raise InvalidParameters({"behaviour": "is not known"})
    return Fields(values)
