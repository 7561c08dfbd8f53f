"""Whether anybody said anything: told from the sound itself, as the carrier's news of a transcript may be lost."""

import array
import io
import math
import sys
import wave

# A recording begins with the tone it is asked for by, and with the click of picking up the handset.
SKIPPED_SECONDS = 1.0
WINDOW_SECONDS = 0.1
# Below this a telephone line hums; the softest speech is several times as loud (16-bit samples).
LOUDEST_HUM = 300.0
# Longer sounds are not read through: silence would have ended them.
LONGEST_SECONDS = 30.0


def is_silent(content: bytes) -> bool:
    """Say whether a WAV file holds no more than a line's hum. What cannot be read may hold anything."""
    try:
        with wave.open(io.BytesIO(content)) as file:
            rate, channels = file.getframerate(), file.getnchannels()
            if file.getsampwidth() != 2 or file.getnframes() > LONGEST_SECONDS * rate:
                return False
            file.readframes(int(SKIPPED_SECONDS * rate))
            samples = array.array("h", file.readframes(file.getnframes()))
    except (wave.Error, EOFError, ValueError, OverflowError):
        return False
    if sys.byteorder == "big":
        samples.byteswap()
    width = max(1, int(WINDOW_SECONDS * rate) * channels)
    return len(samples) > 0 and all(
        _loudness(samples[begin : begin + width]) <= LOUDEST_HUM for begin in range(0, len(samples), width)
    )


def _loudness(samples: "array.array[int]") -> float:
    return math.sqrt(sum(sample * sample for sample in samples) / len(samples))
