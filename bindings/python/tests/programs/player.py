"""Plays calls of stories for whoever starts it, a line of JSON each: how another process replays
a story through this binding, on a store of its own or on a server.

    python player.py sync | async

    {"open": ":memory:"}                                opens an empty store on the story's clock and ids:
                                                        in memory, or in a schema, `postgres://…#schema`
    {"connect": url, "operator": secret, "proxy": secret}   calls a server instead
    {"pass": secs, "who": …, "org": …, "operation": …, "input": …}   makes a call, secs later
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from harness import Held, at_once, module_of, prove_at, prove_to  # noqa: E402
from play import Json, Outcome, Prove, play, settled  # noqa: E402


class Player:
    """What was opened last."""

    def __init__(self, mode: str) -> None:
        self.mode = mode
        self.held = Held(mode)
        self.lib: Any = None
        self.prove: Prove | None = None

    async def take(self, line: dict[str, Json]) -> Outcome:
        if "open" in line:
            await self.close()
            self.held = Held(self.mode)
            self.lib = await settled(self.held.open(line["open"]))
            self.prove = prove_to(self.lib)
        elif "connect" in line:
            secrets = {"operator": line["operator"], "proxy": line["proxy"]}
            self.prove = prove_at(module_of(self.mode), line["connect"], **secrets)
        else:
            assert self.prove is not None, "nothing was opened"
            self.held.pass_secs(line["pass"])
            return await play(self.prove, line)
        return {"Ok": None}

    async def close(self) -> None:
        if self.lib is not None:
            await settled(self.lib.close())


def main() -> None:
    player = Player(sys.argv[1])
    with asyncio.Runner() as runner:
        runs: dict[str, Callable[[Coroutine[Any, Any, Outcome]], Outcome]]
        runs = {"sync": at_once, "async": runner.run}
        for line in sys.stdin:
            print(json.dumps(runs[player.mode](player.take(json.loads(line)))), flush=True)


main()
