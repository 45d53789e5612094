"""Importing is quiet; how quick it is, the benchmark `bind.python.import` measures."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import os
import tenantry
print(len(os.listdir("/proc/self/task")))
"""


def test_import_starts_no_thread() -> None:
    ran = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, check=True, text=True)
    assert int(ran.stdout) == 1
