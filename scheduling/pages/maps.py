"""A map without outside tiles, as templates draw it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A place: `label` is written into it, `title` read out. Tones: area, out, base, stop, done."""

    x: float
    y: float
    tone: str
    label: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A polygon (`points` as SVG has them), or a circle of `radius` round x and y."""

    tone: str
    points: str = ""
    x: float = 0
    y: float = 0
    radius: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """What is drawn. The last four figures let a script turn a press on it into a place."""

    title: str
    width: int
    height: int
    shapes: tuple[Shape, ...] = ()
    dots: tuple[Dot, ...] = ()
    line: str = ""
    bar: float = 0
    bar_label: str = ""
    north: float = 0
    east: float = 0
    scale: float = 0
