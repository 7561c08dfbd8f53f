"""Sound flows, spoilt at random: what the verifier accuses comes true, and what it lets pass drops nobody."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routing.domain.graph import Flow, Node, NodeKind
from routing.domain.settings import HangUp, Ring
from routing.domain.verify import Code, Severity, verify
from tests.routing.domain.verify.shelf import Case, case, files
from tests.routing.domain.verify.test_flows import check_replay
from tests.routing.domain.verify.walker import walks

# Flows of realistic size, small enough that forty spoilt copies are judged in seconds.
CASES = [case(path) for path in files("sound") if "franchise" not in path.stem]
DROPS = {Code.DEAD_END, Code.HOURS_WITHOUT_PATH}
WALKS = 40


def retargeted(flow: Flow, dice: Random) -> Flow:
    """Lead one exit to another node."""
    name, exit_ = dice.choice([(name, exit_) for name, node in flow.nodes.items() for exit_ in node.exits])
    node = flow.nodes[name]
    to = dice.choice(sorted(flow.nodes))
    return replace(flow, nodes={**flow.nodes, name: replace(node, exits={**node.exits, exit_: to})})


def cut_off(flow: Flow, dice: Random) -> Flow:
    """Lead one exit to a goodbye."""
    name, exit_ = dice.choice([(name, exit_) for name, node in flow.nodes.items() for exit_ in node.exits])
    node = flow.nodes[name]
    nodes = {
        **flow.nodes,
        name: replace(node, exits={**node.exits, exit_: "cut"}),
        "cut": Node(NodeKind.HANG_UP, HangUp()),
    }
    return replace(flow, nodes=nodes)


def dropped(flow: Flow, dice: Random) -> Flow:
    """Take one exit away."""
    name, exit_ = dice.choice([(name, exit_) for name, node in flow.nodes.items() for exit_ in node.exits])
    node = flow.nodes[name]
    left = {key: to for key, to in node.exits.items() if key != exit_}
    return replace(flow, nodes={**flow.nodes, name: replace(node, exits=left)})


def emptied(flow: Flow, dice: Random) -> Flow:
    """Leave nobody in one ring order."""
    rings = [name for name, node in flow.nodes.items() if node.kind is NodeKind.RING]
    if not rings:
        return retargeted(flow, dice)
    name = dice.choice(rings)
    return replace(flow, nodes={**flow.nodes, name: replace(flow.nodes[name], settings=Ring())})


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    which=st.sampled_from(CASES),
    spoil=st.sampled_from([retargeted, cut_off, dropped, emptied]),
    seed=st.integers(0, 2**32),
)
def test_what_is_accused_comes_true_and_what_passes_drops_nobody(
    which: Case, spoil: Callable[[Flow, Random], Flow], seed: int
) -> None:
    expect_true_verdict(which, spoil, seed)


def expect_true_verdict(which: Case, spoil: Callable[[Flow, Random], Flow], seed: int) -> None:
    """Spoil a flow and hold the verifier's word against what happens."""
    flow = spoil(which.flow, Random(seed))
    problems = verify(flow, which.world)
    spoilt = replace(which, flow=flow)
    for problem in problems:
        if problem.path:
            check_replay(spoilt, problem)
    codes = {problem.code for problem in problems if problem.severity is Severity.ERROR}
    found = list(walks(flow, which.world, seed=seed, times=WALKS))
    if not codes & DROPS:
        assert not [one.nodes for one in found if one.is_dropped]
    if Code.ENDLESS_LOOP not in codes:
        assert not [one.nodes for one in found if one.is_endless]
    if any(node.kind is NodeKind.RING and not node.settings.turns for node in flow.nodes.values()):
        assert Code.EMPTY_RING in codes
