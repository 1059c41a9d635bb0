"""What an author could write as HTML to have a page run it, show more than words, or pass for the theme's own."""

# An attack is a line.
# ruff: noqa: E501

__all__ = ["ATTACKS"]

ATTACKS = {
    "script": "<script>alert(1)</script>",
    "script-in-a-paragraph": "a <script>alert(1)</script> b",
    "script-over-blank-lines": "<div><script>\n\nalert(1)\n\n</script></div>",
    "script-in-halves": "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "handler": "<img src=x onerror=alert(1)>",
    "handler-in-the-text": 'Words <b onclick="alert(1)">bold</b> and <img/src=x/onerror=alert(1)>',
    "handler-without-an-end": "<div>\n<img src=x onerror=alert(1)//",
    "handler-in-a-details": "<details open ontoggle=alert(1)>\n\nwords\n\n</details>",
    "frame": '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "frame-elsewhere": "<iframe src=javascript:alert(1)></iframe><embed src=x><object data=x></object>",
    "address": "<a href=javascript:alert(1)>a</a> <a href='java&#10;script:alert(1)'>b</a>",
    "address-of-data": "<a href='data:text/html,<script>alert(1)</script>'>a</a>",
    "form": "<form action=javascript:alert(1)><button formaction=javascript:alert(1)>a</button></form>",
    "svg": "<svg onload=alert(1)><script>alert(1)</script><a xlink:href=javascript:alert(1)>x</a></svg>",
    "svg-in-the-text": "a <svg><animate onbegin=alert(1) attributeName=x></svg> b",
    "svg-that-hides-a-style": '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    "math": '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "noscript": '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "template": "<template><img src=x onerror=alert(1)></template>",
    "title": "<title><img src=x onerror=alert(1)></title><textarea><img src=x onerror=alert(1)></textarea>",
    "comment": "<!--><img src=x onerror=alert(1)>-->",
    "comment-without-an-end": "a <!-- b\n\n<img src=x onerror=alert(1)> -->",
    "marks-of-ours": "\ue0f0<img src=x onerror=alert(1)>\ue0f1<b>x</b>",
    "link-element": "<link rel=stylesheet href=//x/a.css><style>@import '//x/a.css'</style><base href=//x/>",
    "meta": "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "clobbering": "<a id=__config name=body>x</a><img name=getElementById>",
    "theirs": '<div data-md-component="search" class="mermaid">graph LR; a["<img src=x onerror=alert(1)>"]</div>',
    "covering": "<div style='position:fixed;inset:0'>x</div>",
    "callout": "> [!note] <img src=x onerror=alert(1)> title\n> <b onclick=alert(1)>x</b>",
    "heading": "# <img src=x onerror=alert(1)> heading",
    "link-words": "[<img src=x onerror=alert(1)>words](Fine.md) [[Fine|<b onclick=alert(1)>words</b>]]",
    "table": "| a |\n| - |\n| <img src=x onerror=alert(1)> |",
    "footnote": "a[^1]\n\n[^1]: <img src=x onerror=alert(1)>",
    "list": "- <script>alert(1)</script>\n- <b onclick=alert(1)>",
    "table-of-html": "<table onclick=alert(1)><tr><td><script>alert(1)</script>\n\n</td></tr></table>",
    "many": "<b>" * 300 + "<script>alert(1)</script>",
}
