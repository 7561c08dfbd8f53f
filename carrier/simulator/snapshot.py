"""The saved form of a simulator: plain JSON values that another release can still read."""

import dataclasses
from collections.abc import Collection, Mapping
from typing import Any

from carrier.simulator.clock import Timer
from carrier.simulator.fields import Fields, Json
from carrier.simulator.simulator import Simulator
from carrier.simulator.voice.legs import Kind, Leg
from carrier.simulator.voice.policies import AppUser, read_policy
from carrier.simulator.webhooks import MESSAGES, Webhook
from carrier.simulator.world import (
    Account,
    Application,
    Handset,
    Message,
    Number,
    Reported,
    World,
    sms_policy,
    steps,
)


def dump(simulator: Simulator) -> dict[str, object]:
    """Return everything worth keeping over a restart; logs, faults, media files and recordings are not.

    Calls do not outlive the program: of those in progress only so much is kept as their failure needs.
    """
    world, clock = simulator.world, simulator.clock
    posted = [one for one in simulator.courier.pending.values() if one.lane == MESSAGES]
    lost = simulator.courier.pending.keys() - {one.id for one in posted}
    return {
        "now": clock.now(),
        "seed": world.seed,
        "issued": world.issued,
        "accounts": [dataclasses.asdict(record) for record in world.accounts.values()],
        "applications": [dataclasses.asdict(record) for record in world.applications.values()],
        "numbers": [dataclasses.asdict(record) for record in world.numbers.values()],
        "handsets": [dataclasses.asdict(record) for record in world.handsets.values()],
        "messages": [dataclasses.asdict(record) for record in world.messages.values()],
        "users": [dataclasses.asdict(record) for record in world.users.values()],
        "legs": [_leg(leg) for leg in simulator.calls.switch.live_legs()],
        "webhooks": [dataclasses.asdict(webhook) for webhook in posted],
        "timers": [dataclasses.asdict(timer) for timer in clock.pending() if _is_kept(timer, lost)],
    }


def restore(simulator: Simulator, saved: Mapping[str, Json]) -> None:
    """Take over what `dump` returned: records, and whatever was still to be reported or sent.

    Raises:
        InvalidParameters, TypeError, KeyError: the values are not of a saved state.
    """
    state = Fields(saved)
    _restore_records(simulator.world, state)
    timers = [Timer(**_known(Timer, row)) for row in state.objects("timers")]
    simulator.clock.restore(timers, now=state.number("now", 0.0, most=1e12))
    webhooks = [Webhook(**_known(Webhook, row)) for row in state.objects("webhooks")]
    simulator.courier.resume({webhook.id: webhook for webhook in webhooks})
    for row in state.objects("legs"):
        simulator.calls.tell_lost(Leg(**_known(Leg, row) | {"kind": Kind(row.text("kind"))}))


def _restore_records(world: World, state: Fields) -> None:
    world.seed = state.text("seed")
    world.issued = state.integer("issued", 0, most=10**12)
    for row in state.objects("accounts"):
        world.accounts[row.text("api_key")] = Account(**_known(Account, row))
    for row in state.objects("applications"):
        world.applications[row.text("id")] = Application(**_known(Application, row))
    for row in state.objects("numbers"):
        world.numbers[row.text("msisdn")] = Number(**_known(Number, row))
    for row in state.objects("handsets"):
        policy = sms_policy(row.object("sms_policy"))
        voice = read_policy(row.object("voice"))
        world.handsets[row.text("msisdn")] = Handset(row.text("msisdn"), row.text("name", ""), policy, voice)
    for row in state.objects("users"):
        user = AppUser(**_known(AppUser, row))
        user.voice = read_policy(row.object("voice"))
        world.users[user.name] = user
    for row in state.objects("messages"):
        message = Message(**_known(Message, row))
        message.plan = steps(row, "plan")
        message.history = [Reported(**_known(Reported, past)) for past in row.objects("history")]
        world.messages[message.uuid] = message
        world.by_handset[message.handset].append(message.uuid)


_LEG_KEPT = ("uuid", "direction", "kind", "account", "application", "caller", "callee", "party", "room", "region",
             "created_at", "answered_at", "parent", "event_url", "event_method")  # fmt: skip


def _leg(leg: Leg) -> dict[str, object]:
    return {name: getattr(leg, name) for name in _LEG_KEPT}


def _is_kept(timer: Timer, lost: Collection[str]) -> bool:
    if timer.kind == "webhook.flush" or timer.kind.startswith("voice."):
        return False
    return timer.subject not in lost


def _known(record: type, row: Fields) -> dict[str, Any]:
    """Keep the fields this release knows, so that an older or newer state file still loads."""
    names = {one.name for one in dataclasses.fields(record)}
    return {name: value for name, value in row.values.items() if name in names}
