"""Surface B: how the operator seeds the carrier, speaks as a handset, breaks things and reads the logs."""

import dataclasses
import hmac
from collections.abc import Awaitable

from carrier.simulator.control_views import log_page, show_fault, show_message, whole_number
from carrier.simulator.driver import Driver
from carrier.simulator.exchange import Utterance
from carrier.simulator.fields import Fields
from carrier.simulator.pace import Pace
from carrier.simulator.problems import InvalidParameters, Problem, not_found, unauthorised
from carrier.simulator.registry import Registry
from carrier.simulator.simulator import Simulator
from carrier.simulator.stream import follow
from carrier.simulator.voice.control import VoiceControl
from carrier.simulator.vonage_api import VonageApi
from carrier.simulator.web import Request, Response, Router, answer, refuse
from carrier.simulator.webhooks import Refusal
from carrier.simulator.world import msisdn, sms_policy


class ControlApi:
    """Answers the operator, who proves himself by one bearer token."""

    def __init__(self, simulator: Simulator, api: VonageApi, driver: Driver, *, token: str) -> None:
        self._simulator, self._api, self._driver, self._token = simulator, api, driver, token
        self._router = router = Router()
        Registry(simulator).add_routes(router)
        self._pace = Pace(simulator, driver)
        self._pace.add_routes(router)
        VoiceControl(simulator).add_routes(router)
        router.add("POST", "/_sim/messages", self._send_messages)
        router.add("GET", "/_sim/handsets", self._list_handsets)
        router.add("GET", "/_sim/handsets/{msisdn}", self._show_handset)
        router.add("POST", "/_sim/handsets/{msisdn}/sms_policy", self._set_policy)
        router.add("GET", "/_sim/faults", self._show_faults)
        router.add("POST", "/_sim/faults", self._set_faults)
        router.add("DELETE", "/_sim/faults", self._clear_faults)
        router.add("POST", "/_sim/reset", self._reset)
        router.add("GET", "/_sim/deliveries", self._deliveries)
        router.add("GET", "/_sim/requests", self._requests)
        router.add("GET", "/_sim/assert/quiescent", self._quiescent)
        router.add("GET", "/_sim/events", self._events)

    async def handle(self, request: Request) -> Response:
        """Answer one request of the operator."""
        try:
            offered = request.headers.get("authorization", "")
            if not hmac.compare_digest(offered.encode(), f"Bearer {self._token}".encode()):
                raise unauthorised()
            action, parts = self._router.find(request.method, request.path)
            response = action(dataclasses.replace(request, parts=parts))
            return await response if isinstance(response, Awaitable) else response
        except Problem as problem:
            return refuse(problem, self._simulator.world.new_id("problem"))
        except Refusal as refusal:
            return refuse(
                InvalidParameters({"webhooks": str(refusal)}), self._simulator.world.new_id("problem")
            )

    def _send_messages(self, request: Request) -> Response:
        fields = request.fields()
        batch = fields.objects("messages") if "messages" in fields else [fields]
        sent = [self._simulator.exchange.receive(self._utterance(one)) for one in batch]
        if "messages" in fields:
            return answer({"message_uuids": [message.uuid for message in sent]}, 201)
        return answer(show_message(sent[0]), 201)

    def _utterance(self, fields: Fields) -> Utterance:
        channel = fields.text("channel", "sms")
        by_phone = channel != "messenger"
        business = msisdn(fields.text("to"), name="to") if by_phone else fields.text("to")
        number = self._simulator.world.numbers.get(business)
        return Utterance(
            channel=channel,
            handset=msisdn(fields.text("from"), name="from") if by_phone else fields.text("from"),
            business=business,
            text=fields.text("text", ""),
            media=self._simulator.keep_media(number.account if number else "", fields.objects("media")),
        )

    def _list_handsets(self, request: Request) -> Response:
        world = self._simulator.world
        rows = [
            {"msisdn": row.msisdn, "name": row.name, "messages": len(world.conversation(row.msisdn))}
            for row in world.handsets.values()
        ]
        return answer({"handsets": rows})

    def _show_handset(self, request: Request) -> Response:
        number = msisdn(request.parts["msisdn"])
        world = self._simulator.world
        if number in world.numbers:
            raise not_found("handset; this number belongs to a business")
        handset = world.handset(number)
        return answer(
            {
                "msisdn": handset.msisdn,
                "name": handset.name,
                "sms_policy": dataclasses.asdict(handset.sms_policy),
                "voice": dataclasses.asdict(handset.voice),
                "messages": [show_message(message) for message in world.conversation(number)],
            }
        )

    def _set_policy(self, request: Request) -> Response:
        fields = request.fields()
        handset = self._simulator.world.handset(msisdn(request.parts["msisdn"]))
        handset.sms_policy = sms_policy(fields)
        handset.name = fields.text("name", handset.name)
        self._simulator.touch()
        return self._show_handset(request)

    def _show_faults(self, request: Request) -> Response:
        return answer({"faults": [show_fault(fault) for fault in self._simulator.faults.listed]})

    def _set_faults(self, request: Request) -> Response:
        self._simulator.set_faults(request.fields().objects("faults"))
        return self._show_faults(request)

    def _clear_faults(self, request: Request) -> Response:
        self._simulator.set_faults(())
        return self._show_faults(request)

    def _reset(self, request: Request) -> Response:
        seed, everything = request.query.get("seed"), request.query.get("everything") == "1"
        self._simulator.reset(seed=seed, everything=everything)
        self._api.requests.clear()
        return self._pace.show_settings(request)

    def _deliveries(self, request: Request) -> Response:
        query = request.query
        rows = [
            row
            for row in self._simulator.courier.log
            if row.sequence > whole_number(query.get("since", "0"))
            and query.get("kind", row.kind) == row.kind
            and query.get("application", row.application) == row.application
            and query.get("message_uuid", row.subject) == row.subject
            and query.get("outcome", row.outcome) == row.outcome
        ]
        return answer(log_page("deliveries", rows, query))

    def _requests(self, request: Request) -> Response:
        since = whole_number(request.query.get("since", "0"))
        rows = [row for row in self._api.requests if row.sequence > since]
        return answer(log_page("requests", rows, request.query))

    def _quiescent(self, request: Request) -> Response:
        simulator = self._simulator
        found = {
            "quiescent": simulator.is_quiescent(),
            "in_flight": simulator.courier.in_flight,
            "webhooks": len(simulator.courier.pending),
            "timers": len(simulator.clock.pending()),
        }
        return answer(found, 200 if found["quiescent"] else 409)

    def _events(self, request: Request) -> Response:
        since = request.headers.get("last-event-id") or request.query.get("since")
        begin = self._simulator.happenings.latest if since is None else whole_number(since)
        return Response(
            200, content_type="text/event-stream", stream=follow(self._simulator.happenings, begin)
        )
