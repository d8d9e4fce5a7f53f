"""Databases by URL: what is wrong is said with its place and a fix, and never with a password."""

from __future__ import annotations

import builtins
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import OperationalError

from doorknob.errors import DatabaseError
from doorknob.journal.database import Database
from doorknob.journal.sql import SQLJournals

SECRET = "s3cr3t"  # noqa: S105  a password that must not be shown


def told(url: str) -> str:
    with pytest.raises(DatabaseError) as found, Database.at(url).transaction(reading=True):
        pass
    return str(found.value)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "not given as a URL"),
        ("gradebook.sqlite", "not given as a URL"),
        ("mysql://u:s3cr3t@h/d", "mysql://, which is not known"),
        ("postgers://u:s3cr3t@h/d", "Did you mean 'postgresql'?"),
        ("postgresql+psycopg2://u:s3cr3t@h/d", "Write postgresql:// alone"),
        ("sqlite+aiosqlite:///x", "Write sqlite:// alone"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
        ("postgresql://h", "cannot be read"),
        ("postgresql://u:s3cr3t@x@h/d", "%40 for @"),
        ("postgresql://u:s3cr3t/x@h/d", "%40 for @"),
        ("postgresql://u:5/s3cr3t@h/d", "%40 for @"),
        ("postgresql://u:s3cr3t#x@h/d", "%40 for @"),
        ("postgresql://u:s3cr3t@h:port/d", "%40 for @"),
        ("u:s3cr3t@h/d", "not given as a URL"),
        ("u:s3cr3t@x://h/d", "not given as a URL"),
    ],
)
def test_a_url_that_can_t_be_read_says_why_and_shows_no_password(url: str, words: str) -> None:
    message = told(url)
    assert words in message
    assert SECRET not in message


@given(st.text(max_size=40))
def test_any_text_is_a_url_or_an_error_of_ours(text: str) -> None:
    for url in (text, f"postgresql://{text}", f"sqlite://{text}"):
        try:
            Database.at(url)
        except DatabaseError:
            continue
        assert "://" in url


@pytest.mark.parametrize("name", ["u", "u%40x"])
def test_a_server_that_can_t_be_reached_says_where_and_what_to_do(name: str) -> None:
    message = told(f"postgresql://{name}:{SECRET}@127.0.0.1:1/d?password={SECRET}")
    assert message.startswith(f"postgresql://{name}@127.0.0.1:1/d: ")
    assert "refused" in message
    assert message.endswith("Start the server, or check the host and the port; then try again.")
    assert SECRET not in message


def test_a_password_that_the_driver_repeats_is_covered() -> None:
    database = Database.at(f"postgresql://u:{SECRET}1@h/d?password={SECRET}2&sslpassword={SECRET}3")
    for number in (1, 2, 3):
        said = database._told(OperationalError("", None, Exception(f"bad {SECRET}{number}!")))
        assert str(said).startswith("postgresql://u@h/d: bad …!")


def test_an_unreachable_server_is_tried_for_a_while_and_then_told(monkeypatch) -> None:
    monkeypatch.setattr("doorknob.journal.sql.WAITS", (0.0, 0.0))
    with pytest.raises(DatabaseError, match="refused") as found:
        SQLJournals(Database.at("postgresql://u@127.0.0.1:1/d"), "demo").learners()
    assert found.value.passing


def test_a_missing_driver_is_named_with_the_way_to_install_it(monkeypatch) -> None:
    real = builtins.__import__

    def without(name: str, *more: object) -> object:
        if name.startswith("psycopg"):
            raise ModuleNotFoundError(name)
        return real(name, *more)

    monkeypatch.setattr(builtins, "__import__", without)
    message = told(f"postgresql://u:{SECRET}@h/d")
    assert "pip install 'doorknob[hub]'" in message
    assert SECRET not in message


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("user", "name", "words"),
    [
        ("postgres", "nowhere", "Make it first: createdb"),
        ("nobody_here", "postgres", "Make the user first: createuser"),
    ],
)
def test_what_the_server_lacks_is_named_with_the_fix(postgres, user, name, words) -> None:
    message = told(f"postgresql://{user}:{SECRET}@127.0.0.1:{postgres.port}/{name}")
    assert words in message
    assert SECRET not in message


@pytest.mark.postgres
def test_a_role_without_the_right_is_told_so(postgres) -> None:
    url = postgres.database("bare")
    postgres.sql("CREATE ROLE stranger LOGIN")
    journals = SQLJournals(Database.at(url.replace("postgres@", "stranger@")), "demo")
    with pytest.raises(DatabaseError, match=r"permission denied.*grant this user the right"):
        journals.learners()


@pytest.mark.parametrize("place", ["missing/x.sqlite", "file/x.sqlite", "."])
def test_a_folder_that_isn_t_there_is_told_with_the_path(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("")
    message = told(f"sqlite:///{tmp_path / place}")
    assert "unable to open" in message
    assert str(tmp_path) in message
    assert "Check that its folder is there" in message


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that root can't write")
def test_a_folder_that_is_read_only_is_told() -> None:
    """Root may write into any folder of a disk, but into no folder of the kernel's."""
    message = told("sqlite:////proc/x.sqlite")
    assert message.startswith("sqlite:////proc/x.sqlite: unable to open")
    assert "may be written to" in message


def test_a_file_that_is_no_database_is_told_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("x" * 5000)
    with pytest.raises(DatabaseError, match=r"not a database.*Name another file"):
        SQLJournals(Database.at(f"sqlite:///{path}"), "demo").learners()
    assert path.read_text() == "x" * 5000


def test_what_is_broken_off_leaves_nothing(url: str) -> None:
    """Tables, too, come and go with the transaction."""
    database = Database.at(url)

    def half() -> None:
        with database.transaction() as connection:
            connection.exec_driver_sql("CREATE TABLE half (n INTEGER)")
            connection.exec_driver_sql("INSERT INTO half VALUES (1)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    with pytest.raises(DatabaseError, match="half"), database.transaction(reading=True) as reader:
        reader.exec_driver_sql("SELECT * FROM half")
