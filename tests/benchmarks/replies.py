"""From the key to her answer: 40 turns in a real JupyterLab, and how long it takes to get there.

Run by hand: ``python tests/benchmarks/replies.py``. Needs Chromium. The pause before her answer is
off, as it is for whoever wants no motion.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from serving import served, workshop_line

TURNS = 40
LINES = (
    "What would you want to think through?",
    "So it's the winter that worries you.",
    "What else is on your mind?",
    "That makes sense.",
    "How would you decide?",
)
COUNT = "n => document.querySelectorAll('.doorknob-bubble').length >= n"


def main() -> None:
    """Print seconds to the first reply, and the median and the slowest of the turns."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    began = time.perf_counter()
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder), workshop_line) as lab,
        sync_playwright() as running,
    ):
        print(f"server answers after {time.perf_counter() - began:.1f} s")
        browser = running.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(reduced_motion="reduce")
        page.set_default_timeout(60_000)
        page.goto(f"{lab.address}/doc/tree/exercises/01-think-it-over.ipynb")
        box = page.get_by_label("What you say")
        box.wait_for()
        print(f"exercise alive after {time.perf_counter() - began:.1f} s")
        spent = []
        for turn in range(TURNS):
            if page.get_by_role("button", name="Play it again").is_visible():
                page.get_by_role("button", name="Play it again").click()
                page.wait_for_function("document.querySelectorAll('.doorknob-bubble').length === 1")
            before = page.locator(".doorknob-bubble").count()
            box.fill(LINES[turn % len(LINES)])
            at = time.perf_counter()
            page.keyboard.press("Enter")
            page.wait_for_function(COUNT, arg=before + 2)
            spent.append(time.perf_counter() - at)
            if turn == 0:
                print(f"first reply after {time.perf_counter() - began:.1f} s")
        print(
            f"key to reply over {TURNS} turns: median {statistics.median(spent):.3f} s, "
            f"slowest {max(spent):.3f} s"
        )
        browser.close()


if __name__ == "__main__":
    main()
