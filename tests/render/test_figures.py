"""Figures of experiments, embedded in a note."""

from milepost.model.path import VaultPath
from milepost.model.site import Site
from milepost.render.badge import badge_html
from milepost.render.note import render_note
from support.outline import outline
from support.runs import run_files
from support.vaults import VaultFactory, note

BYTES = {"name": "bytes", "value": 1024, "unit": "B"}
LIGHT, DARK = "../experiments/demo/line.svg", "../experiments/demo/line.dark.svg"


def html_of(site: Site, path: str = "Note.md") -> str:
    return render_note(site, VaultPath(path)).html


def test_a_figure_has_an_image_for_each_scheme_and_says_where_it_is_from(vault: VaultFactory) -> None:
    site = vault({"Note.md": "![[line.svg]]", **run_files(metrics=[BYTES])})
    shown = 'alt="A line that rises &lt;steeply&gt;." width="400" height="300" loading="lazy">'
    assert html_of(site) == (
        '<div class="paragraph"><figure class="mp-figure">'
        f'<img class="mp-light" src="{LIGHT}" {shown}<img class="mp-dark" src="{DARK}" {shown}'
        '<figcaption><a href="../experiments/demo/">Bytes &amp; tokens</a>, run of '
        '<time datetime="2026-05-01">1 May 2026</time>; bytes 1,024 B '
        f"{badge_html('small')}</figcaption></figure></div>\n"
    )


def test_both_images_of_a_figure_are_published(vault: VaultFactory) -> None:
    site = vault({"Note.md": "![[line.svg]]", **run_files()})
    assert list(site.attachments) == ["experiments/demo/line.dark.svg", "experiments/demo/line.svg"]


def test_the_authors_width_keeps_the_figures_shape(vault: VaultFactory) -> None:
    html = html_of(vault({"Note.md": "![[line.svg|My words|200]]", **run_files()}))
    assert html.count('alt="My words" width="200" height="150"') == 2


def test_on_the_results_own_page_a_figure_has_no_caption(vault: VaultFactory) -> None:
    site = vault({"Note.md": "![[demo]]", **run_files()})
    assert "figcaption" not in html_of(site, "experiments/demo/demo.md")
    assert "figcaption" not in html_of(site)  # embedded with its results, which say it


def test_a_run_that_failed_says_so_beside_its_figures(vault: VaultFactory) -> None:
    site = vault({"Note.md": "![[line.svg]]", **run_files(outcome="timeout", reason="took too long")})
    assert outline(html_of(site)).endswith("run of 1 May 2026 small run failed\n")


def test_a_figure_of_a_damaged_record_is_a_plain_image(vault: VaultFactory) -> None:
    site = vault({"Note.md": "![[line.svg]]", **run_files(version=99)})
    assert outline(html_of(site)) == f"![line]({LIGHT})\n"


def test_a_figure_of_private_results_names_them_not(vault: VaultFactory) -> None:
    results = {"experiments/demo/demo.md": note("words", type="run", draft=True)}
    site = vault({"Note.md": "![[line.svg]]", **run_files(), **results})
    assert outline(html_of(site)) == f"![line]({LIGHT})\n"
