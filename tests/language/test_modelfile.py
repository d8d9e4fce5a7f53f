"""The model file: what is written is read; what is damaged is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from doorknob.errors import InvalidFile
from doorknob.language.modelfile import MAGIC, read_model, write_model


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "reader.model"
    write_model(path, {"name": "x"}, {"one": b"\n\n", "two": b""})
    assert read_model(path) == ({"name": "x"}, {"one": b"\n\n", "two": b""})
    assert [one.name for one in tmp_path.iterdir()] == ["reader.model"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda data: b"PK\x03\x04" + data,
        lambda data: data[:-3],
        lambda data: data.replace(MAGIC, b"doorknob reader 9\n"),
        lambda data: data[: len(MAGIC)] + b"{}\n",
    ],
    ids=["empty", "of another kind", "cut off", "of another format", "without sections"],
)
def test_a_damaged_model_is_named_with_the_fix(tmp_path: Path, damage) -> None:
    path = tmp_path / "reader.model"
    write_model(path, {"name": "x"}, {"one": b"some data"})
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(InvalidFile, match=r"python -m doorknob\.training fit") as caught:
        read_model(path)
    assert str(path) in str(caught.value)
