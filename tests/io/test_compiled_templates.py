"""Templates are compiled once, and never taken from where others could have put them."""

import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from milepost.io import compiled
from milepost.io.compiled import Compiled


@pytest.fixture(autouse=True)
def _may_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


class _Counting(Environment):
    compiled = 0

    def _generate(self, *given: object, **named: object) -> str:
        self.compiled += 1
        return super()._generate(*given, **named)  # pyright: ignore


def _compiled(program: Path, store: Path, text: str, *, programs: tuple[Path, ...] | None = None) -> int:
    """How many templates had to be compiled; what they give is as it should be."""
    program.mkdir(exist_ok=True)
    (program / "a.html").write_text("{{ word }}" + text, encoding="utf-8")
    kept = Compiled(tuple(map(str, programs if programs is not None else (program,))), store)
    environment = _Counting(loader=FileSystemLoader(program), bytecode_cache=kept)
    assert environment.get_template("a.html").render(word="one") == f"one{text}"
    return environment.compiled


def test_a_template_is_compiled_once(tmp_path: Path) -> None:
    program, store = tmp_path / "program", tmp_path / "store"
    assert _compiled(program, store, "a") == 1
    assert _compiled(program, store, "a") == 0


def test_compiled_templates_lie_beside_the_program_and_nowhere_else() -> None:
    assert Path(Compiled(()).directory) == Path(cache_from_source(compiled.__file__)).parent


def test_a_changed_template_is_compiled_anew(tmp_path: Path) -> None:
    program, store = tmp_path / "program", tmp_path / "store"
    assert _compiled(program, store, "a") == 1
    assert _compiled(program, store, "b") == 1
    assert len(list(store.iterdir())) == 1


def test_a_damaged_file_is_as_none(tmp_path: Path) -> None:
    program, store = tmp_path / "program", tmp_path / "store"
    _compiled(program, store, "a")
    (file,) = store.iterdir()
    for size in range(0, file.stat().st_size, 7):
        file.write_bytes(file.read_bytes()[:size])
        assert _compiled(program, store, "a") == 1


def test_another_filter_is_another_template(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("{{ 'a' | shout }}", encoding="utf-8")
    for name, wanted in (("shout", "a!"), ("extra", "a?")):
        environment = Environment(
            loader=FileSystemLoader(tmp_path), bytecode_cache=Compiled((str(tmp_path),), tmp_path / "store")
        )
        environment.filters["shout"] = lambda text, end=wanted[1]: f"{text}{end}"
        environment.filters[name] = environment.filters["shout"]
        assert environment.get_template("a.html").render() == wanted


def test_an_authors_own_template_is_not_kept(tmp_path: Path) -> None:
    program, store = tmp_path / "program", tmp_path / "store"
    assert _compiled(program, store, "a", programs=(tmp_path / "elsewhere",)) == 1
    assert not store.exists()


def test_nothing_is_written_where_python_must_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert _compiled(tmp_path / "program", tmp_path / "store", "a") == 1
    assert not (tmp_path / "store").exists()


def test_nobody_need_be_able_to_write(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file where a folder would be", encoding="utf-8")
    assert _compiled(tmp_path / "program", tmp_path / "store", "a") == 1
