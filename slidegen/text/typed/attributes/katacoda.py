"""Katacoda's and Killercoda's: what stands behind the marks that close a fence, `{{execute HOST2}}`.

`{{execute}}` and `{{exec}}` say that a shell runs it, whatever the fence is called (`languages.py`); `HOST1`
and the terminals `T1`, `T2` are the reader's own machine. `ctrl-seq` and `no-newline` are keys.
"""

from slidegen.text.typed.attributes.order_row import row

_ELSEWHERE = r"HOST[2-9]|ctrl-seq|no-newline"
ROWS = (row("excluded", rf"\{{\{{\s*exec(?:ute)?\b(?>[^}}\n]*?\b(?:{_ELSEWHERE})\b)[^}}\n]*\}}\}}"),)
