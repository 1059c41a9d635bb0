r"""Commands that MathJax knows and `math_core` does not, in terms of those that it knows.

They are those of https://docs.mathjax.org/en/v3.2/input/tex/macros/: plain TeX, AMS, mathtools, braket,
upgreek, gensymb, textcomp and others; less exact where MathML has no such thing.
"""

import re
from collections.abc import Mapping

__all__ = ["MACROS", "spell_signs"]

_GREEK = (
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu",
    "nu", "xi", "omicron", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
    "varepsilon", "vartheta", "varpi", "varrho", "varsigma", "varphi",
)  # fmt: skip
_CAPITALS = ("Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega")

# What follows `\math` or `\sym`, and the command for letters of that kind.
_ALPHABETS = {
    "bb": r"\mathbb{#1}", "cal": r"\mathcal{#1}", "scr": r"\mathscr{#1}", "frak": r"\mathfrak{#1}",
    "rm": r"\mathrm{#1}", "up": r"\mathrm{#1}", "it": r"\mathit{#1}", "sf": r"\mathsf{#1}",
    "tt": r"\mathtt{#1}", "bf": r"\mathbf{#1}", "normal": "#1", "sfup": r"\mathsf{#1}",
    "sfit": r"\mathsf{#1}", "bfup": r"\mathbf{#1}", "bfit": r"\boldsymbol{#1}",
    "bfcal": r"\boldsymbol{\mathcal{#1}}", "bfscr": r"\boldsymbol{\mathscr{#1}}",
    "bffrak": r"\boldsymbol{\mathfrak{#1}}", "bfsf": r"\boldsymbol{\mathsf{#1}}",
    "bfsfup": r"\boldsymbol{\mathsf{#1}}", "bfsfit": r"\boldsymbol{\mathsf{#1}}",
}  # fmt: skip
_KNOWN_ALPHABETS = frozenset({"bb", "cal", "scr", "frak", "rm", "it", "sf", "tt", "bf"})

MACROS: Mapping[str, str] = {
    "Arrowvert": r"\Vert",
    "Ketbra": r"\left|#1\right\rangle\left\langle#2\right|",
    "LaTeX": r"\text{LaTeX}",
    "TeX": r"\text{TeX}",
    "adjustlimits": "",
    "arrowvert": r"\vert",
    "bracevert": r"\vert",
    "cancelto": r"{\cancel{#2}^{#1}}",
    "celsius": r"\text{°C}",
    "cases": r"\begin{cases}#1\end{cases}",
    "centercolon": r"\mathrel{:}",
    "centerdot": r"\cdot",
    "centernot": r"\not",
    "clap": "#1",
    "class": "#2",
    "cr": r"\\",
    "crampedclap": "#1",
    "crampedllap": "#1",
    "crampedrlap": "#1",
    "crampedsubstack": r"\begin{subarray}{c}#1\end{subarray}",
    "cssId": "#2",
    "displaylines": r"\begin{gathered}#1\end{gathered}",
    "divsymbol": r"\div",
    "dotsb": r"\cdots",
    "dotsc": r"\ldots",
    "dotsi": r"\cdots",
    "dotsm": r"\cdots",
    "dotso": r"\ldots",
    "dv": r"\frac{\mathrm{d}#1}{\mathrm{d}#2}",
    "eqalign": r"\begin{aligned}#1\end{aligned}",
    "hbox": r"\text{#1}",
    "hdots": r"\ldots",
    "hexcolored": r"{\color[HTML]{#1}#2}",
    "href": "#2",
    "intop": r"\int\limits",
    "ketbra": r"|#1\rangle\langle#2|",
    "llap": "#1",
    "longLeftrightharpoons": r"\rightleftharpoons",
    "longRightleftharpoons": r"\rightleftharpoons",
    "longleftrightarrows": r"\rightleftarrows",
    "longrightleftharpoons": r"\rightleftharpoons",
    "mathclap": "#1",
    "mathds": r"\mathbb{#1}",
    "mathellipsis": r"\ldots",
    "mathllap": "#1",
    "mathmakebox": "#1",
    "mathmbox": "#1",
    "mathrlap": "#1",
    "mathtip": "#1",
    "matrix": r"\begin{matrix}#1\end{matrix}",
    "mbox": r"\text{#1}",
    "micro": r"\text{µ}",
    "ndownarrow": r"\not\downarrow",
    "nonscript": "",
    "nshortmid": r"\nmid",
    "nshortparallel": r"\nparallel",
    "nuparrow": r"\not\uparrow",
    "oldstyle": "",
    "ohm": r"\text{Ω}",
    "ordinarycolon": r"\mathord{:}",
    "overunderset": r"\overset{#1}{\underset{#2}{#3}}",
    "pdv": r"\frac{\partial #1}{\partial #2}",
    "perthousand": r"\text{‰}",
    "pmatrix": r"\begin{pmatrix}#1\end{pmatrix}",
    "pmb": r"\boldsymbol{#1}",
    "rlap": "#1",
    "scr": r"\mathscr{#1}",
    "shortmid": r"\mid",
    "shortparallel": r"\parallel",
    "shortvdotswithin": r"\vdots",
    "skew": "#2{#3}",
    "smallfrown": r"\frown",
    "smallint": r"{\textstyle\int}",
    "smallsetminus": r"\setminus",
    "smallsmile": r"\smile",
    "smash": "#1",
    "splitdfrac": r"\begin{matrix}\displaystyle #1\\ \displaystyle #2\end{matrix}",
    "splitfrac": r"\begin{matrix}#1\\ #2\end{matrix}",
    "stackbin": r"\mathbin{\overset{#1}{#2}}",
    "strut": r"\mathstrut",
    "style": "#2",
    "substack": r"\begin{subarray}{c}#1\end{subarray}",
    "textclap": r"\text{#1}",
    "textllap": r"\text{#1}",
    "textnormal": r"\text{#1}",
    "textrlap": r"\text{#1}",
    "texttip": "#1",
    "textup": r"\text{#1}",
    "thickapprox": r"\approx",
    "thicksim": r"\sim",
    "tripledash": r"\text{-}\text{-}\text{-}",
    "varinjlim": r"\mathop{\underrightarrow{\mathrm{lim}}}",
    "varliminf": r"\mathop{\underline{\mathrm{lim}}}",
    "varlimsup": r"\mathop{\overline{\mathrm{lim}}}",
    "varprojlim": r"\mathop{\underleftarrow{\mathrm{lim}}}",
    "varpropto": r"\propto",
    "vcenter": "#1",
    "vdotswithin": r"\vdots",
    "xLeftrightharpoons": r"\xrightleftharpoons{#1}",
    "xRightleftharpoons": r"\xrightleftharpoons{#1}",
    **{f"up{name}": rf"\mathrm{{\{name}}}" for name in _GREEK},
    **{f"Up{name.lower()}": rf"\mathrm{{\{name}}}" for name in _CAPITALS},
    **{
        f"{family}{kind}": letters
        for family in ("math", "sym")
        for kind, letters in _ALPHABETS.items()
        if family == "sym" or kind not in _KNOWN_ALPHABETS
    },
}
"""Commands in terms of others; `hexcolored` is a word of our own."""

# Signs that `math_core` knows among words, and nowhere else.
_SIGNS_OF_TEXT = (
    "textasciicircum", "textasciitilde", "textbackslash", "textbar", "textbardbl", "textbraceleft",
    "textbraceright", "textdagger", "textdaggerdbl", "textdegree", "textdollar", "textellipsis", "textemdash",
    "textendash",
    "textgreater", "textless", "textquotedblleft", "textquotedblright", "textquoteleft", "textquoteright",
    "textregistered", "textsterling", "textunderscore", "textyen",
)  # fmt: skip
_SIGNS = {
    "textacutedbl": "˝", "textasciiacute": "´", "textasciibreve": "˘", "textasciicaron": "ˇ",
    "textasciidieresis": "¨", "textasciimacron": "¯", "textasteriskcentered": "∗", "textbaht": "฿",
    "textbigcircle": "◯", "textblank": "␢", "textborn": "⭑", "textbrokenbar": "¦", "textbullet": "•",
    "textcelsius": "℃", "textcent": "¢", "textcentoldstyle": "¢", "textcircledP": "℗",
    "textcolonmonetary": "₡", "textcompwordmark": "", "textcopyleft": "🄯", "textcopyright": "©",
    "textcurrency": "¤", "textdied": "†", "textdiscount": "⁒", "textdiv": "÷", "textdivorced": "⚮",
    "textdollaroldstyle": r"\$", "textdong": "₫", "textdownarrow": "↓", "texteightoldstyle": "8",
    "textestimated": "℮", "texteuro": "€", "textexclamdown": "¡", "textfiveoldstyle": "5", "textflorin": "ƒ",
    "textfouroldstyle": "4", "textfractionsolidus": "⁄", "textgravedbl": "˵", "textguarani": "₲",
    "textinterrobang": "‽", "textinterrobangdown": "⸘", "textlangle": "〈", "textlbrackdbl": "⟦",
    "textleftarrow": "←", "textlira": "₤", "textlnot": "¬", "textlquill": "⁅", "textmarried": "⚭",
    "textmho": "℧", "textminus": "−", "textmu": "µ", "textmusicalnote": "♪", "textnaira": "₦",
    "textnineoldstyle": "9", "textnumero": "№", "textohm": "Ω", "textonehalf": "½", "textoneoldstyle": "1",
    "textonequarter": "¼", "textonesuperior": "¹", "textopenbullet": "◦", "textordfeminine": "ª",
    "textordmasculine": "º", "textparagraph": "¶", "textperiodcentered": "·", "textpertenthousand": "‱",
    "textperthousand": "‰", "textpeso": "₱", "textpm": "±", "textquestiondown": "¿", "textrangle": "〉",
    "textrbrackdbl": "⟧", "textrecipe": "℞", "textreferencemark": "※", "textrightarrow": "→",
    "textrquill": "⁆", "textsection": "§", "textservicemark": "℠", "textsevenoldstyle": "7",
    "textsixoldstyle": "6", "textsurd": "√", "textthreeoldstyle": "3", "textthreequarters": "¾",
    "textthreesuperior": "³", "texttildelow": "˷", "texttimes": "×", "texttrademark": "™",
    "texttwooldstyle": "2", "texttwosuperior": "²", "textuparrow": "↑", "textvisiblespace": "␣",
    "textwon": "₩", "textzerooldstyle": "0",
    **{name: rf"\{name}" for name in _SIGNS_OF_TEXT},
}  # fmt: skip
_SIGN = re.compile(r"\\(text[A-Za-z]+)(?![A-Za-z])")


def spell_signs(source: str) -> str:
    r"""The formula with signs that have names of their own, as words, where letters stand upright.

    Macros cannot do it: `math_core` takes none among words.

    >>> spell_signs(r"5\texteuro and \text{5\texteuro}")
    '5\\text{€} and \\text{5\\text{€}}'
    """
    return _SIGN.sub(_sign, source)


def _sign(found: re.Match[str]) -> str:
    sign = _SIGNS.get(found[1])
    return found[0] if sign is None else rf"\text{{{sign}}}"
