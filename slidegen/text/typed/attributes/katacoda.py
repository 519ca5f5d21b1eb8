"""Katacoda's and Killercoda's: what stands behind the marks that close a fence, `{{execute HOST2}}`.

`{{execute}}` and `{{exec}}` say that a shell runs it, whatever the fence is called (`languages.py`); `HOST1`
and the terminals `T1`, `T2` are the reader's own machine.
"""

from slidegen.text.typed.attributes.order_row import row

ROWS = (row("excluded", r"\{\{\s*exec(?:ute)?\b(?>[^}\n]*?\bHOST[2-9]\b)[^}\n]*\}\}"),)
