"""Twenty people at once: how long a rerun of a page takes each of them, and what each costs.

Sessions are opened over Streamlit's own socket, without browsers, so that what is measured is the
server. Each page is asked of it in two ways: by all at the same moment, the worst there is, and by
all within ten seconds, each at a moment of their own, as people who read what they opened. Targets:
a median under .6 s, less than 4 MB of memory a session.
"""

from __future__ import annotations

import asyncio
import random
import statistics
from pathlib import Path
from time import perf_counter

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from graph.settings import home
from tests.browser import server

SESSIONS = 20
READING_S = 10.0
MEGABYTE = 1_000_000
PAGES = ("", "themes", "agencies", "repeats", "over_time", "review", "evidence", "study", "graph")


def sessions(arguments: list[str]) -> None:
    """Open them on the graph of ``COMMON_THREAD_HOME``, or as many as said, and print a table."""
    number = int(arguments[0]) if arguments else SESSIONS
    with server(Path(home())) as (address, process):
        asyncio.run(_measure(address, psutil.Process(process.pid), number))


async def _measure(address: str, process: psutil.Process, number: int) -> None:
    moments = random.Random(1)
    uri = address.replace("http", "ws") + "/_stcore/stream"
    async with connect(uri, subprotocols=["streamlit"], max_size=None, origin=address) as first:
        for page in PAGES:  # imports, the open graph and the answers all sessions share
            await _rerun(first, page)
        before = process.memory_info().rss
        many = [
            await connect(uri, subprotocols=["streamlit"], max_size=None, origin=address)
            for _ in range(number)
        ]
        print(f"{number} sessions at once; seconds a rerun\n")
        print("Median (slowest)\n\n| page | one alone | within ten seconds | at one moment |")
        print("|---|---:|---:|---:|")
        for page in PAGES:
            alone = await _rerun(first, page)
            apart = await asyncio.gather(
                *(_rerun(one, page, after=moments.uniform(0, READING_S)) for one in many)
            )
            together = await asyncio.gather(*(_rerun(one, page) for one in many))
            print(f"| {page or 'overview'} | {alone:.2f} | {_said(apart)} | {_said(together)} |")
        grown = (process.memory_info().rss - before) / number / MEGABYTE
        print(f"\nMemory grown: {grown:.1f} MB a session")
        for one in many:
            await one.close()


def _said(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):.2f} ({max(seconds):.2f})"


async def _rerun(session: ClientConnection, page: str, after: float = 0.0) -> float:
    """Ask for a page, after so many seconds, and read all the server says until its script has
    ended: seconds from the asking."""
    await asyncio.sleep(after)
    asked = BackMsg()
    asked.rerun_script.page_name = page
    start = perf_counter()
    await session.send(asked.SerializeToString())
    while True:
        said = ForwardMsg()
        said.ParseFromString(bytes(await session.recv()))
        if said.WhichOneof("type") == "script_finished":
            return perf_counter() - start
