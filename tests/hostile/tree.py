"""A stranger's workshop, in which everything that is known to harm stands side by side.

`HOSTILE` is that tree; `harmless()` one of its size that wants nothing. Attempts write files called `pwned`
when they succeed. Each part says what it tries; a new attack is a new line here.
"""

from collections.abc import Mapping
from itertools import pairwise

RUN = "__globals__.os.system('touch pwned')"
TWICE = "{{content}}{{content}}\n\n---\n"


def _deck(content: str, **more: str) -> str:
    return "".join(f"{key}: {value}\n" for key, value in more.items()) + f"content: [{content}]\n"


#: programs in macros and templates
PROGRAMS: Mapping[str, str] = {
    "m1.yml": _deck("call.md", macros=f'{{x: "{{{{ cycler.__init__.{RUN} }}}}"}}'),
    "m2.yml": _deck("call.md", macros=f'{{x: "{{{{ joiner.__init__.{RUN} }}}}"}}'),
    "m3.yml": _deck("call.md", macros=f'{{x: "{{{{ self._TemplateReference__context.{RUN} }}}}"}}'),
    "m4.yml": _deck("call.md", macros="{x: \"{{ ''.__class__.__mro__[1].__subclasses__() }}\"}"),
    "m5.yml": _deck("call.md", macros="{x: \"{{ ''|attr('__class__') }}\"}"),
    "m6.yml": _deck("call.md", macros="{x: \"{{ '{0.__class__}'.format('') }}\"}"),
    "m7.yml": _deck("call.md", macros="{x: macro.txt}"),
    "macro.txt": f"{{% for a in [1] %}}{{{{ loop.__init__.{RUN} }}}}{{% endfor %}}\n",
    "call.md": "# A call\n\n![:x](y)\n",
    "t1.yml": _deck("plain.md", theme="steals"),
    "themes/steals/theme.toml": "",
    "themes/steals/deck.html": f"{{{{ page.numbered.{RUN} }}}}",
    "t2.yml": _deck("plain.md", theme="reads"),
    "themes/reads/theme.toml": "",
    "themes/reads/deck.html": '{% include "../../../../../../etc/passwd" %}',
    "t3.yml": _deck("plain.md", theme="loops"),
    "themes/loops/theme.toml": "",
    "themes/loops/slide.html": "{% for a in range(9999) %}" * 3 + "{% endfor %}" * 3,
    "t4.yml": _deck("plain.md", theme="links"),
    "themes/links/theme.toml": "",
    "t5.yml": _deck("plain.md", theme="climbs"),
    "themes/climbs/theme.toml": "styles = ['../../../secret.md']\n",
    "plain.md": "# Plain\n\n```bash\ntouch pwned\n```\n\n$(touch pwned) `touch pwned`\n",
}
#: texts that double, multiply and nest
GROWTH: Mapping[str, str] = {
    **{f"i{n}.md": f"@@INCLUDE[i{n + 1}.md]\n" * 2 for n in range(18)},
    "i18.md": "x\n",
    "g1.yml": _deck("i0.md"),
    "g2.yml": _deck("templates.md"),
    "templates.md": f"name: t0\n{TWICE}"
    + "".join(f"name: t{b}\ntemplate: t{a}\n{TWICE}" for a, b in pairwise(range(25))),
    "g3.yml": _deck("call.md", macros='{x: "![:x a]![:x a]"}'),
    "g4.yml": _deck("call.md", macros="{x: \"{{ 'x' * 10**9 }}\"}"),
    "g5.yml": _deck("call.md", macros='{x: "' + "{% for a in range(9999) %}" * 2 + "{% endfor %}" * 2 + '"}'),
    "g6.yml": "a: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in pairwise("abcdefghij"))
    + "content: *j\n",
    "pod.yaml": "a: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in pairwise("abcdefghij"))
    + "kind: Pod\n",
    "g7.yml": "content:\n" + "- plain.md\n" * 300,
    "g8.yml": _deck("variables.md", variables=f"{{V: {'v' * 5000}}}"),
    "variables.md": "@@V@@ " * 5000,
    "g9.yml": _deck("links.md"),
    "links.md": f"[a]: /{'x' * 5000}\n\n" + "[a] " * 5000,
    "g10.yml": "content: " + "[" * 5000 + "\n",
    "g11.yml": _deck("nested.md"),
    "nested.md": "> " * 3000 + "\n\n" + ".a[" * 3000 + "\n\n" + "(((((" * 600,
}  # fmt: skip
#: texts that slow readers down
SLOW: Mapping[str, str] = {
    "slow.yml": _deck("slow1.md, slow2.md, slow3.md, slow4.md, slow5.md"),
    "slow1.md": ".a" * 8000 + "\n\n" + "://" * 5000 + "\n\n---\n\n" + "\\[" * 8000,
    "slow2.md": "![:m](" * 2500 + "\n\n---\n\n" + "[a]: b '`" * 1500 + "\n\n---\n\n" + "{{" * 4000,
    "slow3.md": "template: t\n\ntext\n\n---\n" * 600 + ".lab[\n```bash\nls\n```\n]\n" * 300,
    "slow4.md": "# A\n\n.lab[\n```bash\nkubectl apply -f - <<EOF\nkind: Pod\nmetadata:\n"
    + "        x\n" * 60
    + "EOF\ndocker build .\ncat Dockerfile\n```\n]\n\n```dockerfile\n"
    + "\n" * 60
    + "RUN x\n```\n",
    "slow5.md": "exit"
    + " " * 9000
    + "x\n\n![]("
    + " " * 9000
    + "x\n\n** a"
    + " " * 9000
    + "b\n\n<a"
    + "a" * 9000,
}
#: names and paths that lead elsewhere
PLACES: Mapping[str, str] = {
    "p1.yml": _deck("../../../../../../etc/passwd"),
    "p2.yml": _deck("/etc/passwd"),
    "p3.yml": _deck("paths.md"),
    "paths.md": "@@INCLUDE[/etc/passwd]\n@@INCLUDE[../../../../etc/passwd]\n"
    "![:include](../../../../etc/passwd)\n"
    "![x](../../../../etc/passwd) ![y](/etc/passwd) ![z](file:///etc/passwd)\n",
    "p4.yml": _deck("circle.md"),
    "circle.md": "@@INCLUDE[circle.md]\n",
    "p5.yml": _deck("plain.md", interstitials="../../../../etc/passwd"),
    "--output=plain.md": "# A name that looks like an option\n",
    "-dash.md": "# Another\n",
    "p6.yml": _deck("'--output=plain.md', '-dash.md'"),
    "page.yml": _deck("plain.md", html="../../pwned.html"),
    "theme.yml": _deck("plain.md", theme="../../../etc"),
    ".gitignore": "[z-a]\n!\n" + "*/" * 200 + "\n" + "*a" * 12 + "*b\n" + "**/a/" * 12 + "b\n",
    f"{'a' * 200}.md": "# A name that nearly matches\n",
}  # fmt: skip
#: what a browser should not do
PAGES: Mapping[str, str] = {
    "w1.yml": 'title: "<script>alert(1)</script>"\nauthor: "\\"><img src=x onerror=alert(1)>"\n'
    "content: [page.md]\n",
    "page.md": "name: \"><script>alert(1)</script>\nclass: a\" onload=\"alert(1)\n\n"
    "# <script>alert(1)</script>\n\n"
    "[a](javascript:alert(1)) </div></section></body>\n",
}  # fmt: skip
GOOD: Mapping[str, str] = {"good.yml": _deck("good.md", title="Good"), "good.md": "# Good\n\nAll is well.\n"}

HOSTILE: Mapping[str, str] = {
    "slidegen.toml": 'fonts = false\nexclude = ["'
    + "*a" * 12
    + '*b"]\n[macros]\nglobal = "{{ cycler.__init__.'
    + RUN
    + ' }}"\n',
    **PROGRAMS,
    **GROWTH,
    **SLOW,
    **PLACES,
    **PAGES,
    **GOOD,
}


def harmless() -> Mapping[str, str]:
    """A tree of as many files and about as many bytes, all of it honest slides, macros and includes."""
    line = "A line of a slide that wants nothing but to be read, and says so.\n\n"
    files = {"slidegen.toml": "fonts = false\n", "themes/mine/theme.toml": "", "included.md": f"{line}\n"}
    files["themes/mine/deck.html"] = '{% extends "base/deck.html" %}\n'
    for name, text in HOSTILE.items():
        if name.endswith((".yml", ".yaml")):
            macro = 'macros: {x: "{{ text }} €"}' if "macros" in text else "title: A deck"
            theme = "theme: mine" if "theme" in text else "lang: en"
            files[name] = f"{macro}\n{theme}\ncontent: [{name}.md]\n# {'x' * max(0, len(text) - 60)}\n"
            files[f"{name}.md"] = "# A slide\n\ntext\n" + "![:x](9)\n" * ("macros" in text)
        elif name.endswith(".md") and not name.startswith("-"):
            count = max(1, len(text) // (len(line) + 20))
            files[name] = "# A slide\n\n@@INCLUDE[included.md]\n" + f"{line}---\n\n# Another\n\n" * count
    files["all.yml"] = "content:\n" + "".join(f"- {name}\n" for name in files if name.endswith(".md"))
    return files
