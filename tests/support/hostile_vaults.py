"""Vaults that are broken, or made by somebody who means harm: what each holds, and what is to be said of it."""

# A case is a line.
# ruff: noqa: E501

import json
import os
import socket
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from support.runs import run_files
from support.vaults import canvas, note, write_vault

__all__ = ["CASES", "OUTSIDE", "Case", "prepare"]

OUTSIDE = "zzoutsidezz"
"""The word in files beside the vault, which nobody may read."""

Prepare = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class Case:
    """One hostile vault."""

    name: str
    promise: str
    """Of those that SECURITY.md lists."""
    write: Prepare
    """Makes it in a folder that has one good note already."""
    codes: tuple[str, ...] = ()
    """The problems that it is told of; others are none of it."""
    is_heavy: bool = False
    """Whether it takes more than a second, and so is for the benchmark."""


def prepare(case: Case, root: Path) -> Path:
    """The vault of a case, below the folder `root`, beside what no build may read."""
    write_vault(
        root, {"secret.md": OUTSIDE, "secret.svg": f"<svg>{OUTSIDE}</svg>", "vault-b/secret.md": OUTSIDE}
    )
    vault = write_vault(root / "vault", {"Fine.md": "A fine note.\n"})
    case.write(vault)
    return vault


def _files(files: Mapping[str, str | bytes]) -> Prepare:
    return lambda vault: write_vault(vault, files)


def _note(text: str | bytes) -> Prepare:
    return _files({"Bad.md": text})


def _yaml(head: str) -> Prepare:
    return _note(f"---\n{head}\n---\nWords.\n")


def _link(name: str, goal: str) -> Prepare:
    def write(vault: Path) -> None:
        (vault / name).symlink_to(goal)
        write_vault(vault, {"Bad.md": f"![[{name}]] [[{name}]]\n"})

    return write


def _pipe(name: str) -> Prepare:
    def write(vault: Path) -> None:
        os.mkfifo(vault / name)
        write_vault(vault, {"Bad.md": f"![[{name}]]\n"})

    return write


def _socket(vault: Path) -> None:
    write_vault(vault, {"Bad.md": "![[s.md]]\n"})
    here = Path.cwd()
    os.chdir(vault)  # a socket's path may be no longer than a hundred bytes
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("s.md")
    finally:
        os.chdir(here)


def _device(vault: Path) -> None:
    with suppress(PermissionError):  # only root may make one
        os.mknod(vault / "zero.md", 0o20644, os.makedev(1, 5))
    write_vault(vault, {"Bad.md": "![[zero.md]]\n"})


def _raw_name(name: bytes) -> Prepare:
    def write(vault: Path) -> None:
        with open(os.fsencode(vault) + b"/" + name, "wb") as stream:  # noqa: PTH123 - a path of bytes
            stream.write(b"Words.\n")

    return write


def _unlistable(vault: Path) -> None:
    write_vault(vault, {"Shut/a.md": "x"})
    (vault / "Shut").chmod(0)


def _chain(length: int, width: int) -> Mapping[str, str]:
    """Notes of which each embeds the next so many times."""
    return {f"E{at}.md": f"words {at}\n\n" + f"![[E{at + 1}]]\n\n" * width for at in range(length)}


_SCRIPT = "<img src=x onerror=alert(1)><script>alert(2)</script>"
_QUOTED = json.dumps(_SCRIPT)

_PATHS = (
    Case("embed-climbs", "P4", _note("![[../../secret.md]] ![[../secret]]\n"), ("link-missing",)),
    Case("image-climbs", "P4", _note("![a](../secret.svg) ![b](../../secret.svg)\n"), ("link-missing",)),
    Case("link-climbs", "P4", _note("[a](../secret.md) [[../secret|b]]\n"), ("link-missing",)),
    Case("climb-in-percent-signs", "P4", _note("![a](..%2fsecret.svg) ![b](%2e%2e/secret.svg)\n"), ("link-missing",)),
    Case("climb-in-backslashes", "P4", _note("![[..\\secret.svg]] ![a](..\\\\secret.svg)\n"), ("link-missing",)),
    Case("absolute-wikilink", "P4", _note("[[/etc/passwd]] ![[/etc/passwd]]\n"), ("link-missing",)),
    Case("absolute-image", "P4", _note("![a](/etc/passwd)\n"), ("link-missing",)),
    Case("address-of-a-file", "P4", _note("![a](file:///etc/passwd) [b](file:///etc/passwd)\n")),
    Case("path-of-windows", "P4", _note("![[C:\\Windows\\win.ini]]\n"), ("link-missing",)),
    Case("path-of-a-share", "P4", _note("![[\\\\host\\share\\a.png]]\n"), ("link-missing",)),
    Case("snippet", "P4", _note('--8<-- "/etc/passwd"\n\n--8<-- "../secret.md"\n')),
    Case("jinja", "P14", _note("{{ config.docs_dir }} {% include '../secret.md' %} {{ 7*191 }}\n")),
    Case("dataviewjs", "P14", _note("```dataviewjs\ndv.io.load('../secret.md')\n```\n")),
    Case("templater", "P14", _note("<% tp.file.include('../secret.md') %>\n")),
    Case("link-to-a-file-outside", "P4", _link("out.md", "../secret.md"), ("file-unreadable", "link-missing")),
    Case("link-to-a-picture-outside", "P4", _link("out.svg", "../secret.svg"), ("file-unreadable", "link-missing")),
    Case("link-to-a-folder-outside", "P4", _link("out", ".."), ("file-unreadable", "link-missing")),
    Case("link-to-a-sibling-of-the-same-beginning", "P4", _link("b.md", "../vault-b/secret.md"), ("file-unreadable", "link-missing")),
    Case("link-that-is-absolute", "P4", _link("p.md", "/etc/passwd"), ("file-unreadable", "link-missing")),
    Case("link-to-itself", "P4", _link("self.md", "self.md"), ("file-unreadable", "link-missing")),
    Case("link-to-nothing", "P4", _link("gone.md", "nothing.md"), ("file-unreadable", "link-missing")),
    Case("link-to-its-own-folder", "P4", _link("here", "."), ("link-missing",)),
    Case("link-to-a-device", "P4", _link("zero.md", "/dev/zero"), ("file-unreadable", "link-missing")),
    Case("link-to-a-process", "P4", _link("env.md", "/proc/self/environ"), ("file-unreadable", "link-missing")),
    Case("link-inside-the-vault", "P4", _link("alias.md", "Fine.md")),
    Case("named-pipe", "P9", _pipe("pipe.md"), ("link-missing",)),
    Case("named-pipe-as-a-picture", "P9", _pipe("pipe.png"), ("link-missing",)),
    Case("named-pipe-as-a-canvas", "P9", _pipe("pipe.canvas"), ("link-missing",)),
    Case("socket", "P9", _socket, ("link-missing",)),
    Case("device", "P9", _device, ("link-missing",)),
    Case("folder-that-cannot-be-listed", "P9", _unlistable),
    Case("canvas-climbs", "P4", _files({"Map.canvas": canvas("../secret.md", "../../secret.svg", "/etc/passwd")}), ("link-missing",)),
    Case("permalink-climbs", "P4", _yaml("permalink: ../../out"), ("permalink-invalid",)),
    Case("permalink-is-absolute", "P4", _yaml("permalink: //host/x\naliases: [../../x, /etc/x, 'a/../../y']"), ("permalink-invalid",)),
    Case("cover-climbs", "P4", _yaml("cover: ../secret.svg\nimage: '[[../secret.svg]]'"), ("link-missing",)),
    Case("tag-climbs", "P4", _yaml("tags: ['../../x', 'a/../b', '/']")),
    Case("run-climbs", "P20", _files({"experiments/e/run.json": '{"experiment": "../../e", "figures": [{"path": "../../../secret.svg"}]}', "experiments/e/e.md": note("x", type="run")}), ("run-invalid",)),
    *(Case(f"run-of-a-script-{name}", "P4", _files(run_files("e", script=script)), ("run-invalid",)) for name, script in (("that-climbs", "../secret.py"), ("that-is-absolute", "/etc/passwd.py"), ("that-is-a-note", "vault/Fine.md"), ("of-no-name", "a\0b.py"))),
    *(Case(f"run-that-read-{name}", "P9", _files(run_files("e", inputs={"code": {}, "data": {path: "1"}})), ("run-invalid",)) for name, path in (("a-device", "/dev/zero"), ("what-lies-above", "../secret.md"), ("what-has-no-name", "\ud800"))),
)  # fmt: skip

_NAMES = (
    Case("names-reserved-on-windows", "P9", _files({f"{name}.md": "x" for name in ("CON", "aux", "NUL", "com1", "LPT9")})),
    Case("names-that-end-in-dots-and-blanks", "P9", _files({"a..md": "x", "b .md": "x", " c.md": "x", "d./e.md": "x"})),
    Case("names-of-signs-that-windows-forbids", "P9", _files({"a:b.md": "x", "a?b.md": "x", "a*b.md": "x", 'a"b.md': "x", "a|b.md": "x", "<a>.md": "x"}), ("address-taken",)),
    Case("names-that-differ-by-case", "P9", _files({"Note.md": "one", "note.md": "two", "NOTE.md": "three"}), ("address-taken",)),
    Case("folders-that-differ-by-case", "P9", _files({"A/x.md": "one", "a/x.md": "two"}), ("address-taken",)),
    Case("names-that-differ-by-form", "P9", lambda vault: write_vault(vault, {unicodedata.normalize(form, "Café.md"): form for form in ("NFC", "NFD")}), ("file-unreadable",)),
    Case("name-of-255-bytes", "P9", _files({"n" * 252 + ".md": "x", "é" * 126 + ".md": "x"})),
    Case("attachment-of-255-bytes", "P9", _files({"n" * 251 + ".png": "x", "Bad.md": f"![[{'n' * 251}.png]]"})),
    Case("attachment-of-255-bytes-in-long-letters", "P9", _files({"日" * 83 + ".png": "x", "Bad.md": f"![[{'日' * 83}.png]]"})),
    Case("newline-in-a-name", "P9", _files({"a\nb.md": "x", "c\rd.md": "x", "e\tf.md": "x"})),
    Case("control-signs-in-a-name", "P9", _files({"a\x01b.md": "x", "c\x7fd.md": "x", "e\x1b[31mf.md": "x"})),
    Case("name-that-is-not-utf-8", "P9", _raw_name(b"caf\xe9.md"), ("file-unreadable",)),
    Case("folder-that-ends-as-a-note", "P9", _files({"x.md/y.md": "x", "z.canvas/a.md": "x"})),
    Case("note-beside-a-folders-index", "P9", _files({"foo.md": "one text", "foo/index.md": "another text", "foo/foo.md": "a third"}), ("address-taken",)),
    Case("names-of-what-the-host-makes", "P9", _files({"404.md": "x", "search.md": "x", "sitemap.xml": "x", "index.html": "x", "assets/a.md": "x", "Bad.md": "![[sitemap.xml]] ![[index.html]]"}), ("address-taken",)),
    Case("names-of-what-milepost-makes", "P9", _files({f"{name}.md": name for name in ("tags", "graph", "recent", "journal", "roadmap")} | {"feed.xml": "x", "graph.json": "{}", "Bad.md": "[a](feed.xml) [b](graph.json)"}), ("address-taken",)),
    Case("names-of-signs-only", "P9", _files({"🎉.md": "x", "….md": "x", "--.md": "x", "#.md": "x", "%.md": "x", "&.md": "x"}), ("address-taken",)),
    Case("name-that-looks-escaped", "P9", _files({"%2e%2e%2fa.md": "x", "&amp;.md": "x", "a%00b.md": "x"})),
    Case("name-that-writes-backwards", "P9", _files({"a\u202egpj.md": "x", "\u200b.md": "x"})),
    Case("name-of-html", "P7", _files({'"><img src=x onerror=alert(1)>.md': "x", "Bad.md": "![[a'onerror='alert(1).png]]", "a'onerror='alert(1).png": "x"})),
    Case("folder-of-html", "P7", _files({"<img src=x onerror=alert(1)>/a.md": "x", "<script>/index.md": "x"})),
    Case("folders-in-folders", "P9", _files({"d/" * 50 + "a.md": "x"})),
    Case("folders-in-folders-without-end", "P9", _files({"d/" * 400 + "a.md": "x"}), ("file-unreadable",)),
    Case("names-of-dots", "P9", _files({"..md": "x", "...md": "x", ".md": "x", ".hidden/a.md": "x"})),
    Case("conflict-copies", "P1", _files({"N.md": "words", "N.sync-conflict-20260101-101010-ABCDEFG.md": "words", "N (conflicted copy 2026-01-01).md": "words", "N 2.md": "words"}), ("file-copy",)),
)  # fmt: skip

_YAML = (
    Case("yaml-bomb", "P2", _yaml("a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(f"{chr(98 + at)}: &{chr(98 + at)} [{','.join([f'*{chr(97 + at)}'] * 10)}]\n" for at in range(9))), ("properties-invalid",)),
    Case("yaml-bomb-of-names", "P2", _yaml("a: &a {x: 1}\n" + "".join(f"b{at}: &b{at} {{p: *{'a' if not at else f'b{at - 1}'}, q: *{'a' if not at else f'b{at - 1}'}}}\n" for at in range(40))), ("properties-invalid",)),
    Case("yaml-that-holds-itself", "P2", _yaml("a: &a [*a]\nb: &b {c: *b}\ntags: *a"), ("properties-invalid",)),
    Case("yaml-that-merges-itself", "P2", _yaml("a: &a {<<: *a}"), ("properties-invalid",)),
    Case("yaml-that-runs-python", "P14", _yaml("a: !!python/object/apply:os.system ['touch pwned']"), ("properties-invalid",)),
    Case("yaml-with-tags", "P2", _yaml("a: !secret x\nb: !ENV HOME"), ("properties-invalid",)),
    Case("yaml-of-bytes", "P2", _yaml("a: !!binary aGVsbG8=\nb: !!set {x, y}\nc: !!omap [a: 1]")),
    Case("yaml-with-doubles", "P2", _yaml("publish: true\npublish: false"), ("properties-invalid",)),
    Case("yaml-with-doubles-in-other-cases", "P2", _yaml("Publish: true\npublish: false"), ("properties-invalid",)),
    Case("yaml-with-tabs", "P2", _yaml("a:\n\t- b"), ("properties-invalid",)),
    Case("yaml-that-never-ends", "P2", _note("---\npublish: false\nwords\n"), ("properties-invalid",)),
    Case("yaml-that-ends-in-dots", "P2", _note("---\npublish: false\n...\nwords\n"), ("properties-invalid",)),
    Case("yaml-that-is-a-list", "P2", _yaml("- a\n- b"), ("properties-invalid",)),
    Case("yaml-that-is-a-word", "P2", _yaml("publish:false"), ("properties-invalid",)),
    Case("yaml-that-is-a-number", "P2", _yaml("3"), ("properties-invalid",)),
    Case("yaml-of-two-documents", "P2", _note("---\na: 1\n--- \nb: 2\n---\nwords\n")),
    Case("yaml-bomb-of-merges", "P2", _yaml("a: &a {x: 1}\n" + "".join(f"b{at}: &b{at} {{<<: [*{'a' if not at else f'b{at - 1}'}, *{'a' if not at else f'b{at - 1}'}]}}\n" for at in range(40))), ("properties-invalid",)),
    Case("yaml-bomb-as-a-mark", "P2", _yaml("a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(f"{chr(98 + at)}: &{chr(98 + at)} [{','.join([f'*{chr(97 + at)}'] * 10)}]\n" for at in range(9)) + "publish: *j\ntags: *j"), ("properties-invalid",)),
    Case("yaml-in-depth-beyond-the-stack", "P2", _yaml("a: " + "[" * 400_000 + "]" * 400_000), ("properties-invalid",)),
    Case("yaml-in-depth-by-aliases", "P2", _yaml("a0: &a0 [x]\n" + "".join(f"a{at}: &a{at} [*a{at - 1}]\n" for at in range(1, 1_000))), ("properties-invalid",)),
    Case("yaml-as-deep-as-may-be", "P2", _yaml("a: " + "[" * 99 + "]" * 99)),
    Case("yaml-in-depth", "P2", _yaml("a: " + "[" * 20_000), ("properties-invalid",)),
    Case("yaml-in-depth-that-ends", "P2", _yaml("a: " + "[" * 3_000 + "]" * 3_000), ("properties-invalid",)),
    Case("yaml-in-depth-of-blocks", "P2", _yaml("".join(f"{' ' * at}a:\n" for at in range(1_200))), ("properties-invalid",)),
    Case("yaml-with-nul", "P2", _yaml("a: b\0c"), ("properties-invalid",)),
    Case("yaml-with-odd-names", "P9", _yaml("1: a\n~: b\ntrue: c\n2026-01-01: d\n1.5: e")),
    Case("yaml-whose-names-are-lists", "P9", _yaml("[a, b]: c"), ("properties-invalid",)),
    Case("yaml-whose-names-are-pairs", "P9", _yaml("{a: b}: c"), ("properties-invalid",)),
    Case("yaml-with-numbers-beyond-use", "P9", _yaml(f"order: {'9' * 5_000}\na: .inf\nb: .nan\nc: 0o77\nd: 190:20:30\ntype: item\nestimate: 1e999"), ("property-type", "phase-missing", "estimate-unclear")),
    Case("yaml-with-days-that-are-none", "P9", _yaml("type: writeup\ndate: 2026-02-31\ncreated: 0000-00-00\nupdated: 2026-13-45"), ("property-type",)),
    Case("yaml-with-times", "P9", _yaml("type: writeup\ndate: 2026-02-03T04:05:06+99:00\ncreated: 2026-02-03 04:05:06 -23:59"), ("property-type",)),
    Case("yaml-with-half-a-pair", "P9", _yaml('title: "\\ud800"\ntags: ["\\udfff"]\naliases: ["\\ud83d"]'), ("properties-invalid",)),
    Case("yaml-with-control-signs", "P9", _yaml('title: "a\\u0000b\\u0001c\\x1b[31m"')),
    Case("yaml-with-breaks", "P7", _yaml('title: "a\\nb\\r\\nc\\u2028d"\ntype: item\nphase: 1'), ("phase-missing",)),
    Case("yaml-of-10-mb", "P11", _yaml("a: |\n" + "  word word word word\n" * 450_000), ("properties-invalid",), is_heavy=True),
    Case("yaml-of-10-mb-of-names", "P11", _yaml("".join(f"name{at}: value\n" for at in range(450_000))), ("properties-invalid",), is_heavy=True),
    Case("yaml-of-many-aliases", "P11", _yaml("a: &a [x]\nb: [" + "*a, " * 100_000 + "]"), is_heavy=True),
)  # fmt: skip

_VALUES = ("[a, [b, {c: d}]]", "{a: {b: c}}", "3", "-1.5", "true", "2026-01-02", "2026-01-02T03:04:05Z", "~", '""', '"[["', "[[A]]", "[]", "{}", "!!binary aGk=", "1e400")  # fmt: skip
_PROPERTIES = (
    "type", "title", "status", "kind", "phase", "order", "estimate", "after", "milestone", "tagline", "phases", "date",
    "items", "aliases", "alias", "tags", "tag", "description", "permalink", "updated", "created", "image", "cover",
    "robots", "show_properties", "cssclasses", "publish", "draft", "reported_percent", "reported_done", "hide", "search",
    "template", "icon", "excalidraw-plugin", "kanban-plugin",
)  # fmt: skip


def _typed(name: str) -> Prepare:
    """A note for each kind of note and each value of the property."""
    return _files(
        {
            f"{kind} {at}.md": f"---\n{f'type: {kind}' if name != 'type' else 'a: b'}\n{name}: {value}\n---\nWords.\n"
            for kind in ("item", "phase", "writeup", "roadmap", "run")
            for at, value in enumerate(_VALUES)
        }
    )


_TYPES = tuple(Case(f"values-of-{name}", "P9", _typed(name)) for name in _PROPERTIES)

_BYTES = (
    Case("not-utf-8", "P9", _note(b"caf\xe9\n"), ("file-encoding",)),
    Case("utf-16", "P9", _note("Words.\n".encode("utf-16")), ("file-encoding",)),
    Case("utf-16-without-a-mark", "P9", _note("Wörds.\n".encode("utf-16-le")), ("file-encoding",)),
    Case("utf-32", "P9", _note("Words.\n".encode("utf-32")), ("file-encoding",)),
    Case("surrogates", "P9", _note(b"a\xed\xa0\x80b\n"), ("file-encoding",)),
    Case("bytes-too-long", "P9", _note(b"a\xc0\xafb\n"), ("file-encoding",)),
    Case("cut-in-the-middle-of-a-sign", "P9", _note("words é".encode()[:-1]), ("file-encoding",)),
    Case("canvas-that-is-not-utf-8", "P9", _files({"Map.canvas": b'{"nodes": ["\xe9"]}'}), ("file-encoding",)),
    Case("nul-bytes", "P9", _note("a\0b\0\n\0# c\0\n")),
    Case("nothing-but-nul", "P9", _note(b"\0" * 4096)),
    Case("byte-order-marks", "P9", _note("\ufeff\ufeff---\na: b\n---\n\ufeffwords\n")),
    Case("old-macs-line-ends", "P9", _note("---\rtitle: T\r---\rone\r\rtwo\r")),
    Case("all-line-ends", "P9", _note("a\r\nb\rc\nd\u2028e\u2029f\x85g\x0bh\x0ci\r\r\n")),
    Case("nothing", "P9", _note("")),
    Case("blanks", "P9", _note(" \t\n\u00a0\n\u3000")),
    Case("a-picture-as-a-note", "P9", _note(b"\x89PNG\r\n\x1a\n\xff\xfe"), ("file-encoding",)),
    Case("signs-without-meaning", "P9", _note("\ufffe\uffff\U0010ffff\ufdd0 words \u0000")),
    Case("marks-on-marks", "P11", _note("Z" + "\u0301" * 50_000 + "algo\n")),
    Case("a-picture-that-is-none", "P9", _files({"a.png": b"\x89PNG\r\n\x1a\n" + b"\xff" * 64, "b.svg": "<svg", "c.jpg": b"", "d.webp": b"RIFF", "Bad.md": "![[a.png]] ![[b.svg]] ![[c.jpg]] ![[d.webp]]"})),
    Case("a-picture-of-entities", "P11", _files({"a.svg": '<!DOCTYPE s [<!ENTITY a "' + "x" * 99 + '">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 9 if n else "&a;"}">' for n in range(20)) + ']><svg>&a19;</svg>', "Bad.md": "![[a.svg]]"})),
)  # fmt: skip


def _big(name: str, make: Callable[[], str], *codes: str, heavy: bool = True) -> Case:
    return Case(name, "P11", lambda vault: write_vault(vault, {"Bad.md": make()}), codes, is_heavy=heavy)


_SIZES = (
    _big("note-of-50-mb", lambda: "Some words of a note that somebody has pasted together.\n\n" * 900_000, "file-too-large"),
    _big("note-of-9-mb", lambda: "Some words of a note that somebody has pasted together.\n\n" * 158_000),
    _big("line-of-a-million-signs", lambda: "a" * 1_000_000),
    _big("line-of-a-million-words", lambda: "word " * 1_000_000),
    _big("quotes-10000-deep", lambda: "> " * 10_000 + "a"),
    _big("quotes-10000-deep-over-lines", lambda: "".join("> " * at + "a\n" for at in range(1_500))),
    _big("lists-10000-deep", lambda: "- " * 10_000 + "a"),
    _big("lists-1000-deep-over-lines", lambda: "".join("  " * at + "- a\n" for at in range(1_000))),
    _big("callouts-1000-deep", lambda: "".join("> " * at + "> [!note] a\n" for at in range(1_000))),
    _big("brackets-100000", lambda: "[" * 100_000),
    _big("brackets-that-close", lambda: "[" * 50_000 + "]" * 50_000),
    _big("wikilinks-that-never-end", lambda: "[[a" * 50_000),
    _big("emphasis-that-never-ends", lambda: "*a _b " * 50_000),
    _big("highlights-that-never-end", lambda: "==a " * 50_000),
    _big("comments-that-never-end", lambda: "a %% b\n\n" * 25_000),
    _big("formulas-that-never-end", lambda: "$a " * 50_000),
    _big("fences-that-never-end", lambda: "```\n" * 49_999),
    _big("html-that-never-ends", lambda: "<div " * 50_000),
    _big("html-in-depth", lambda: "<b>" * 50_000),
    _big("headings-50000", lambda: "# a\n" * 50_000),
    _big("links-50000", lambda: "[[Fine]] " * 50_000),
    _big("links-50000-that-lead-nowhere", lambda: "".join(f"[[no {at}]] " for at in range(50_000)), "link-missing"),
    _big("tags-50000", lambda: "".join(f"#t{at} " for at in range(50_000))),
    _big("footnotes-20000", lambda: "".join(f"[^{at}] " for at in range(20_000)) + "".join(f"\n\n[^{at}]: b" for at in range(20_000))),
    _big("table-of-20000-rows", lambda: "| a | b |\n| - | - |\n" + "| 1 | 2 |\n" * 20_000),
    _big("table-of-5000-columns", lambda: "|a" * 5_000 + "|\n" + "|-" * 5_000 + "|\n"),
    _big("code-of-5-mb", lambda: "```python\n" + "x = [1, 2]  # words\n" * 250_000 + "```\n"),
    _big("formula-of-100-kb", lambda: "$$" + r"\frac{a}{b} + " * 8_000 + "c$$"),
    _big("formula-in-depth", lambda: "$" + r"\frac{" * 3_000 + "a" + "}{b}" * 3_000 + "$", "math-invalid"),
    _big("formula-that-defines-itself", lambda: r"$$\def\a{\a\a}\a$$" + "\n\n" + r"$$\newcommand{\b}{\b}\b$$", "math-invalid", heavy=False),
    _big("diagram-of-3000-nodes", lambda: "```mermaid\ngraph LR\n" + "".join(f"a{at} --> a{at + 1}\n" for at in range(3_000)) + "```\n"),
    _big("diagram-of-nonsense", lambda: "```mermaid\n" + "graph graph [[[ --> \0 %%{init: }%%\n" * 500 + "```\n", "diagram-invalid"),
    _big("unclosed-everything", lambda: "> [!note]- [[a ![[b **c ==d $e `f <div %%g [h](i \"j ^[k ~~l\n" * 2_000),
    _big("one-of-everything-unclosed", lambda: "".join(f"{opening}\n\n" for opening in ("[[a", "![[b", "**c", "==d", "$e", "`f", "<div", "[h](i \"j", "^[k", "~~l", "> [!n", "$$", "~~~", "<!--")), heavy=False),
)  # fmt: skip

_EMBEDS = (
    Case("embeds-itself", "P10", _note("a ![[Bad]] b\n"), ("embed-cycle",)),
    Case("embeds-in-a-circle", "P10", _files({"A.md": "![[B]]", "B.md": "![[C]]", "C.md": "![[A]]"}), ("embed-cycle",)),
    Case("sections-of-each-other", "P10", _files({"A.md": "# One\n\n![[B#Two]]\n\n# Three\n\nWords.", "B.md": "# Two\n\n![[A#Three]]\n"})),
    Case("embeds-ten-times-ten-times", "P10", _files(_chain(12, 10)), ("embed-depth", "link-missing")),
    Case("embeds-in-a-long-row", "P10", _files(_chain(300, 1)), ("embed-depth", "link-missing")),
    Case("embeds-of-a-big-note", "P10", _files({"Big.md": "words " * 100_000, "Bad.md": "![[Big]]\n\n" * 2_000}), ("embed-depth",), is_heavy=True),
    Case("all-embed-all", "P10", _files({f"N{at}.md": "".join(f"![[N{other}]]\n\n" for other in range(20)) for at in range(20)}), ("embed-cycle", "embed-depth"), is_heavy=True),
    Case("canvas-shows-itself", "P10", _files({"Map.canvas": canvas("Map.canvas", "B.md"), "B.md": "![[Map.canvas]]"})),
    Case("canvas-that-is-no-json", "P9", _files({"Map.canvas": '{"nodes": ['}), ("canvas-invalid",)),
    Case("canvas-in-depth", "P9", _files({"Map.canvas": "[" * 100_000}), ("canvas-invalid",)),
    Case("canvas-of-wrong-types", "P9", _files({"Map.canvas": '{"nodes": [1, {"type": 3}, {"type": "text", "x": "a", "y": null, "width": 1e400, "height": -5, "text": {}}], "edges": {"a": 1}}'}), ("canvas-invalid",)),
    Case("canvas-of-5000-cards", "P11", _files({"Map.canvas": canvas(*["Fine.md"] * 5_000)}), ("embed-depth",), is_heavy=True),
    Case("run-that-is-no-json", "P9", _files({"experiments/e/run.json": "{", "experiments/e/e.md": note("x", type="run")}), ("run-invalid",)),
    Case("run-in-depth", "P9", _files(run_files("e", params={"a": json.loads("[" * 900 + "]" * 900)})), ("run-invalid",)),
    Case("run-in-depth-beyond-the-stack", "P9", _files({"experiments/e/run.json": "[" * 100_000, "experiments/e/e.md": note("x", type="run")}), ("run-invalid",)),
    Case("run-of-wrong-types", "P9", _files({"experiments/e/run.json": '{"experiment": 3, "metrics": {"a": []}, "figures": "x", "started": 5}', "experiments/e/e.md": note("x", type="run")}), ("run-invalid",)),
)  # fmt: skip

_SCRIPTS = (
    Case("script-in-a-title", "P7", _yaml(f"title: {_QUOTED}\ntype: item"), ("phase-missing",)),
    Case("script-in-tags", "P7", _yaml(f"tags: [{_QUOTED}]")),
    Case("script-in-aliases", "P7", _yaml(f"aliases: [{_QUOTED}]")),
    Case("script-in-a-description", "P7", _yaml(f"description: {_QUOTED}")),
    Case("script-in-a-status", "P7", _yaml(f"type: item\nstatus: {_QUOTED}\nkind: {_QUOTED}\nphase: {_QUOTED}\nestimate: {_QUOTED}"), ("status-unknown", "kind-unknown", "phase-missing", "estimate-unclear")),
    Case("script-in-a-permalink", "P7", _yaml(f"permalink: {_QUOTED}"), ("permalink-invalid",)),
    Case("script-in-a-cover", "P7", _yaml("cover: 'javascript:alert(1)'\nimage: 'data:text/html,<script>alert(1)</script>'"), ("link-missing",)),
    Case("script-in-any-property", "P7", _yaml(f"show_properties: true\nfoo: {_QUOTED}\n{_QUOTED}: bar\nlink: 'javascript:alert(1)'\nlist: [{_QUOTED}]")),
    Case("script-in-classes", "P7", _yaml("cssclasses: ['a\" onclick=\"alert(1)', '<b>']")),
    Case("script-in-a-callouts-title", "P7", _note("> [!note] `<img src=x onerror=alert(1)>` &lt;script&gt;\n> words\n\n> [!\"onclick=alert(1)] x\n")),
    Case("script-in-a-diagram", "P7", _note("```mermaid\ngraph LR\n  a[\"<img src=x onerror=alert(1)>\"] --> b\n  click a \"javascript:alert(1)\"\n  click b call alert(1)\n```\n")),
    Case("script-in-a-formula", "P7", _note("$\\text{<img src=x onerror=alert(1)>} \\href{javascript:alert(1)}{x} \\htmlData{onclick=alert(1)}{y}$\n"), ("math-invalid",)),
    Case("script-in-code", "P7", _note("`<img src=x onerror=alert(1)>`\n\n```<script>alert(1)</script>\n<img src=x onerror=alert(1)>\n```\n")),
    Case("script-in-a-canvas", "P7", _files({"Map.canvas": json.dumps({"nodes": [{"id": "<img src=x onerror=alert(1)>", "type": "group", "label": _SCRIPT, "x": 0, "y": 0, "width": 9, "height": 9}, {"id": "b", "type": "link", "url": "javascript:alert(1)", "x": 0, "y": 0, "width": 9, "height": 9}], "edges": []})}), ("canvas-invalid",)),
    Case("script-in-links", "P7", _note("[a](javascript:alert(1)) [b](<java\tscript:alert(1)>) [c](data:text/html,x) [[javascript:alert(1)]] <javascript:alert(1)>\n"), ("link-missing",)),
    Case("script-in-a-links-words", "P7", _note("[[Fine|`<img src=x onerror=alert(1)>`]] [[Fine|\"onmouseover=\"alert(1)]] [x](Fine.md \"a\\\" onclick=\\\"alert(1)\")\n")),
    Case("script-in-an-embeds-size", "P7", _files({"p.png": "x", "Bad.md": "![[p.png|\"onload=\"alert(1)|100]] ![[p.png#\"onload=alert(1)]]\n"})),
    Case("script-in-a-base", "P7", _files({"B.base": f"views: [{{name: {_QUOTED}, type: table}}]", "Bad.md": f"![[B.base#{_SCRIPT}]]\n\n```base\nviews: [{{name: {_QUOTED}}}]\n```\n"})),
)  # fmt: skip

CASES = (*_PATHS, *_NAMES, *_YAML, *_TYPES, *_BYTES, *_SIZES, *_EMBEDS, *_SCRIPTS)
"""All of them, each with a name of its own."""
