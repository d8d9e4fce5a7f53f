"""The floors of the package: imports run downward, the core is light, modules stay small."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import doorknob

PACKAGE = Path(doorknob.__file__).parent
# From the ground up. A floor may import itself and whatever lies below it.
FLOORS = [
    {"errors", "files", "tongue", "american", "colour"},
    {"documents", "plainyaml"},
    {"structuring", "slots", "cast"},
    {"language"},
    {"readers"},
    {"training"},
    {"prospect"},
    {"course"},
    {"kit"},
    {"coaching"},
    {"journal"},
    {"exercises"},
    {"grading"},
    {"evidence"},
    {"standards"},
    {"charts"},
    {"widgets"},
    {"warm"},
    {"signing", "sending"},
    {"publish"},
    {"privacy"},
    {"authoring"},
    {"lab"},
    {"cli"},
    {"__main__"},
]
CORE = ("language", "prospect", "coaching", "journal", "exercises", "grading", "standards")
# What reaches over a network, and what only serves to learn: no concern of the core.
BESIDE = {"readers", "training"}
APART = {
    "widgets": {"publish", "training"},
    "publish": {"widgets", "training"},
    **dict.fromkeys(CORE, BESIDE),
}
HEAVY = (
    "IPython",
    "ipywidgets",
    "matplotlib",
    "papermill",
    "nbformat",
    "nbconvert",
    "numpy",
    "torch",
)
COMPILED = ("numpy", "pydantic", "typst", "zmq")
LONGEST = 305


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def floor(name: str) -> int:
    return next(i for i, names in enumerate(FLOORS) if name in names)


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_run_downward(path: Path) -> None:
    """No module imports one from a floor above its own."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    if parts == ("__init__",):
        return
    home = parts[0]
    for name in imported(path):
        if name.startswith("doorknob."):
            other = name.split(".")[1]
            assert floor(other) <= floor(home), f"{home} imports {name}"
            assert other not in APART.get(home, set()), f"{home} imports {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_fits_in_a_sitting(path: Path) -> None:
    """No module passes about 300 lines."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_only_what_runs_papermill_and_what_it_runs_know_it() -> None:
    """Papermill can be exchanged in one place; the engine is a plug-in of its own."""
    knowing = {p.name for p in modules() if any(n.startswith("papermill") for n in imported(p))}
    assert knowing == {"milling.py", "engine.py"}


def test_toolkit_is_a_source_root_and_no_package() -> None:
    """`toolkit` must never be importable."""
    assert not (PACKAGE.parent / "__init__.py").exists()


@pytest.mark.parametrize("package", CORE)
def test_the_core_loads_no_jupyter(package: str) -> None:
    """Importing any of the core brings in no Jupyter, no matplotlib, nothing compiled of ours."""
    names = [
        ".".join(("doorknob", *path.relative_to(PACKAGE).with_suffix("").parts))
        for path in (PACKAGE / package).rglob("*.py")
        if path.name != "__init__.py"
    ]
    code = f"""
import importlib, sys
before = set(sys.modules)
for name in {names!r}: importlib.import_module(name)
loaded = {{name.split(".")[0] for name in set(sys.modules) - before}}
print(sorted(loaded & set({HEAVY + COMPILED!r})))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("package", CORE)
def test_the_core_asks_no_clock_and_no_global_chance(package: str) -> None:
    """A call must replay alike anywhere, so the core may not look at time or at `random`."""
    for path in (PACKAGE / package).rglob("*.py"):
        assert not imported(path) & {"time", "random", "secrets", "socket", "urllib", "pickle"}, (
            path
        )


def test_all_says_what_there_is() -> None:
    """Every name in `__all__` can be had, and is listed in order."""
    assert list(doorknob.__all__) == sorted(doorknob.__all__)
    for name in doorknob.__all__:
        assert getattr(doorknob, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = doorknob.nothing
