"""A page of the server's own, beside those of the dashboard: its frame in HTML."""

import html
from typing import Final

from language.messages import tag
from serving.addresses import address, in_language

TITLE: Final = "Hard Currency"
STYLE: Final = """body { font: 1rem/1.5 'Source Sans', sans-serif; max-width: 62rem; margin: 0 auto;
  padding: 2rem 1.5rem 4rem; }
h1, h2 { font-family: 'Source Serif', Georgia, serif; line-height: 1.2; } h2 { margin-top: 2.2rem; font-size: 1.3rem; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; } caption { text-align: left; }
th, td { text-align: left; vertical-align: top; padding: .45rem 1rem .45rem 0;
  border-bottom: 1px solid var(--hairline); }
td.number { text-align: right; } td.files { white-space: nowrap; } code, pre { font-size: .9rem; }
pre { overflow-x: auto; padding: .8rem; border: 1px solid var(--hairline); } a { color: var(--link); }
a:focus-visible, pre:focus-visible, .wide:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
@media print { pre { white-space: pre-wrap; overflow-wrap: anywhere; } .wide { overflow: visible; }
  tr, pre { break-inside: avoid; } h2, h3 { break-after: avoid; } }"""


def plain_page(title: str, heading: str, main: str, *, style: str, head: str = "", told: str = "") -> str:
    """The whole HTML. `main`: what stands beneath the heading, as HTML; `head`: more for its head. `told`: what its
    script is told, as JSON; such a page writes its own text, which no browser translates."""
    e = html.escape
    return f"""<!DOCTYPE html>
<html lang="{tag()}"{' translate="no"' if told else ""}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{e(title)} · {TITLE}</title>
<link rel="icon" href="data:,">
<style>
{style}
</style>
{head}</head>
<body{f' data-told="{e(told)}"' if told else ""}>
<main>
<p><a href="{e(in_language(address("")))}">{TITLE}</a></p>
<h1>{e(heading)}</h1>
{main}</main>
</body>
</html>
"""
