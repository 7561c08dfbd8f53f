"""Circles among situations that turn without anybody wanting them to."""

from collections.abc import Iterator
from heapq import heappop, heappush

from routing.domain.verifying.exploring import Edge, End, Explored, Situation, price_of


def circles(explored: Explored) -> Iterator[list[Edge]]:
    """Give a shortest circle of each knot of situations that lead to one another, the one soonest reached first."""
    after = {
        situation: [edge for edge in edges if not edge.is_chosen and edge.to.end is End.NOT_YET]
        for situation, edges in explored.edges.items()
    }
    knot_of = _knots(after)
    done = set[int]()
    for situation in explored.situations():
        if situation not in knot_of:
            continue
        knot = knot_of[situation]
        if knot in done:
            continue
        circle = _shortest(situation, after, knot_of)
        if circle:
            done.add(knot)
            yield circle


def _shortest(
    start: Situation, after: dict[Situation, list[Edge]], knot_of: dict[Situation, int]
) -> list[Edge]:
    """Find the way from a situation back to itself that takes least telling, within its knot."""
    came: dict[Situation, Edge] = {}
    heap: list[tuple[int, int, Situation]] = [(0, 0, start)]
    prices: dict[Situation, int] = {}
    order = 0
    while heap:
        told, _, situation = heappop(heap)
        if situation == start and order:
            return _back(came, start)
        for edge in after[situation]:
            # A step nothing is told of still is a step.
            price = told + price_of(edge) + 1
            if knot_of.get(edge.to) == knot_of[start] and price < prices.get(edge.to, price + 1):
                order += 1
                prices[edge.to], came[edge.to] = price, edge
                heappush(heap, (price, order, edge.to))
    return []


def _back(came: dict[Situation, Edge], start: Situation) -> list[Edge]:
    found = [came[start]]
    while found[-1].origin != start:
        found.append(came[found[-1].origin])
    return found[::-1]


def _knots(after: dict[Situation, list[Edge]]) -> dict[Situation, int]:
    """Number the strongly connected components (Tarjan's algorithm, without recursion)."""
    index: dict[Situation, int] = {}
    low: dict[Situation, int] = {}
    knot_of: dict[Situation, int] = {}
    stack: list[Situation] = []
    for root in list(after):
        if root in index:
            continue
        index[root] = low[root] = len(index)
        stack.append(root)
        work = [(root, iter(after[root]))]
        while work:
            situation, edges = work[-1]
            for edge in edges:
                if edge.to not in index:
                    index[edge.to] = low[edge.to] = len(index)
                    stack.append(edge.to)
                    work.append((edge.to, iter(after[edge.to])))
                    break
                if edge.to not in knot_of:
                    low[situation] = min(low[situation], index[edge.to])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[situation])
                if low[situation] == index[situation]:
                    _close(situation, stack, knot_of)
    return knot_of


def _close(root: Situation, stack: list[Situation], knot_of: dict[Situation, int]) -> None:
    number = len(knot_of)
    while True:
        situation = stack.pop()
        knot_of[situation] = number
        if situation == root:
            return
