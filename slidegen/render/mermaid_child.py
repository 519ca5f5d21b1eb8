"""The process that draws Mermaid diagrams: requests on its stdin, drawings on its stdout, in lines of JSON.

Knows mermaidx, which runs mermaid itself in an engine without files or network. Must not know slides.
It is a process of its own because that engine cannot be told to stop: who waits too long ends it.
"""

import json
import sys

from slidegen import lazy_re as re

_LINE = re.compile(r"\bline (\d+)")
_PREFIX = "Mermaid rendering failed: "
#: mermaid names commits without an id by chance, and a label is as wide as its name; here chance repeats.
_CHANCE = """(() => {
  let seed = 1;
  Math.random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
})();"""


def main() -> None:
    """Answer until stdin ends: `{"text", "config"}` gives `{"svg"}`, or `{"error", "line"}`."""
    import mermaidx
    from mermaidx.engines import quickjs_engine

    scripts = quickjs_engine.context_scripts()
    quickjs_engine.context_scripts = lambda: (_CHANCE, *scripts)
    for line in sys.stdin:
        request = json.loads(line)
        try:
            svg = mermaidx.render(request["text"], theme="base", config=request["config"]).svg()
            answer: dict[str, object] = {"svg": svg}
        except RuntimeError as error:  # what mermaidx makes of all that mermaid throws
            message = str(error).removeprefix(_PREFIX).removeprefix("Error: ")
            found = _LINE.search(message)
            answer = {"error": message, "line": int(found[1]) if found else 1}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
