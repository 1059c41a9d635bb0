"""A page's table of contents as the theme makes it, made once for all that differ in nothing but words."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from jinja2 import Environment, Template, TemplateNotFound
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.toc import AnchorLink

from milepost.model.page import TocEntry
from milepost.plugin.mould import MarkedTitle, Mould, Words, mark
from milepost.plugin.page import NotePage, anchors, strip_tags

__all__ = ["Contents"]

Shape = tuple[Any, ...]
"""The levels of the entries, each with the shape of those below it."""


class Contents:
    """Makes tables of contents; empty ones in a theme that has no template for them."""

    def __init__(self, env: Environment, config: MkDocsConfig) -> None:
        self._config, self._template, self._lang = config, _template(env, "partials/toc.html"), None
        if language := _template(env, "partials/language.html"):
            self._lang = language.make_module({"config": config})
        self._moulds: dict[Shape, Mould | None] = {}
        """By shape; `None` where the theme makes something that no mould gives."""
        self._once = set[Shape]()
        """The shapes that one page has had: a mould costs what two tables do."""

    def of(self, page: NotePage) -> str:
        """The table of contents of a page, as HTML."""
        toc = page.sheet.page.toc
        shape = _shape(toc)
        if mould := self._moulds.get(shape):
            return mould.fill(_words(toc))
        html = self._made(page, anchors(toc))
        if shape not in self._once:
            self._once.add(shape)
        elif shape not in self._moulds:
            mould = Mould.of(self._made(page, _marked(toc)))
            self._moulds[shape] = mould if mould.fill(_words(toc)) == html else None
        return html

    def _made(self, page: NotePage, toc: list[AnchorLink]) -> str:
        if self._template is None or self._lang is None:
            return ""
        with page.opened("", toc):
            return self._template.render({"page": page, "lang": self._lang, "config": self._config})


def _template(env: Environment, name: str) -> Template | None:
    try:
        return env.get_template(name)
    except TemplateNotFound:
        return None


def _shape(toc: Sequence[TocEntry]) -> Shape:
    return tuple((each.level, _shape(each.children)) for each in toc)


def _words(toc: Sequence[TocEntry]) -> Words:
    """What tables of one shape differ in, by the names of the gaps."""
    words: Words = {}
    for number, each in enumerate(_in_order(toc)):
        title = escape(each.title, quote=False)
        words[f"title{number}"], words[f"anchor{number}"] = title, each.anchor
        if each.children:  # whose list is called so
            words[f"plain{number}"] = str(strip_tags(title))
    return words


def _in_order(toc: Sequence[Any]) -> Iterator[Any]:
    """The entries, ours or the theme's, each before those below it."""
    for each in toc:
        yield each
        yield from _in_order(each.children)


def _marked(toc: Sequence[TocEntry]) -> list[AnchorLink]:
    """The entries with marks in place of their words."""
    links = anchors(toc)
    for number, link in enumerate(_in_order(links)):
        link.title = MarkedTitle(f"title{number}", f"plain{number}")
        link.id = mark(f"anchor{number}")
    return links
