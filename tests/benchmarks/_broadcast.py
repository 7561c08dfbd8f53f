"""The floor of live push: one Redis subscription, and `websockets.broadcast` of the message as it came.

Run as a program: `python -m tests.benchmarks._broadcast PORT CHANNEL`.
"""

import os
import sys

import redis.asyncio as redis
import uvloop
from websockets.asyncio.server import ServerConnection, broadcast, serve


async def main(port: int, channel: str) -> None:
    """Hand every message of the channel to every connection until the process is ended."""
    connections: set[ServerConnection] = set()

    async def hold(connection: ServerConnection) -> None:
        connections.add(connection)
        try:
            await connection.wait_closed()
        finally:
            connections.discard(connection)

    client = redis.Redis.from_url(os.environ["REDIS_URL"], socket_timeout=None)
    async with serve(hold, "127.0.0.1", port, compression=None), client.pubsub() as pubsub:
        await pubsub.subscribe(channel)
        async for message in pubsub.listen():
            if message["type"] == "message":
                broadcast(connections, message["data"].decode())


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1]), sys.argv[2]))
