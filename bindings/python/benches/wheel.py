"""What is installed: how large its wheel is, and how long a new interpreter takes to import it.

    python benches/wheel.py --wheel FILE [--quick] [--json FILE]

The wheel is the one that this Python has the package from.
"""

import statistics
import subprocess
import sys
from pathlib import Path

from rows import arguments, at_most, tell

SCRIPT = "import time; t = time.perf_counter(); import tenantry; print(time.perf_counter() - t)"


def import_millis(rounds: int) -> float:
    """What an import takes, in interpreters that do nothing else."""
    told = [
        subprocess.run([sys.executable, "-c", SCRIPT], stdout=subprocess.PIPE, check=True).stdout
        for _ in range(rounds)
    ]
    return statistics.median(float(each) * 1e3 for each in told)


def main() -> None:
    parser = arguments()
    parser.add_argument("--wheel", type=Path, required=True)
    options = parser.parse_args()
    megabytes = options.wheel.stat().st_size / 1e6
    rows = [
        at_most("bind.python.import", "ms", import_millis(3 if options.quick else 15), 30),
        at_most("bind.python.wheel", "MB", megabytes, 8),
    ]
    tell(rows, options.json)


if __name__ == "__main__":
    main()
