"""A document's images: checked, collected under safe names, and never fetched from afar."""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import re
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes
from xml.etree import ElementTree as ET  # entities are refused before anything is parsed

import attrs
from PIL import Image, UnidentifiedImageError

_FORMATS = {"PNG": ".png", "JPEG": ".jpg", "GIF": ".gif", "WEBP": ".webp"}
_MOST_PIXELS = 80_000_000
_POINTS = 0.75  # a CSS pixel is 1/96 inch, a point 1/72
_SVG_LENGTH = re.compile(r"\s*([0-9.]+)\s*(px|pt|in|cm|mm)?\s*")
_UNIT_POINTS = {None: _POINTS, "px": _POINTS, "pt": 1, "in": 72, "cm": 28.3465, "mm": 2.83465}
_SVG = "{http://www.w3.org/2000/svg}"
# A drawing's own fonts may not be here; what Typst took instead would be a matter of chance.
_FAMILY = re.compile(r"font-family\s*:\s*[^;}]*")
_OUR_FONT = "Source Sans Pro"
_OUR_FAMILY = f"font-family: {_OUR_FONT}"
_WILD = re.compile(
    # xlink:href="#…" only points within; an entity could hide anything.
    rb"<(?:[\w.-]+:)?(?:text|tspan|script|foreignObject|iframe|style-sheet|animate|set)\b"
    rb"|font|&|href\s*=\s*[\"'](?!#)"
)
_FOREIGN = {"script", "foreignObject", "iframe", "style-sheet", "animate", "set"}


class UnusableImage(Exception):
    """An image that cannot be printed; the message says why, in a reader's words."""


@attrs.frozen(kw_only=True)
class Stored:
    """An image that is ready to print.

    Attributes
    ----------
    name
        Of its file beside the Typst source.
    width, height
        Its natural size in points.
    """

    name: str
    width: float
    height: float


class ImageStore:
    """Collects a document's images.

    Parameters
    ----------
    folder
        The notebook's folder: images are read from it and below only. None: from nowhere.
    readable
        Replaces what no font can show, in the text of drawings.
    known
        Images checked before with the same `readable`, by their digest; more are added.
    """

    def __init__(
        self,
        folder: Path | None,
        readable: Callable[[str], str] = str,
        known: dict[bytes, tuple[Stored, bytes]] | None = None,
    ) -> None:
        self._folder = folder.resolve() if folder else None
        self._readable = readable
        self._known = {} if known is None else known
        self.files: dict[str, bytes] = {}

    def fetch(self, source: str, attachments: Mapping[str, Mapping[str, str]]) -> Stored:
        """Store the image that Markdown or HTML names.

        Raises
        ------
        UnusableImage
            It lies elsewhere, or is none.
        """
        return self.add(self.read(source, attachments))

    def read(self, source: str, attachments: Mapping[str, Mapping[str, str]]) -> bytes:
        """Read the image that Markdown or HTML names, and don't look into it.

        Raises
        ------
        UnusableImage
            It lies elsewhere.
        """
        scheme, _, rest = source.partition(":")
        match scheme.lower():
            case "data":
                return _inline(rest)
            case "attachment":
                bundle = attachments.get(unquote(rest)) or attachments.get(rest)
                if not bundle:
                    raise UnusableImage("image attachment is missing")
                return _decoded(next(iter(bundle.values())))
            case "http" | "https" | "ftp":
                raise UnusableImage("image on the web, not fetched")
        return self._local(source)

    def add(self, data: bytes) -> Stored:
        """Store an image, once however often it occurs.

        Raises
        ------
        UnusableImage
            The bytes are no image that can be printed.
        """
        digest = hashlib.sha256(data).digest()
        if digest not in self._known:
            self._known[digest] = self._checked(data, digest.hex()[:16])
        stored, data = self._known[digest]
        self.files[stored.name] = data
        return stored

    def _checked(self, data: bytes, name: str) -> tuple[Stored, bytes]:
        if re.match(rb"\s*(?:\xef\xbb\xbf)?\s*<", data[:200]):
            data, size = _checked_svg(data, self._readable)
            suffix = ".svg"
        else:
            suffix, size = _checked_bitmap(data)
        return Stored(name=f"image-{name}{suffix}", width=size[0], height=size[1]), data

    def _local(self, source: str) -> bytes:
        path = Path(unquote(source.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0]))
        if self._folder is None:
            raise UnusableImage("image could not be read")
        whole = (self._folder / path).resolve()
        if not whole.is_relative_to(self._folder):
            raise UnusableImage("image outside the notebook's folder, not read")
        try:
            return whole.read_bytes()
        except (OSError, ValueError):
            raise UnusableImage("image could not be read") from None


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text))
    except (binascii.Error, ValueError):
        raise UnusableImage("image could not be read") from None


def _inline(rest: str) -> bytes:
    """Decode what follows ``data:``."""
    head, _, body = rest.partition(",")
    return _decoded(unquote(body)) if head.endswith(";base64") else unquote_to_bytes(body)


def _checked_bitmap(data: bytes) -> tuple[str, tuple[float, float]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as image:
                suffix = _FORMATS.get(image.format or "")
                if not suffix or image.width * image.height > _MOST_PIXELS:
                    raise UnusableImage("image could not be read")
                dots = float(image.info.get("dpi", (96, 96))[0] or 96)
                scale = 72 / dots if dots > 10 else _POINTS
                size = (image.width * scale, image.height * scale)
                _require_whole(image)
                return suffix, size
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise UnusableImage("image could not be read") from None


def _require_whole(image: Image.Image) -> None:
    """Find what is cut short, which would abort the whole document.

    Raises
    ------
    OSError, SyntaxError
        It is.
    """
    if image.format == "PNG":
        image.verify()  # each part of it has a sum; to draw it takes ten times as long
    else:
        image.load()


def _checked_svg(data: bytes, readable: Callable[[str], str]) -> tuple[bytes, tuple[float, float]]:
    """Parse a drawing, and drop from it what runs or points elsewhere."""
    if b"<!ENTITY" in data:
        raise UnusableImage("image could not be read")
    try:
        root = ET.fromstring(data)  # noqa: S314 - no entities, see above
    except (ET.ParseError, ValueError, LookupError):
        raise UnusableImage("image could not be read") from None
    if root.tag not in {f"{_SVG}svg", "svg"}:
        raise UnusableImage("image could not be read")
    if root.tag == "svg":
        root.set("xmlns", _SVG[1:-1])  # browsers forgive its absence; Typst does not
    elif not _needs_taming(data):
        return data, _svg_size(root)
    for element in list(root.iter()):
        element.text, element.tail = readable(element.text or ""), readable(element.tail or "")
        _tame(element)
    root.attrib.setdefault("font-family", _OUR_FONT)
    return ET.tostring(root), _svg_size(root)


def _needs_taming(data: bytes) -> bool:
    """Say whether a drawing has text, links, or anything that may run; most charts have none."""
    return _WILD.search(data) is not None


def _tame(element: ET.Element) -> None:
    """Drop from an element of a drawing what runs, points elsewhere or asks for other fonts."""
    for child in list(element):
        if str(child.tag).rpartition("}")[2] in _FOREIGN:
            element.remove(child)
    if element.tag == f"{_SVG}style" and element.text:
        element.text = _FAMILY.sub(_OUR_FAMILY, element.text)
    for name, value in list(element.attrib.items()):
        if name == "style":
            element.set(name, _FAMILY.sub(_OUR_FAMILY, value))
        elif name == "font-family":
            element.set(name, _OUR_FONT)
        elif name.rpartition("}")[2] == "href" and not value.startswith(("#", "data:image/")):
            del element.attrib[name]


def _svg_size(root: ET.Element) -> tuple[float, float]:
    box = [float(n) for n in re.findall(r"-?[0-9.]+", root.get("viewBox", "")) if n.strip(".-")]
    lengths = [_SVG_LENGTH.fullmatch(root.get(side, "")) for side in ("width", "height")]
    natural = (box[2], box[3]) if len(box) == 4 else (300.0, 150.0)
    width, height = (
        float(found.group(1)) * _UNIT_POINTS[found.group(2)] if found else side * _POINTS
        for found, side in zip(lengths, natural, strict=True)
    )
    if width <= 0 or height <= 0:
        raise UnusableImage("image could not be read")
    return width, height
