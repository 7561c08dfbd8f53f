"""One supervised Redis subscription per process. Losing Redis costs a delay: on its return every screen reads again."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

import redis.asyncio as redis
from redis.exceptions import RedisError

log = logging.getLogger(__name__)
# Keeps the subscription alive while no screen is connected.
CONTROL = "portico:hub"
FIRST_WAIT = 0.2
LONGEST_WAIT = 10.0
PING_SECONDS = 15
CONFIRM_SECONDS = 2
Receive = Callable[[str, bytes], None]
Returned = Callable[[], None]


class Bus:
    """Subscribes to topics while somebody listens, and hands each message on."""

    def __init__(self, url: str, *, receive: Receive, returned: Returned) -> None:
        # No socket timeout: redis-py's default of five seconds would end every quiet subscription.
        self.client: redis.Redis = redis.Redis.from_url(url, socket_timeout=None, socket_connect_timeout=2)
        self._receive = receive
        self._returned = returned
        self._listeners: Counter[str] = Counter()
        self._confirmed: dict[str, asyncio.Event] = {}
        self._pubsub: Any = None
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Start listening; a second call does nothing."""
        if self._task is None:
            self._launch()

    async def stop(self) -> None:
        """Stop listening and close the connections."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        await self.client.aclose()

    async def join(self, topic: str) -> None:
        """Listen to a topic, with as many others as have joined; returns once Redis has confirmed."""
        self._listeners[topic] += 1
        if self._listeners[topic] == 1:
            self._confirmed[topic] = asyncio.Event()
            await self._ask("subscribe", topic)
        try:
            await asyncio.wait_for(self._confirmed[topic].wait(), CONFIRM_SECONDS)
        except TimeoutError:
            log.warning("subscription not confirmed; screens catch up when Redis returns")

    async def leave(self, topic: str) -> None:
        """Stop listening to a topic once everybody has left it."""
        self._listeners[topic] -= 1
        if self._listeners[topic] <= 0:
            del self._listeners[topic]
            self._confirmed.pop(topic, None)
            await self._ask("unsubscribe", topic)

    def _launch(self) -> None:
        self._task = asyncio.create_task(self._listen_for_ever(), name="portico-hub-bus")
        self._task.add_done_callback(self._revive)

    def _revive(self, task: "asyncio.Task[None]") -> None:
        """Start again whatever ended the listener; only `stop` ends it for good."""
        if self._task is not task or task.cancelled():
            return
        log.error("hub listener died, starting again", exc_info=task.exception())
        asyncio.get_running_loop().call_later(1, self._launch)

    async def _ask(self, command: str, topic: str) -> None:
        if self._pubsub is None:
            return
        try:
            await getattr(self._pubsub, command)(topic)
        except (RedisError, OSError) as error:
            log.warning("redis away", extra={"reason": type(error).__name__})

    async def _listen_for_ever(self) -> None:
        wait, was_lost = FIRST_WAIT, False
        while True:
            pubsub = self.client.pubsub()
            try:
                await pubsub.subscribe(CONTROL, *self._listeners)
                self._pubsub = pubsub
                if was_lost:
                    self._returned()
                wait = FIRST_WAIT
                await self._listen(pubsub)
            except (RedisError, OSError) as error:
                log.warning("redis away", extra={"reason": type(error).__name__})
            finally:
                self._pubsub = None
                await _close(pubsub)
            was_lost = True
            await asyncio.sleep(wait)
            wait = min(LONGEST_WAIT, wait * 2)

    async def _listen(self, pubsub: Any) -> None:
        while True:
            message = await pubsub.get_message(ignore_subscribe_messages=False, timeout=PING_SECONDS)
            if message is None:
                await pubsub.ping()
                continue
            topic = message["channel"].decode() if message.get("channel") else ""
            if message["type"] == "subscribe" and topic in self._confirmed:
                self._confirmed[topic].set()
            elif message["type"] == "message" and topic != CONTROL:
                self._receive(topic, message["data"])


async def _close(pubsub: Any) -> None:
    closing: Awaitable[None] = pubsub.aclose()
    try:
        await closing
    except (RedisError, OSError) as error:
        log.debug("subscription closed badly", extra={"reason": type(error).__name__})
