"""The fonts of a page, pinned so that pages look alike everywhere, and what they can show.

PDF/UA refuses a character that no font has. So before a document is set, such characters are
replaced by their names: a reader, sighted or not, then learns what stood there.
"""

from __future__ import annotations

import atexit
import importlib.util
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import typst
from fontTools.ttLib import TTCollection, TTFont, TTLibError

from doorknob.errors import NotFound

# OpenType only: the packages also hold the same faces as TrueType, and two would compete.
_TEXT_STYLES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")
_DEJAVU = ("DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique", "DejaVuSans-BoldOblique")
# Typst has its own copy of this one; it is read here only for what it covers.
_DEJAVU_MONO = "DejaVuSansMono"

_SUFFIXES = {".otf", ".ttf", ".otc", ".ttc"}
# They choose between a sign and its picture, and no font of ours has both.
_VARIATIONS = re.compile("[\ufe0e\ufe0f]")
_INVISIBLE = re.compile(
    "[\u200b-\u200d\u2028\u2029\u2060-\u206f\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff]"
)
_KEPT = "\u00a0\u00ad\t\n\r\u200b\u200e\u200f"


@cache
def pinned_fonts() -> tuple[Path, ...]:
    """Give the font files that every document may use."""
    return (*_packaged(), *(_matplotlib() / f"{name}.ttf" for name in _DEJAVU))


@cache
def typst_fonts(extra: tuple[Path, ...] = ()) -> typst.Fonts:
    """Load the fonts for Typst: pinned, embedded, those of `extra` folders; no others."""
    return typst.Fonts(
        include_system_fonts=False, font_paths=[str(_pinned_folder()), *map(str, extra)]
    )


@cache
def coverage(extra: tuple[Path, ...] = ()) -> frozenset[int]:
    """Give every code point that some font of a document can show."""
    # A face that lacks what its regular one has is helped out by the next family.
    files = [file for file in pinned_fonts() if file.stem.endswith(("-Regular", "Sans"))]
    files.append(_matplotlib() / f"{_DEJAVU_MONO}.ttf")
    for folder in extra:
        files += [file for file in sorted(folder.rglob("*")) if file.suffix.lower() in _SUFFIXES]
    return frozenset().union(*(_covered(file) for file in files), map(ord, _KEPT))


def readable(text: str, extra: tuple[Path, ...] = (), refused: frozenset[str] = frozenset()) -> str:
    """Replace what no font can show by its name in brackets.

    Parameters
    ----------
    text
        What is to be shown.
    extra
        Folders of fonts besides the pinned ones.
    refused
        Characters that Typst refused all the same.

    Examples
    --------
    >>> readable("Naïve → ✓ ναι да")
    'Naïve → ✓ ναι да'
    >>> readable("Well done 👍🏽!")
    'Well done [thumbs up sign]!'
    >>> readable("東京都")
    "[3 CJK characters that this document's fonts lack]"
    """
    if text.isascii() and not refused:
        return text
    text = _VARIATIONS.sub("", text)
    covered = coverage(extra).difference(map(ord, refused)) if refused else coverage(extra)
    if all(ord(character) in covered for character in text):
        return text
    return "".join(_shown(text, covered))


def _shown(text: str, covered: frozenset[int]) -> Iterator[str]:
    """Walk through `text`, gathering neighbours that are missing together."""
    missing = ""
    for character in _INVISIBLE.sub("", text):
        if ord(character) not in covered:
            missing += character
            continue
        if missing:
            yield _named(missing)
            missing = ""
        yield character
    if missing:
        yield _named(missing)


def _named(missing: str) -> str:
    missing = unicodedata.normalize("NFC", missing)
    letters = [c for c in missing if unicodedata.category(c)[0] in "LMN"]
    if len(letters) > 1:
        script = unicodedata.name(letters[0], "unknown").split()[0]
        script = script if script == "CJK" else script.capitalize()
        return f"[{len(missing)} {script} characters that this document's fonts lack]"
    return "[" + ", ".join(_names(missing)) + "]"


def _names(symbols: str) -> Iterator[str]:
    flag = ""
    for symbol in symbols:
        name = unicodedata.name(symbol, f"character U+{ord(symbol):04X}")
        indicator = name.removeprefix("REGIONAL INDICATOR SYMBOL LETTER ")
        if indicator != name:
            flag += indicator
            if len(flag) == 2:
                yield f"flag: {flag}"
                flag = ""
            continue
        yield name if name.startswith("character ") else name.lower()
    if flag:
        yield f"flag: {flag}"


@cache
def _covered(file: Path) -> frozenset[int]:
    try:
        if file.suffix.lower() in {".otc", ".ttc"}:
            with TTCollection(file) as collection:
                return frozenset().union(*(face.getBestCmap() or {} for face in collection))
        with TTFont(file, lazy=True) as face:
            return frozenset(face.getBestCmap() or {})
    except (OSError, TTLibError):
        return frozenset()  # no font after all; Typst passes it over, too


def _packaged() -> Iterator[Path]:
    for package, family in (
        ("font_source_serif_pro", "SourceSerifPro"),
        ("font_source_sans_pro", "SourceSansPro"),
    ):
        folder = _folder_of(package) / "files"
        yield from (folder / f"{family}-{style}.otf" for style in _TEXT_STYLES)


def _matplotlib() -> Path:
    # Not the whole folder: it also holds TeX's fonts, whose letters are not what they say.
    return _folder_of("matplotlib") / "mpl-data" / "fonts" / "ttf"


def _folder_of(package: str) -> Path:
    """Find an installed package without importing it: matplotlib takes a second."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise NotFound("package", package, place="this Python; its fonts are needed for PDF")
    return Path(next(iter(spec.submodule_search_locations)))


@cache
def _pinned_folder() -> Path:
    """Gather the pinned files in a folder of their own, for Typst takes folders only."""
    folder = Path(tempfile.mkdtemp(prefix="doorknob-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for file in pinned_fonts():
        shutil.copyfile(file, folder / file.name)
    return folder
