"""Bytes to text: UTF-8, UTF-16 that says so, and Windows-1252 where it is plainly that."""

from __future__ import annotations

import codecs

from doorknob.errors import InvalidTranscript, Problem

# An hour's call is about 250,000 bytes as WebVTT.
MOST_BYTES = 2_000_000
EXPORT = "Export the transcript as WebVTT (.vtt), SubRip (.srt) or plain text (.txt)."

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_FILES = (
    (b"PK\x03\x04", "a Word, OpenDocument or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "an RTF file"),
    (b"ID3", "a sound file"),
    (b"RIFF", "a sound file"),
    (b"OggS", "a sound file"),
    (b"fLaC", "a sound file"),
    (b"\x1a\x45\xdf\xa3", "a video"),
    (b"\x1f\x8b", "a compressed file"),
)
_OTHER_TEXTS = (
    ("<!doctype", "a web page"),
    ("<html", "a web page"),
    ("<?xml", "XML"),
    ("{", "JSON"),
    ("[{", "JSON"),
)
# In a call in a Western language few letters are accented; far more means another encoding.
_MOST_ACCENTED = 4


def decoded(raw: bytes, path: str) -> tuple[str, list[Problem]]:
    """Read bytes as text.

    Parameters
    ----------
    raw
        A transcript's bytes, at most 2 MB.
    path
        The file as the reader knows it.

    Returns
    -------
    text, remarks
        The text without its mark, and what it was taken for.

    Raises
    ------
    InvalidTranscript
        If this is too long, no text, or text in an encoding that cannot be told.
    """
    if len(raw) > MOST_BYTES:
        message = f"is longer than the {MOST_BYTES:,} bytes that are read."
        raise _refused(path, message, "Keep to one call in a file.")
    other = next((what for start, what in _OTHER_FILES if raw.startswith(start)), "")
    if other or raw[4:8] == b"ftyp":
        raise _refused(path, f"this is {other or 'a sound file or video'}, no text.", EXPORT)
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), "")
    text, remarks = _marked(raw, encoding, path) if encoding else _unmarked(raw, path)
    start = text.lstrip()[:9].casefold()
    other = next((what for begins, what in _OTHER_TEXTS if start.startswith(begins)), "")
    if other:
        raise _refused(path, f"this is {other}, no transcript.", EXPORT, line=1)
    return text, remarks


def _marked(raw: bytes, encoding: str, path: str) -> tuple[str, list[Problem]]:
    try:
        return raw.decode(encoding), []
    except UnicodeDecodeError:
        message = f"begins as {encoding.upper()} does, and goes on as something else."
        raise _refused(path, message, "Save it as UTF-8.") from None


def _unmarked(raw: bytes, path: str) -> tuple[str, list[Problem]]:
    if b"\x00" in raw:
        line = raw.count(b"\n", 0, raw.index(b"\x00")) + 1
        fix = f"{EXPORT} A text in UTF-16 is to be saved as UTF-8."
        raise _refused(path, "expected text, found bytes that are none.", fix, line=line)
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError as bad:
        line = raw.count(b"\n", 0, bad.start) + 1
    if not _is_western(raw):
        message = "this is neither UTF-8 nor Windows-1252."
        raise _refused(path, message, "Save the file as UTF-8.", line=line)
    message = "is not UTF-8 and was read as Windows-1252."
    fix = "If accents or quotes are wrong, save the file as UTF-8."
    return raw.decode("cp1252"), [Problem(path=path, line=line, message=message, fix=fix)]


def _is_western(raw: bytes) -> bool:
    """Whether bytes that are no UTF-8 make sense as Windows-1252.

    UTF-8 with a damaged place in it doesn't: most of its other letters would come out wrong.
    """
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return False
    lenient = raw.decode("utf-8", errors="replace")
    wrong = lenient.count("\ufffd")
    right = sum(not char.isascii() for char in lenient) - wrong
    accented = sum(not char.isascii() for char in text)
    return right <= wrong and accented * _MOST_ACCENTED <= len(text)


def _refused(path: str, message: str, fix: str, line: int | None = None) -> InvalidTranscript:
    return InvalidTranscript([Problem(path=path, line=line, message=message, fix=fix)])
