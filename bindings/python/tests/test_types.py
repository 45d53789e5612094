"""The types are whole: what checkers know is what there is."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import tenantry

PACKAGE = Path(tenantry.__file__).parent
HERE = Path(__file__).parents[1]
EXAMPLES = sorted((HERE / "examples").glob("*.py"))


def check(*command: str, cwd: Path = HERE, path: str = "") -> str:
    ran = subprocess.run(
        [sys.executable, "-m", *command],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env=os.environ | {"MYPYPATH": path},
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_the_stubs_are_what_there_is() -> None:
    check("mypy.stubtest", "tenantry")


def test_every_public_type_is_known() -> None:
    # It looks for the package where the first Python on the path does.
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    out = subprocess.run(
        ["pyright", "--verifytypes", "tenantry", "--ignoreexternal", "--outputjson"],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PATH": path},
    )
    report = json.loads(out.stdout)["typeCompleteness"]
    unknown = [
        (symbol["name"], symbol["diagnostics"])
        for symbol in report["symbols"]
        if symbol["isExported"] and not symbol["isTypeKnown"]
    ]
    assert not unknown
    assert report["completenessScore"] == 1


def test_nothing_public_is_any() -> None:
    assert (PACKAGE / "py.typed").exists()
    for file in [*PACKAGE.glob("*.py"), *PACKAGE.glob("*.pyi")]:
        assert not re.search(r"\bAny\b", file.read_text()), file


def test_examples_pass_mypy_strict() -> None:
    check("mypy", "--strict", *(str(example) for example in EXAMPLES))


def test_examples_pass_pyright_strict() -> None:
    check("pyright", "--pythonpath", sys.executable, *(str(example) for example in EXAMPLES))


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_a_new_room_is_whole_after_one_derivation(
    checker: str, scratch: Path, tmp_path: Path
) -> None:
    """Of the stubs, and of a program that calls it, strictly."""
    place = shutil.copytree(scratch / "bindings/python", tmp_path / "python")
    (place / "python/tenantry/py.typed").touch()
    files = ["python/tenantry/__init__.pyi", "python/tenantry/aio.pyi", "kites.py"]
    if checker == "mypy":
        check("mypy", "--strict", *files, cwd=place, path="python")
        return
    settings = {"typeCheckingMode": "strict", "extraPaths": ["python"], "include": files}
    (place / "pyrightconfig.json").write_text(json.dumps(settings))
    check("pyright", "--pythonpath", sys.executable, "--project", str(place), cwd=place)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_examples_run(example: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error", str(example)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_readme_runs() -> None:
    text = (HERE / "README.md").read_text()
    for program in re.findall(r"```python\n(.*?)```", text, re.DOTALL):
        ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
        assert ran.returncode == 0, ran.stderr.decode()
