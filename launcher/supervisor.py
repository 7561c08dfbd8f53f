"""Keeping a set of named processes alive."""

import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from launcher import processes

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
# A process that lived this long starts again without delay: its death was not its start's fault.
HEALTHY_SECONDS = 60.0


@dataclass
class Program:
    """One process that should always run. `restarts` counts its deaths since the start."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    child: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    resumes_at: float = 0.0
    pause_seconds: float = FIRST_PAUSE_SECONDS
    restarts: int = 0


@dataclass
class Supervisor:
    """The processes of one Portico. Call `tend` about four times a second, always from one thread."""

    logs: Path
    say: Callable[[str], None]
    programs: dict[str, Program] = field(default_factory=dict)

    def start(self, name: str, command: Sequence[str], *, environment: Mapping[str, str]) -> None:
        """Start a program and look after it from now on."""
        program = Program(name, command, environment)
        self.programs[name] = program
        self._launch(program)

    def tend(self) -> None:
        """Notice the dead and start them again, later and later while they keep dying."""
        now = time.monotonic()
        for program in self.programs.values():
            if program.child is None:
                if now >= program.resumes_at:
                    self._launch(program)
            elif program.child.poll() is not None:
                self._bury(program, now)

    def stop(self) -> None:
        """Stop all at once; webhooks that arrive meanwhile are retried by the carrier."""
        running = [program.child for program in self.programs.values() if program.child is not None]
        self.programs.clear()
        processes.stop_together(running)

    def kill(self, name: str) -> None:
        """Kill one program without warning, for trials; `tend` starts it again."""
        child = self.programs[name].child
        if child is not None:
            processes.stop(child, sign=9)

    def log(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def _launch(self, program: Program) -> None:
        with processes.open_log(self.log(program.name)) as log:
            program.child = processes.spawn(program.command, environment=program.environment, log=log)
        program.started_at = time.monotonic()

    def _bury(self, program: Program, now: float) -> None:
        if program.child is None:
            return
        code = program.child.returncode
        processes.stop(program.child)
        if now - program.started_at > HEALTHY_SECONDS:
            program.pause_seconds = FIRST_PAUSE_SECONDS
        program.child = None
        program.restarts += 1
        program.resumes_at = now + program.pause_seconds
        self.say(
            f"{program.name} ended ({_describe(code)}) and starts again in {program.pause_seconds:g} s;"
            f" see {self.log(program.name)}"
        )
        program.pause_seconds = min(program.pause_seconds * 2, LONGEST_PAUSE_SECONDS)


def _describe(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit {code}"
