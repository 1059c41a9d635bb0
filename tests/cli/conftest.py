"""What every test of a command may rely on."""

import pytest

from support.command import TODAY


@pytest.fixture(autouse=True)
def _no_midnight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run on a day that is not over before a test has looked at what they wrote."""
    for module in ("import_", "init", "new", "review"):
        monkeypatch.setattr(f"milepost.cli.{module}.today", lambda: TODAY)
