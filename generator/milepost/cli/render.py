"""`milepost render`: the HTML of one note, for debugging, for editors and for specifications."""

import hashlib
import sys
from pathlib import Path

import click

from milepost.cli.kept import site_of
from milepost.cli.project import called, open_project, vault_option
from milepost.errors import EditError, NoteNotFoundError, VaultError
from milepost.io.image import measured
from milepost.io.vault import read_vault
from milepost.links.graph import build_graph
from milepost.links.resolve import resolve
from milepost.links.suggest import Suggestions
from milepost.model.frozen import replace
from milepost.model.link import Ambiguous, Found, Hidden, Target
from milepost.model.note import Note
from milepost.model.path import PagePath, VaultPath, asset_path, stem
from milepost.model.site import Site
from milepost.model.vault import Attachment, SourceFile
from milepost.notes.frontmatter import split
from milepost.notes.parse import body_of, parse_note
from milepost.ofm.parser import create_parser
from milepost.render.note import render_draft, render_note

__all__ = ["render"]

_INPUT = VaultPath("-")


@click.command()
@click.argument("note", default="-")
@vault_option
@click.option("--commonmark", is_flag=True, help="Leave out all that is not CommonMark.")
def render(note: str, vault: Path | None, commonmark: bool) -> None:
    """Print the HTML of a NOTE.

    It is called as a link would call it; "-" reads Markdown from standard input. Links lead where they would
    from the note's own page, those of standard input from the home page. What is wrong goes to standard
    error, with exit status 1.
    """
    text = _standard_input() if note == "-" else None
    if text is not None and commonmark:
        click.echo(create_parser(commonmark=True).render(text), nl=False)
        return
    try:
        project, settings = open_project(vault)
    except VaultError:
        if text is None or vault is not None:
            raise
        click.echo(create_parser().render(text), nl=False)  # there is nothing for links to lead to
        return
    note = called(note, project.vault)
    site = site_of(project, settings)
    if text is not None:
        source = SourceFile(_INPUT, text, hashlib.sha256(text.encode()).hexdigest())
        draft, problems = parse_note(source, create_parser(), settings)
        html, more = render_draft(_around(site, draft, str(project.vault)), draft, PagePath(""))
    elif commonmark:
        body = _body(str(project.vault), _find(site, note).path)
        html, problems, more = create_parser(commonmark=True).render(body), (), ()
    else:
        made, problems = render_note(site, _find(site, note).path), ()
        html, more = f"{made.heading}\n{made.html}", made.problems
    click.echo(html, nl=False)
    for problem in (*problems, *more):
        click.echo(str(problem), err=True)
    sys.exit(1 if problems or more else 0)


def _standard_input() -> str:
    """Everything that is typed or piped in.

    Raises:
        VaultError: it is not UTF-8.
    """
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise VaultError("standard input", f"is not UTF-8: {error}") from error


def _around(site: Site, draft: Note, root: str) -> Site:
    """The site as if the draft were its home page, with the attachments that nothing else shows."""
    shown = build_graph((draft,), site.index).targets.get(draft.path, ())
    new: dict[VaultPath, Attachment] = {}
    if set(shown) - site.addresses.keys():
        files = read_vault(root).attachments
        new = {path: measured(files[path]) for path in shown if path in files and path not in site.addresses}
    places = {draft.path: PagePath(""), **{path: asset_path(path) for path in new}}
    return replace(site, attachments={**site.attachments, **new}, addresses={**site.addresses, **places})


def _body(root: str, path: VaultPath) -> str:
    """The Markdown of a note as it stands in its file."""
    return body_of(split(path, read_vault(root).files[path].text))


def _find(site: Site, name: str) -> Note:
    match resolve(site.index, VaultPath(""), Target(name)):
        case Found(path=path) | Ambiguous(chosen=path) if path in site.notes:
            return site.notes[path]
        case Hidden():
            raise EditError(VaultPath(name), "is private, so that it has no page; pipe its text in instead")
        case _:
            near = Suggestions(site.index).nearest(name)
            raise NoteNotFoundError(name, (stem(near),) if near and near in site.notes else ())
