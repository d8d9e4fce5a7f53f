"""Doctests of what needs PyTorch run only where it is installed (the extra ``train``)."""

from importlib.util import find_spec

NEEDS_TORCH = ("networks", "fit", "export", "learn")
collect_ignore = (
    [] if find_spec("torch") else [f"doorknob/training/{name}.py" for name in NEEDS_TORCH]
)
collect_ignore += ["doorknob/training/__main__.py"]
