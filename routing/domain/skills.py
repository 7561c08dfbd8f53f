"""Skills that something asks for, at levels that relax as it waits."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Relax:
    """From `after_seconds` on a lower level is enough; level 0 means: preferred, no longer needed."""

    after_seconds: int
    level: int


@dataclass(frozen=True, slots=True)
class Need:
    """A skill an item asks for, at a level that relaxes as it waits."""

    skill_id: UUID
    level: int
    relaxes: tuple[Relax, ...] = ()

    def level_after(self, waited_seconds: int) -> int:
        """Give the level that is enough after so long a wait."""
        open_ = [step.level for step in self.relaxes if step.after_seconds <= waited_seconds]
        return min([self.level, *open_])
