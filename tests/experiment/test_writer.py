"""Experiments that need only text: from a model here, or from a server that speaks OpenAI's protocol."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from milepost.cli.model import model as model_command
from milepost.errors import ExperimentError
from milepost.experiment.models import choose_model, load_model
from milepost.experiment.report import Verdict
from milepost.experiment.writer import LocalWriter, RemoteWriter
from support.lab import FIGURE, Lab
from support.tiny_gemma import write_tiny_gemma

_ASKS = f"""
answer = run.writer().answer("Name a colour.", most_tokens=5)
run.metric("tokens", answer.tokens, unit="")
run.check("tokens written", answer.tokens, within=(1, 5))
{FIGURE}
"""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model's folder."""
    return write_tiny_gemma(tmp_path_factory.mktemp("model") / "tiny")


@pytest.fixture(scope="module")
def address(model: Path) -> Iterator[str]:
    """A real `mlx_lm.server` that offers the model."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = (sys.executable, "-m", "mlx_lm", "server", "--model", str(model), "--port", str(port))
    environment = {**os.environ, "HF_HUB_OFFLINE": "1"}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        try:
            if not any("Starting httpd" in line for line in server.stderr):
                raise AssertionError("the server did not start")
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            server.terminate()


def test_a_server_and_the_model_itself_write_the_same(model: Path, address: str) -> None:
    here = LocalWriter(*load_model(model)).answer("Name a colour.", most_tokens=5)
    there = RemoteWriter(address, str(model)).answer("Name a colour.", most_tokens=5)
    assert (here.text, here.tokens) == (there.text, there.tokens)
    assert here.tokens == 5
    here = LocalWriter(*load_model(model)).complete("Red, green,", most_tokens=6)
    there = RemoteWriter(address, str(model)).complete("Red, green,", most_tokens=6)
    assert (here.text, here.tokens) == (there.text, there.tokens)
    assert here.tokens == 6


def test_an_experiment_for_text_asks_a_server_and_does_not_name_its_place(
    lab: Lab, model: Path, address: str
) -> None:
    lab.write(_ASKS, needs=["text"])
    report = lab.run(model=choose_model(f"{address}#{model}"))
    assert report.verdict is Verdict.OK, f"{report}\n{report.output}"
    everything = b"".join(lab.files().values()).decode()
    assert 'model: "tiny"' in everything
    assert "127.0.0.1" not in everything
    assert str(model.parent) not in everything


def test_the_command_asks_the_server_whether_it_is_ready(model: Path, address: str) -> None:
    asked = CliRunner().invoke(model_command, ["--model", f"{address}#{model}"])
    assert (asked.exit_code, asked.output) == (0, f"{model} answers at {address}\n")
    nobody = CliRunner().invoke(model_command, ["--model", "http://127.0.0.1:9/v1#tiny"])
    assert isinstance(nobody.exception, ExperimentError)
    assert "does not answer" in str(nobody.exception)


def test_an_experiment_that_looks_inside_is_not_run_on_a_server(lab: Lab) -> None:
    lab.write(_ASKS, needs=["model"])
    report = lab.run(model=choose_model("http://127.0.0.1:9/v1#tiny"))
    assert report.verdict is Verdict.REFUSED
    assert report.message == "model: lies behind an address, and this experiment looks inside of it"


def test_a_server_that_is_not_there_is_told_in_one_line(lab: Lab) -> None:
    lab.write(_ASKS, needs=["text"])
    report = lab.run(model=choose_model("http://127.0.0.1:9/v1"))
    assert report.verdict is Verdict.REFUSED
    assert report.message.startswith("the model's server: does not answer: ")
    with pytest.raises(ExperimentError, match="the model's server: does not answer"):
        RemoteWriter("http://127.0.0.1:9/v1", "tiny").answer("Hello")


def test_a_password_in_the_address_is_in_no_message(lab: Lab) -> None:
    address = "http://ada:secret@localhost/v1"
    lab.write(_ASKS, needs=["text"])
    for choice in (choose_model(address), choose_model(f"{address}#tiny")):
        report = lab.run(model=choice)
        assert "the model's server: cannot be asked (InvalidURL)" in report.message
        assert "secret" not in report.message
    assert b"secret" not in b"".join(lab.files().values())
