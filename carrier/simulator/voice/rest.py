"""Surface A for calls: creating them, looking at them, and changing them while they last."""

from collections.abc import Callable
from dataclasses import replace

from carrier.simulator.faults import FaultKind
from carrier.simulator.fields import Fields
from carrier.simulator.payloads import instant
from carrier.simulator.problems import Problem, not_found, throttled, unauthorised
from carrier.simulator.signing import authenticate
from carrier.simulator.simulator import Simulator
from carrier.simulator.voice import bodies
from carrier.simulator.voice.calls import LEAST_BEFORE_HANGUP
from carrier.simulator.voice.creating import BadRequest, address, bounded, plan_of, read_call
from carrier.simulator.voice.legs import HOME_REGION, Leg, Status
from carrier.simulator.voice.speaking import plain, seconds_of
from carrier.simulator.voice.switch import FOR_EVER, OTHERS_A_SECOND
from carrier.simulator.web import Request, Response, Router, answer
from carrier.simulator.world import Application

MOST_A_PAGE = 100
Change = Callable[[Leg, Fields], None]


class VoiceApi:
    """Answers the business's requests about calls; every one needs an application's token."""

    def __init__(self, simulator: Simulator, router: Router) -> None:
        self._simulator = simulator
        self._calls = simulator.calls
        router.add("POST", "/v1/calls", self._create)
        router.add("GET", "/v1/calls", self._list)
        router.add("GET", "/v1/calls/{uuid}", self._show)
        router.add("PUT", "/v1/calls/{uuid}", self._modify)
        router.add("PUT", "/v1/calls/{uuid}/talk", self._talk)
        router.add("DELETE", "/v1/calls/{uuid}/talk", self._stop_talk)
        router.add("PUT", "/v1/calls/{uuid}/stream", self._stream)
        router.add("DELETE", "/v1/calls/{uuid}/stream", self._stop_stream)
        router.add("PUT", "/v1/calls/{uuid}/dtmf", self._dtmf)
        router.add("PUT", "/v1/calls/{uuid}/input/dtmf", self._listen)
        router.add("DELETE", "/v1/calls/{uuid}/input/dtmf", self._listen_no_more)
        router.add("GET", "/v1/files/{id}", self._file)

    # Who asks, and how often.

    def _application(self, request: Request) -> Application:
        _, application = authenticate(
            self._simulator.world, request.headers.get("authorization", ""), prefix=request.prefix
        )
        if application is None:
            raise unauthorised()
        return application

    def _within_rate(self, request: Request) -> Application:
        application = self._application(request)
        key, now = f"voice:{application.account}", self._simulator.clock.now()
        if not self._simulator.limits.allow(key, now, per_second=OTHERS_A_SECOND):
            raise throttled()
        return application

    def _leg(self, request: Request) -> tuple[Leg, Application]:
        application = self._within_rate(request)
        leg = self._calls.switch.legs.get(request.parts["uuid"])
        if leg is None or leg.application != application.id:
            raise not_found("call")
        region = request.region or HOME_REGION
        if leg.region != region or self._calls.switch.strikes(FaultKind.WRONG_REGION, leg, "rest"):
            raise not_found("call in this region")
        return leg, application

    def _live_leg(self, request: Request) -> Leg:
        leg, _ = self._leg(request)
        if not leg.is_live:
            raise not_found("call in progress")
        return leg

    def _answered_leg(self, request: Request) -> Leg:
        leg = self._live_leg(request)
        if not leg.is_answered:
            raise Problem(400, "Bad Request", f"The call is {leg.status}; nothing can be heard on it.")
        return leg

    # Calls.

    def _create(self, request: Request) -> Response:
        application = self._application(request)
        world = self._simulator.world
        if not self._calls.switch.may_create(application.account):
            raise throttled()
        ours = [row.msisdn for row in world.numbers.values() if row.application == application.id]
        asked = read_call(request.fields(), random_number=ours[0] if ours else "Unknown")
        asked = replace(asked, region=request.region or HOME_REGION)
        leg = self._calls.create(asked, account=application.account, application=application.id)
        shown = {
            "uuid": leg.uuid,
            "status": "started",
            "direction": "outbound",
            "conversation_uuid": leg.room,
        }
        return answer(shown, 201)

    def _list(self, request: Request) -> Response:
        application = self._within_rate(request)
        query = request.query
        found = [
            leg
            for leg in self._calls.legs()
            if leg.application == application.id
            and query.get("status", leg.status) == leg.status
            and query.get("conversation_uuid", leg.room) == leg.room
            and self._began_between(leg, query.get("date_start", ""), query.get("date_end", ""))
        ]
        if query.get("order", "asc") == "desc":
            found.reverse()
        size = min(MOST_A_PAGE, _count(query.get("page_size", "10")))
        begin = _count(query.get("record_index", "0"))
        rows = [bodies.call(leg) for leg in found[begin : begin + size]]
        return answer(
            {
                "count": len(found),
                "page_size": size,
                "record_index": begin,
                "_links": {"self": {"href": f"/v1/calls?page_size={size}&record_index={begin}"}},
                "_embedded": {"calls": rows},
            }
        )

    def _began_between(self, leg: Leg, begin: str, end: str) -> bool:
        """Say whether a leg began in a span of simulated time, or of that of a business whose clock is not hurried."""
        moments = {leg.created_at, self._simulator.clock.on_the_wall(leg.created_at)}
        return any(_is_between(moment, begin, end) for moment in moments)

    def _show(self, request: Request) -> Response:
        leg, _ = self._leg(request)
        return answer(bodies.call(leg))

    def _modify(self, request: Request) -> Response:
        leg, fields = self._live_leg(request), request.fields()
        changes: dict[str, Change] = {
            "hangup": self._hang_up,
            "mute": lambda leg, _: _set(leg, is_muted=True),
            "unmute": lambda leg, _: _set(leg, is_muted=False),
            "earmuff": lambda leg, _: _set(leg, is_deaf=True),
            "unearmuff": lambda leg, _: _set(leg, is_deaf=False),
            "transfer": self._transfer,
        }
        change = changes.get(str(fields.raw("action")))
        if change is None:
            raise BadRequest({"action": f"must be one of {', '.join(changes)}"})
        change(leg, fields)
        self._calls.switch.say_so("leg.changed", leg, action=str(fields.raw("action")))
        return Response(204)

    def _hang_up(self, leg: Leg, fields: Fields) -> None:
        if self._simulator.clock.now() - leg.created_at < LEAST_BEFORE_HANGUP:
            raise Problem(400, "Bad Request", "The call was created less than a second ago; try again.")
        status = Status.COMPLETED if leg.is_answered else Status.CANCELLED
        self._calls.switch.end(leg, status)

    def _transfer(self, leg: Leg, fields: Fields) -> None:
        if not leg.is_answered:
            raise Problem(400, "Bad Request", f"The call is {leg.status}; it cannot be transferred yet.")
        destination = fields.object("destination")
        if destination.raw("type") != "ncco":
            raise BadRequest({"destination.type": "must be ncco"})
        if destination.raw("ncco") is not None:
            self._calls.moving.move(leg, plan_of(destination.raw("ncco")))
            return
        url = address(destination, "url")
        if not url:
            raise BadRequest({"destination": "must have ncco or url"})
        _, method = self._calls.switch.hooks.configured(leg, "answer")
        self._calls.moving.move(leg, None, url=url, method=method)

    # What is played and pressed while a call lasts.

    def _talk(self, request: Request) -> Response:
        leg, fields = self._answered_leg(request), request.fields()
        text = fields.raw("text")
        if not isinstance(text, str) or not plain(text):
            raise BadRequest({"text": "must be a non-empty string"})
        seconds = seconds_of(text) * _loops(fields)
        self._calls.playing.play(leg, "talk", plain(text), seconds)
        return _done("Talk started", leg)

    def _stop_talk(self, request: Request) -> Response:
        leg = self._live_leg(request)
        self._calls.playing.stop(leg, "talk")
        return _done("Talk stopped", leg)

    def _stream(self, request: Request) -> Response:
        leg, fields = self._answered_leg(request), request.fields()
        url = address(fields, "stream_url")
        if not url:
            raise BadRequest({"stream_url": "must be an array with one http address"})
        sound = self._calls.playing.sound(url)
        if sound.is_missing:
            raise BadRequest({"stream_url": "cannot be fetched (404)"})
        self._calls.playing.play(leg, "stream", url, sound.seconds * _loops(fields))
        return _done("Stream started", leg)

    def _stop_stream(self, request: Request) -> Response:
        leg = self._live_leg(request)
        self._calls.playing.stop(leg, "stream")
        return _done("Stream stopped", leg)

    def _dtmf(self, request: Request) -> Response:
        leg, digits = self._answered_leg(request), request.fields().raw("digits")
        if not isinstance(digits, str) or not digits or set(digits) - set("0123456789*#p"):
            raise BadRequest({"digits": "must be made of 0 to 9, *, # and p"})
        self._calls.switch.note("dtmf", digits, leg, heard_by=[leg.uuid])
        return _done("DTMF sent", leg)

    def _listen(self, request: Request) -> Response:
        leg = self._live_leg(request)
        url = address(request.fields(), "event_url")
        if not url:
            raise BadRequest({"event_url": "must be an array with one http address"})
        self._calls.inputs.subscribe(leg, url)
        return Response(204)

    def _listen_no_more(self, request: Request) -> Response:
        self._calls.inputs.unsubscribe(self._live_leg(request))
        return Response(204)

    def _file(self, request: Request) -> Response:
        application = self._application(request)
        found = self._calls.recordings.file(request.parts["id"])
        if found is None or found.account != application.account:
            raise not_found("file")
        struck = self._simulator.faults.strike(
            FaultKind.RECORDING_STATUS,
            account=application.account,
            application=application.id,
            webhook="file",
            now=self._simulator.clock.now(),
        )
        if struck:
            raise Problem(struck.status, "Simulated fault", "The file cannot be had just now.")
        return Response(200, found.content, found.content_type)


def _set(leg: Leg, **changes: bool) -> None:
    for name, value in changes.items():
        setattr(leg, name, value)


def _done(message: str, leg: Leg) -> Response:
    return answer({"message": message, "uuid": leg.uuid})


def _loops(fields: Fields) -> float:
    loop = bounded(fields, "loop", 1, 0, 1_000)
    return loop or FOR_EVER


def _count(value: str) -> int:
    if not value.isdigit():
        raise BadRequest({"query": "page_size and record_index must be whole numbers"})
    return int(value)


def _is_between(moment: float, begin: str, end: str) -> bool:
    shown = instant(moment)[:19]
    return (not begin or shown >= begin[:19]) and (not end or shown <= end[:19])
