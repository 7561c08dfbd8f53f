"""What a page may load and reach where members take calls by the carrier's own client in the browser."""

from collections.abc import Mapping
from urllib.parse import urlsplit

# Where the client keeps its session; what is said goes by WebRTC, which no policy of a page concerns.
REACHED = ("https://*.vonage.com", "wss://*.vonage.com", "https://*.nexmo.com", "wss://*.nexmo.com")


def softphone_sources(carrier: str, script: str) -> Mapping[str, tuple[str, ...]]:
    """Name what the Content-Security-Policy allows beside our own; nothing for the simulator or without a script."""
    if carrier != "vonage" or not script:
        return {}
    parts = urlsplit(script)
    own = (f"{parts.scheme}://{parts.netloc}",) if parts.netloc else ()
    return {"script-src": own, "connect-src": REACHED}
