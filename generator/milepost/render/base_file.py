"""Bases as HTML: on their own page, embedded in a note, and as a block in one."""

from html import escape

from milepost.bases.definition import read_base
from milepost.bases.files import Files
from milepost.bases.query import Answer, ask
from milepost.model.base_file import Base, View
from milepost.model.link import Embed
from milepost.model.page import Rendered, TocEntry
from milepost.model.path import Anchor, VaultPath, stem
from milepost.model.site import Site
from milepost.render.base_view import view_html
from milepost.render.scene import Scene

__all__ = ["base_block", "embedded_base", "render_base"]


def render_base(site: Site, path: VaultPath) -> Rendered:
    """The base for its own page: each view below its heading, and above all a line of links to them."""
    base = site.bases[path]
    scene = Scene(site, site.addresses[path], path)
    files = Files(site)
    parts = [_links(base)]
    for view in base.views:
        html = _shown(scene, base, ask(files, base, view, path), names_view=False)
        if len(base.views) > 1:
            parts.append(f'<h2 id="{escape(view.anchor)}">{escape(view.name)}</h2>\n{html}')
        else:
            parts.append(f'<div id="{escape(view.anchor)}">\n{html}</div>\n')
    if base.fault:
        parts = [_notice(f"This base cannot be read: {base.fault}.")]
    toc = tuple(TocEntry(2, view.name, view.anchor, ()) for view in base.views) if len(base.views) > 1 else ()
    return Rendered(f"<h1>{escape(base.title)}</h1>", "".join(parts), toc, tuple(scene.problems))


def embedded_base(scene: Scene, embed: Embed, path: VaultPath, anchor: Anchor | None) -> str:
    """The view that an embed names, else the first, with a link to the base's page."""
    base = scene.site.bases[path]
    view = next((each for each in base.views if each.anchor == anchor), None)
    link = f'<a class="mp-embed__source" href="{escape(scene.url(path, anchor))}">{escape(base.title)}</a>'
    if embed.target.places and view is None:
        missing = escape(" ".join(embed.target.places))
        return f'<div class="mp-embed">{_notice(f"This base has no view {missing}.")}{link}</div>'
    shown = view or next(iter(base.views), None)
    html = _in_note(scene, base, shown, embed.line)
    return link if html is None else f'<div class="mp-embed">{html}{link}</div>'


def base_block(scene: Scene, text: str, line: int) -> str:
    """The first view of the base that a note holds."""
    base, problems = read_base(scene.origin, stem(scene.origin), text, line)
    if not scene.trail:  # else the note's own page reports it
        scene.problems.extend(problems)
    html = _in_note(scene, base, next(iter(base.views), None), line)
    return _notice("There are too many embeds on this page to show one more base.") if html is None else html


def _in_note(scene: Scene, base: Base, view: View | None, line: int) -> str | None:
    """A view inside of a note; `None` where the page is full."""
    if base.fault or view is None:
        return _notice(f"This base cannot be read: {base.fault}.")
    if scene.inside(base.path, None, line, 0) is None:
        return None
    html = _shown(scene, base, ask(Files(scene.site), base, view, scene.origin), names_view=True)
    scene.room.characters += len(html)
    return html


def _shown(scene: Scene, base: Base, answer: Answer, *, names_view: bool) -> str:
    if not scene.trail:
        scene.problems.extend(answer.problems)
    # Who searches wants the notes, not the lists of them.
    return (
        f'<div class="mp-base" data-search-exclude>{_notices(answer)}'
        f"{view_html(scene, base, answer, names_view=names_view)}</div>\n"
    )


def _notices(answer: Answer) -> str:
    notices = ""
    if answer.fault:
        notices = _notice(f"The view “{answer.view.name}” is not shown: {answer.fault}.")
    if answer.left_out:
        notices += _notice(f"{answer.left_out}.")
    return notices


def _notice(words: str) -> str:
    return f'<p class="mp-base__notice" role="note">{escape(words)}</p>'


def _links(base: Base) -> str:
    """A quiet line of links to the views; "" for one view."""
    if len(base.views) < 2:
        return ""
    links = "".join(
        f'<li><a href="#{escape(view.anchor)}">{escape(view.name)}</a></li>' for view in base.views
    )
    return f'<nav class="mp-base__views" aria-label="Views"><ul>{links}</ul></nav>\n'
