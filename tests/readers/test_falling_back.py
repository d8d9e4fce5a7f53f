"""Whatever an endpoint does, the learner gets a reading in time, and no secret gets out."""

import json
import socket

import pytest

from doorknob.language.reader import read
from doorknob.readers.answers import question
from doorknob.readers.exchange import MOST_BYTES, Unanswered, post
from doorknob.readers.openai import reader_from
from doorknob.readers.settings import settings_from

LINE = "Is it the price?"
KEY = "sk-not-to-be-seen"
GOOD = ("closed_question", "Is it the price", 0.9)


def content(text):
    return json.dumps({"choices": [{"message": {"content": text}}]}).encode()


def answer(**changes):
    move = {"move": "closed_question", "words": LINE, "confidence": 0.9}
    return content(json.dumps({"moves": [{**move, **changes}], "concerns": []}))


def falls_back(reader, said, line=LINE):
    """Check that the reading is the offline reader's, and the failure told."""
    reading = reader(line)
    assert reading == read(line)
    assert reading.reader == read(line).reader
    assert said in reader.last_failure
    assert KEY not in reader.last_failure


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (500, "HTTP 500 (Internal Server Error)"),
        (429, "HTTP 429 (Too Many Requests)"),
        (401, "Check DOORKNOB_READER_KEY"),
        (404, "Check DOORKNOB_READER_URL and DOORKNOB_READER_MODEL"),
        (799, "HTTP 799."),
        (204, "not readable as JSON"),
    ],
)
def test_an_http_error_falls_back(endpoint, reader, status, said):
    endpoint.sends(b"", status)
    falls_back(reader, said)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "response: not readable as JSON"),
        (b"<html>hello</html>", "response: not readable as JSON"),
        (b"\xff\xfe\xfd", "response: not readable as JSON"),
        (b"[" * 100_000, "response: not readable as JSON"),
        (b"9" * 10_000, "response: not readable as JSON"),
        (b"[]", "response: expected fields"),
        (b'{"error": "overloaded"}', "response: expected a field 'choices'"),
        (b'{"choices": []}', "response.choices: expected one"),
        (b'{"choices": [{"message": {"refusal": "no"}}]}', "expected a field 'content'"),
        (b'{"choices": [{"message": {"content": null}}]}', "content: expected some text"),
        (content("I'd say it is a question."), "answer: not readable as JSON"),
        (content('```json\n{"moves": [], "concerns": []}\n```'), "answer: not readable as JSON"),
        (content('{"moves": [], "conc'), "answer: not readable as JSON"),
        (content('{"moves": []}'), "answer: expected exactly the fields moves, concerns"),
        (content('{"moves": [], "concerns": [], "x": 1}'), "answer: expected exactly"),
        (content('{"moves": {}, "concerns": []}'), "answer.moves: expected a list"),
        (content('{"moves": [1], "concerns": []}'), "answer.moves[0]: expected fields"),
    ],
)
def test_an_answer_in_another_shape_falls_back(endpoint, reader, raw, said):
    endpoint.sends(raw)
    falls_back(reader, said)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"move": "open_questoin"}, "moves[0].move: expected one of threat"),
        ({"move": "money"}, "moves[0].move: expected one of threat"),
        ({"move": ["other"]}, "moves[0].move: expected one of threat"),
        ({"words": "Is it the cost?"}, "moves[0].words: expected words of the line"),
        ({"words": "rice"}, "moves[0].words: expected words of the line"),
        ({"words": "x" * 500_000}, "moves[0].words: expected words of the line"),
        ({"words": " "}, "moves[0].words: expected some text"),
        ({"words": None}, "moves[0].words: expected some text"),
        ({"confidence": "0.9"}, "moves[0].confidence: expected a number"),
        ({"confidence": True}, "moves[0].confidence: expected a number"),
        ({"confidence": 1.01}, "moves[0].confidence: expected a number"),
        ({"confidence": float("nan")}, "moves[0].confidence: expected a number"),
        ({"confidence": 10**400}, "moves[0].confidence: expected a number"),
        ({"why": "because"}, "moves[0]: expected exactly the fields move, words, confidence"),
    ],
)
def test_an_answer_with_a_wrong_value_falls_back(endpoint, reader, changes, said):
    endpoint.sends(answer(**changes))
    falls_back(reader, said)


def test_other_beside_another_code_falls_back(endpoint, reader):
    endpoint.reads(GOOD, ("other", "Is", 0.1))
    falls_back(reader, "answer.moves: expected 'other' alone")


def test_a_concern_without_a_move_falls_back(endpoint, reader):
    endpoint.reads(concerns=[("money", "price", 0.9)])
    falls_back(reader, "answer.concerns: expected none where there is no move")


def test_more_codes_than_a_line_can_hold_fall_back(endpoint, reader):
    endpoint.reads(*[GOOD] * 17)
    falls_back(reader, "answer.moves: expected at most 16")


def test_words_that_only_the_prospect_said_fall_back(endpoint, reader):
    endpoint.reads(("reflection", "think it over", 0.9))
    assert reader(LINE, "I'd like to think it over.").reader == read(LINE).reader


def test_a_huge_answer_is_refused_and_not_read_to_its_end(endpoint, reader):
    endpoint.sends(b" " * (MOST_BYTES + 2))
    falls_back(reader, "more than 1,000,000 bytes")


def test_a_refused_connection_falls_back():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    url = f"http://127.0.0.1:{port}/v1"
    reader = reader_from({"DOORKNOB_READER_URL": url, "DOORKNOB_READER_MODEL": "m"})
    falls_back(reader, f"127.0.0.1:{port} cannot be reached: ")


def test_a_host_that_there_is_not_falls_back(monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    url = "http://nowhere.invalid/v1"
    reader = reader_from({"DOORKNOB_READER_URL": url, "DOORKNOB_READER_MODEL": "m"})
    falls_back(reader, "nowhere.invalid cannot be reached: Name or service not known")


@pytest.mark.parametrize("raw", [b"", b"hello\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9"])
def test_an_endpoint_that_breaks_off_or_speaks_no_http_falls_back(endpoint, reader, raw):
    def broken(handler):
        handler.wfile.write(raw)
        handler.close_connection = True

    endpoint.answer = broken
    falls_back(reader, "")


@pytest.mark.parametrize("status", [300, 301, 302, 303, 307, 308])
def test_a_redirect_is_refused(endpoint, other_host, reader, status):
    """The words, and the key, go to the host that the learner was told, and to no other."""
    other_host.reads(GOOD)
    endpoint.sends(b"", status, Location=f"http://{other_host.host}/v1/chat/completions?{KEY}")
    falls_back(reader, f"a redirect (HTTP {status}), which is not followed")
    assert other_host.connections == 0


def test_a_proxy_in_the_environment_is_passed_by(monkeypatch, endpoint, other_host, reader):
    """A learner is told one host; a proxy would be a second one."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://{other_host.host}")
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    endpoint.reads(GOOD)
    assert reader(LINE).reader == "openai:llama3.1:8b"
    assert other_host.connections == 0


def test_a_machine_without_threads_falls_back(monkeypatch, endpoint, reader):
    """In a browser's Python, say."""

    def none(*_, **__):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr("doorknob.readers.exchange.Thread", none)
    falls_back(reader, "no thread")
    assert endpoint.connections == 0


def test_the_failure_of_an_exchange_is_an_error_of_ours(endpoint):
    endpoint.sends(b"", 503)
    settings = settings_from(endpoint.settings)
    with pytest.raises(Unanswered, match="HTTP 503"):
        post(settings, question("m", LINE, ""))


def echo(handler):
    """Give the key back wherever a server can put words."""
    raw = json.dumps({"error": {"message": f"Incorrect API key: {KEY}"}}).encode()
    handler.send_response(401, f"Bad key {KEY}")
    handler.send_header("WWW-Authenticate", KEY)
    handler.send_header("Content-Length", str(len(raw)))
    handler.end_headers()
    handler.wfile.write(raw)


def no_http(handler):
    handler.wfile.write(f"{KEY} {KEY} {KEY}\r\n{KEY}\r\n\r\n".encode())


@pytest.mark.parametrize(
    "how",
    [
        echo,
        no_http,
        content(KEY),
        content(json.dumps({KEY: KEY, "moves": KEY})),
        answer(move=KEY),
        answer(words=KEY),
        answer(confidence=KEY),
        answer(**{KEY: KEY}),
        KEY.encode(),
    ],
)
def test_the_key_is_seen_nowhere(endpoint, reader, how, capfd, caplog):
    """Not even where the endpoint gives it back."""
    if isinstance(how, bytes):
        endpoint.sends(how)
    else:
        endpoint.answer = how
    falls_back(reader, "")
    (asked,) = endpoint.asked
    assert asked.headers["Authorization"] == f"Bearer {KEY}"
    assert KEY.encode() not in asked.raw
    shown = [repr(reader), str(reader), repr(reader.settings), reader.notice, *capfd.readouterr()]
    assert not [text for text in shown if KEY in text]
    assert KEY not in caplog.text


def test_after_three_failures_in_a_row_twenty_calls_stay_offline(endpoint, reader):
    endpoint.sends(b"", 500)
    for _ in range(3):
        reader(LINE)
    assert endpoint.connections == 3
    endpoint.reads(GOOD)
    assert {reader(LINE).reader for _ in range(20)} == {read(LINE).reader}
    assert endpoint.connections == 3
    assert reader(LINE).reader == "openai:llama3.1:8b"
    assert reader(LINE).reader == "openai:llama3.1:8b"
    assert endpoint.connections == 5
    assert "HTTP 500" in reader.last_failure


def test_an_endpoint_still_dead_after_the_rest_is_left_alone_again(endpoint, reader):
    endpoint.sends(b"", 500)
    for _ in range(3 + 20 + 1 + 20):
        reader(LINE)
    assert endpoint.connections == 4


def test_failures_that_an_answer_parts_start_no_rest(endpoint, reader):
    for _ in range(3):
        endpoint.sends(b"", 500)
        reader(LINE)
        reader(LINE)
        endpoint.reads(GOOD)
        assert reader(LINE).reader == "openai:llama3.1:8b"
    assert endpoint.connections == 9
