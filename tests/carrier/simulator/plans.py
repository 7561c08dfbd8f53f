"""Call plans in the shapes of the carrier's own documentation: every action, nearly every setting, old forms too."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.carrier.simulator.voicekit import LINE, MEMBER, connect, room, talk, url

NUMBER = {"type": "phone", "number": MEMBER}
PLANS: Sequence[Sequence[Mapping[str, Any]]] = (
    [talk("You are listening to a test call.")],
    [talk("Hello", language="en-GB", style=1, premium=True, level=-0.5, loop=2)],
    [talk("<speak>This is <break time='500ms'/> slow.</speak>")],
    [
        talk("Press a key.", bargeIn="true", voiceName="Amy"),
        {"action": "input", "maxDigits": "1", "eventUrl": url("/i")},
    ],
    [{"action": "stream", "streamUrl": url("/a.mp3"), "level": "0.5", "loop": "2"}],
    [{"action": "record", "eventUrl": url("/r"), "endOnSilence": "3"}, connect(MEMBER)],
    [
        talk("Leave a message."),
        {"action": "record", "eventUrl": url("/r"), "endOnSilence": 3, "endOnKey": "#", "beepStart": True},
        talk("Thank you."),
    ],
    [
        {
            "action": "record",
            "split": "conversation",
            "channels": 2,
            "format": "wav",
            "eventUrl": url("/r"),
            "transcription": {"language": "en-US", "eventUrl": url("/t")},
        },
        connect(MEMBER),
    ],
    [room("standard")],
    [room("selective", canHear=["63f61863-4a51-4f6b-86e1-46edebcf9356"], canSpeak=[])],
    [room("moderated", startOnEnter=False, musicOnHoldUrl=url("/hold.mp3"))],
    [room("recorded", record=True, eventUrl=url("/r"), endOnExit=True)],
    [room("muted", mute=True)],
    [connect(MEMBER, timeout=20, limit=60, machineDetection="continue", ringbackTone=url("/ring.mp3")[0])],
    [connect(MEMBER, eventType="synchronous", eventUrl=url("/c")), talk("Going on.")],
    [
        {
            "action": "connect",
            "randomFromNumber": True,
            "endpoint": [NUMBER | {"dtmfAnswer": "2p02p", "onAnswer": {"url": url("/w")[0]}}],
        }
    ],
    [{"action": "connect", "endpoint": [{"type": "app", "user": "maria"}]}],
    [
        {
            "action": "connect",
            "from": LINE,
            "endpoint": [
                {"type": "sip", "uri": "sip:reception@sip.example.com", "headers": {"location": "Mesa"}}
            ],
        }
    ],
    [{"action": "connect", "from": LINE, "endpoint": [{"type": "sip", "domain": "example", "user": "desk"}]}],
    [{"action": "connect", "from": LINE, "endpoint": [{"type": "vbc", "extension": "111"}]}],
    [
        {
            "action": "input",
            "type": ["dtmf"],
            "dtmf": {"timeOut": 2, "maxDigits": 1, "submitOnHash": True},
            "eventUrl": url("/i"),
        }
    ],
    [
        {
            "action": "input",
            "type": ["speech"],
            "speech": {
                "context": ["leak", "boiler"],
                "language": "en-US",
                "startTimeout": 3,
                "saveAudio": True,
                "sensitivity": 50,
            },
            "eventUrl": url("/i"),
        }
    ],
    [{"action": "input", "type": ["dtmf", "speech"], "eventUrl": url("/i"), "eventMethod": "POST"}],
    [
        {"action": "input", "type": ["dtmf"], "mode": "asynchronous", "eventUrl": url("/i")},
        {"action": "wait", "timeout": 2},
    ],
    [
        {"action": "notify", "payload": {"foo": "bar"}, "eventUrl": url("/n"), "eventMethod": "POST"},
        talk("After."),
    ],
    [{"action": "wait", "timeout": 0.5}, {"action": "wait"}],
    [{"action": "transfer", "conversationId": "CON-f972836a-550f-45fa-956c-12a2ab5b7d22"}],
    [
        {
            "action": "pay",
            "amount": 9.99,
            "currency": "usd",
            "eventUrl": url("/p"),
            "prompts": [{"type": "CardNumber", "text": "Your card?"}],
        }
    ],
)
