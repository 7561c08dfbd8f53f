"""Real WAV files for make-believe calls: a tone for whoever makes a sound, silence between."""

import array
import io
import math
import sys
import wave
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

RATE = 8_000
WIDTH = 2
HEADER_BYTES = 44
_PERIOD = RATE  # a whole second of any whole frequency repeats without a click
_PITCH = {"tts": 440, "stream": 330, "tone": 1_000, "hold": 262, "dtmf": 697}


@dataclass(frozen=True, slots=True)
class Sounding:
    """A stretch of one channel, in seconds from the beginning of the file."""

    channel: int
    begin: float
    end: float
    pitch: int


def pitch_of(kind: str, who: str) -> int:
    """Return the frequency that stands for a sound; each speaker has one of their own."""
    return _PITCH.get(kind) or 180 + sum(who.encode()) % 80


def frames_of(seconds: float) -> int:
    """Return how many samples a channel of this length has."""
    return max(0, round(seconds * RATE))


def size_of(seconds: float, channels: int) -> int:
    """Return the bytes of a file, without making it."""
    return HEADER_BYTES + frames_of(seconds) * channels * WIDTH


def wav(seconds: float, channels: int, soundings: Iterable[Sounding]) -> bytes:
    """Return a file of 16-bit samples in which each stretch is a tone on its channel."""
    total = frames_of(seconds)
    samples = array.array("h", bytes(total * channels * WIDTH))
    for one in soundings:
        begin, end = min(total, frames_of(one.begin)), min(total, frames_of(one.end))
        tone = _tone(one.pitch)
        length = end - begin
        stretch = (tone * (length // _PERIOD + 1))[:length]
        samples[begin * channels + one.channel : end * channels : channels] = stretch
    if sys.byteorder == "big":
        samples.byteswap()
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(WIDTH)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return written.getvalue()


def silence_share(content: bytes) -> Sequence[float]:
    """Return for each channel of a file how much of it is silent, from 0 to 1."""
    with wave.open(io.BytesIO(content)) as file:
        channels = file.getnchannels()
        samples = array.array("h", file.readframes(file.getnframes()))
    found = []
    for channel in range(channels):
        own = samples[channel::channels]
        found.append(own.count(0) / len(own) if own else 1.0)
    return found


@lru_cache(maxsize=128)
def _tone(pitch: int) -> "array.array[int]":
    return array.array(
        "h", (1 + int(6_000 * (1 + math.sin(2 * math.pi * pitch * n / RATE))) for n in range(_PERIOD))
    )
