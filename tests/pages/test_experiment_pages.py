"""Experiments on the site: their gallery, and the page of each."""

from milepost.build import render_site
from milepost.model.frozen import replace
from milepost.model.site import Site
from milepost.render.badge import badge_html
from support.outline import outline
from support.runs import run_files
from support.vaults import VaultFactory, note, page_at

METRICS = [{"name": "bytes_per_token", "value": 46080, "unit": "B"}]


def html_of(site: Site, address: str) -> str:
    pages, _ = render_site(site)
    return next(page.html for page in pages if page.path == address)


def test_the_folder_of_all_results_is_a_gallery(vault: VaultFactory) -> None:
    site = vault({**run_files(metrics=METRICS), **run_files("other", title="Another")})
    html = html_of(site, "experiments/")
    assert html.index("Another") < html.index("Bytes &amp; tokens"), "by title"
    for shown in (
        '<a class="mp-gallery__link" href="demo/">',
        '<img class="mp-light" src="demo/line.svg" alt="" width="400" height="300" loading="lazy">',
        '<img class="mp-dark" src="demo/line.dark.svg"',
        "Does it grow?",
        "bytes per token 46,080 B",
        "1.5 s",
        badge_html("small"),
    ):
        assert shown in html
    assert html.count('demo/"') == 1, "once, and not again in the list of folders"


def test_the_gallery_has_one_name_wherever_it_is_shown(vault: VaultFactory) -> None:
    site = vault({"index.md": "Welcome.", **run_files(), **run_files("other", title="Another")})
    assert outline(html_of(site, "experiments/")).startswith("# Experiments\n2 experiments\n")
    assert [crumb.title for crumb in page_at(site, "experiments/demo/").trail] == ["Experiments"]
    assert "[Experiments](../experiments/) 2 notes" in outline(html_of(site, "all-notes/"))


def test_private_results_are_in_no_gallery(vault: VaultFactory) -> None:
    hidden = {"experiments/demo/demo.md": note("words", type="run", draft=True)}
    site = vault({**run_files(), **hidden, **run_files("other", title="Another")})
    assert "Bytes" not in html_of(site, "experiments/")


def test_a_run_says_what_changed_since_the_one_before(vault: VaultFactory) -> None:
    before = {"metrics": {"bytes_per_token": 23040, "gone": 1}}
    html = html_of(vault(run_files(metrics=METRICS, before=before)), "experiments/demo/")
    assert '<h2 id="mp-since-the-run-before">' in html
    assert "<td><code>bytes_per_token</code></td><td>23,040</td><td>46,080</td><td>B</td>" in html
    assert "gone" not in html


def test_a_run_that_found_the_same_again_says_nothing_of_it(vault: VaultFactory) -> None:
    before = {"metrics": {"bytes_per_token": 46080}}
    html = html_of(vault(run_files(metrics=METRICS, before=before)), "experiments/demo/")
    assert "Since the run before" not in html


def test_a_run_shows_how_far_to_trust_it_and_its_script(vault: VaultFactory) -> None:
    site = vault(run_files(model={"name": "tiny"}, script="experiments/demo.py"))
    run = replace(site.runs["demo"], state="stale", state_reasons=("n 2 → 3",), source="a = 1 < 2\n")
    html = html_of(replace(site, runs={"demo": run}), "experiments/demo/")
    for shown in (
        badge_html("stale"),
        "Stale: n 2 → 3.",
        "<span>tiny</span>",
        "Its script, <code>experiments/demo.py</code>",
        '<span class="o">&lt;</span>',
    ):
        assert shown in html


def test_a_number_in_a_sentence_is_the_runs_own(vault: VaultFactory) -> None:
    files = run_files()
    files["experiments/demo/demo.md"] = note("![[line.svg]]", type="run", m_bytes=46080)
    site = vault({**files, "Note.md": "It takes `= [[demo]].m_bytes` bytes."})
    assert 'It takes <span class="value">46,080</span> bytes.' in html_of(site, "note/")


def test_a_number_of_a_private_note_is_not_shown(vault: VaultFactory) -> None:
    files = {"Secret.md": note("", draft=True, salary=12345), "Note.md": "a `= [[Secret]].salary` b"}
    assert 'a <span class="value"></span> b' in html_of(vault(files), "note/")


def test_a_value_in_a_sentence_names_no_private_note_however_it_is_written(vault: VaultFactory) -> None:
    files = {
        "Secret.md": note("", draft=True),
        "Open.md": "Words.",
        "Note.md": '---\none: [[Secret]]\nmore: ["[[Secret]]", "[[Open]]"]\n'
        "few:\n  - [[Secret]]\n  - [[Secret|so]]\n---\na `= this.one` b, a `= this.more` b, a `= this.few` b",
    }
    html = html_of(vault(files), "note/")
    assert "Secret" not in html
    assert 'a <span class="value">[[Open]]</span> b, a <span class="value">so</span> b' in html
