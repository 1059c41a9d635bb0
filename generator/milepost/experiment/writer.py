"""Answers of a language model: from weights on this computer, or from a server with OpenAI's protocol."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import PurePath
from typing import Any, Protocol

from milepost.errors import ExperimentError

__all__ = ["Answer", "LocalWriter", "RemoteWriter", "Writer", "public_name", "served_name"]

_PATIENCE_SECONDS = 10.0
_LONGEST_ANSWER_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model wrote."""

    text: str
    tokens: int | None
    """How many it wrote; `None` where a server does not say."""
    seconds: float
    """Wall time, the reading of the prompt included."""


class Writer(Protocol):
    """Whoever answers."""

    def answer(self, prompt: str, *, most_tokens: int = 100) -> Answer:
        """The likeliest answer to a message, token by token, of at most so many tokens."""
        ...

    def complete(self, text: str, *, most_tokens: int = 100) -> Answer:
        """The likeliest continuation of a text, token by token, of at most so many tokens."""
        ...


@dataclass(frozen=True, slots=True)
class LocalWriter:
    """A model of mlx-lm, with its tokenizer."""

    model: Any
    tokenizer: Any

    def answer(self, prompt: str, *, most_tokens: int = 100) -> Answer:
        """As `Writer.answer`."""
        message = [{"role": "user", "content": prompt}]
        return self._go_on(
            self.tokenizer.apply_chat_template(message, add_generation_prompt=True), most_tokens
        )

    def complete(self, text: str, *, most_tokens: int = 100) -> Answer:
        """As `Writer.complete`."""
        return self._go_on(self.tokenizer.encode(text), most_tokens)

    def _go_on(self, tokens: list[int], most_tokens: int) -> Answer:
        from mlx_lm.generate import stream_generate  # pyright: ignore[reportUnknownVariableType]

        started, words, count = time.monotonic(), list[str](), 0
        for each in stream_generate(self.model, self.tokenizer, tokens, max_tokens=most_tokens):
            words.append(each.text)
            count = each.generation_tokens
        return Answer("".join(words), count, time.monotonic() - started)


@dataclass(frozen=True, slots=True)
class RemoteWriter:
    """A model behind an address."""

    address: str
    """Up to and with `/v1`."""
    name: str

    def answer(self, prompt: str, *, most_tokens: int = 100) -> Answer:
        """As `Writer.answer`.

        Raises:
            ExperimentError: the server does not answer, or not as it should.
        """
        messages = [{"role": "user", "content": prompt}]
        return self._said("chat/completions", {"messages": messages}, most_tokens)

    def complete(self, text: str, *, most_tokens: int = 100) -> Answer:
        """As `Writer.complete`.

        Raises:
            ExperimentError: the server does not answer, or not as it should.
        """
        return self._said("completions", {"prompt": text}, most_tokens)

    def _said(self, way: str, wish: Mapping[str, object], most_tokens: int) -> Answer:
        started = time.monotonic()
        wish = {**wish, "model": self.name, "max_tokens": most_tokens, "temperature": 0}
        said = _asked(f"{self.address}/{way}", wish, _LONGEST_ANSWER_SECONDS)
        try:
            first = said["choices"][0]
            text = (first["text"] if way == "completions" else first["message"].get("content")) or ""
        except (KeyError, IndexError, TypeError, AttributeError) as error:
            raise ExperimentError(
                "the model's server", "answers in another protocol than OpenAI's"
            ) from error
        usage: Any = said.get("usage") or {}
        tokens: object = usage.get("completion_tokens")
        return Answer(text, tokens if isinstance(tokens, int) else None, time.monotonic() - started)


def served_name(address: str) -> str:
    """The first model that the server offers.

    Raises:
        ExperimentError: it does not answer, or offers none.
    """
    said = _asked(f"{address}/models", None, _PATIENCE_SECONDS)
    try:
        return str(said["data"][0]["id"])
    except (KeyError, IndexError, TypeError) as error:
        raise ExperimentError("the model's server", "offers no model; name one after #") from error


def public_name(name: str) -> str:
    """The name without where the server's computer keeps the model: it is published.

    >>> public_name("/Users/ada/models/gemma"), public_name("gemma3:4b"), public_name("owner/name")
    ('gemma', 'gemma3:4b', 'owner/name')
    """
    return PurePath(name.replace("\\", "/")).name if name.startswith(("/", "~")) or ":\\" in name else name


def _asked(url: str, wish: Mapping[str, object] | None, seconds: float) -> Any:
    """What the server says; the address is in no message, since failures are published."""
    body = None if wish is None else json.dumps(wish).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=seconds) as reply:
            return json.load(reply)
    except urllib.error.HTTPError as error:
        raise ExperimentError("the model's server", f"refuses with status {error.code}") from error
    except ValueError as error:  # mlx_lm.server does so when asked for its models without the hub's cache
        hint = "answers no JSON; name the model behind the address, as in http://localhost:8080/v1#gemma3:4b"
        raise ExperimentError("the model's server", hint) from error
    except OSError as error:
        reason = getattr(error, "reason", error)
        raise ExperimentError("the model's server", f"does not answer: {reason}") from error
    except HTTPException as error:  # whose words may be a part of the address, and a password in it
        hint = f"cannot be asked ({type(error).__name__}); its address is written http://HOST:PORT/v1"
        raise ExperimentError("the model's server", hint) from error
