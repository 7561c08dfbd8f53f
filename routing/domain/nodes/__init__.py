"""What each kind of node does: on being entered, and with the events it waited for.

An enter function says, asks for effects, and either waits or leaves by an exit. A take function says whether the event
concerned it.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from routing.domain.graph import NodeKind
from routing.domain.happenings import Event
from routing.domain.nodes import asking, desks, outside, people, saying, testing
from routing.domain.walk import Walk

ENTER: Final[Mapping[NodeKind, Callable[[Walk], None]]] = MappingProxyType(
    {**saying.ENTER, **testing.ENTER, **asking.ENTER, **people.ENTER, **desks.ENTER, **outside.ENTER}
)
TAKE: Final[Mapping[tuple[type[Event], NodeKind], Callable[[Walk, Any], bool]]] = MappingProxyType(
    {**asking.TAKE, **people.TAKE, **desks.TAKE, **outside.TAKE}
)
