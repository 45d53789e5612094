"""Rows of the table that `cargo xtask bench` prints, and what each program here is told."""

import argparse
import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass
class Row:
    """One figure, and what it should be. What is compared with nothing has no goal."""

    name: str
    ours: float
    unit: str
    peer_name: str | None = None
    peer: float | None = None
    #: How many times better ours is.
    ratio: float | None = None
    goal: float | None = None
    met: bool | None = None
    note: str | None = None


def at_most(name: str, unit: str, ours: float, goal: float, note: str | None = None) -> Row:
    """A figure that shall be at most so much."""
    return Row(name, ours, unit, goal=goal, met=ours <= goal, note=note)


def beside(name: str, peer_name: str, unit: str, ours: float, peer: float) -> Row:
    """A figure beside a peer's, in something of which more is better."""
    return Row(name, ours, unit, peer_name, peer, ours / peer)


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", type=Path, help="a file for the rows, instead of printing them")
    parser.add_argument("--quick", action="store_true", help="takes seconds, with a wider error")
    return parser


def tell(rows: list[Row], file: Path | None) -> None:
    """Writes the rows as a list."""
    text = json.dumps([asdict(row) for row in rows], indent=2, ensure_ascii=False)
    if file:
        file.write_text(text + "\n")
    else:
        print(text)
