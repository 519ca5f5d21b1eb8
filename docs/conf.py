"""The manual's site: `make docs`. Pages that follow from tables are made anew before each build."""

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from docutils.nodes import Node  # noqa: E402
from sphinx.application import Sphinx  # noqa: E402
from sphinx.writers.html5 import HTML5Translator  # noqa: E402

from slidegen import __version__  # noqa: E402
from slidegen.cli import cli  # noqa: E402
from slidegen.commands.generated_pages import PAGES  # noqa: E402
from slidegen.source.schema import SCHEMAS  # noqa: E402

project = "slidegen"
author = "The slidegen authors"
project_copyright = "the slidegen authors, Apache-2.0"
version = release = __version__
language = "en"

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build", "images", "static", "_generated/site"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
nitpicky = True

html_theme = "furo"
html_title = f"slidegen {version}"
html_copy_source = False
html_show_sphinx = False
html_last_updated_fmt = None
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"
html_static_path = ["static"]
html_css_files = ["manual.css"]
#: Fences that say what a text is for slidegen, and that no highlighter needs to know.
highlight_options = {"stripall": False}
suppress_warnings = ["misc.highlighting_failure"]


class Translator(HTML5Translator):
    """Sphinx's own, whose captions in the sidebar are headings of no level."""

    def starttag(
        self, node: Node, tagname: str, suffix: str = "\n", empty: bool = False, **attributes: object
    ) -> str:
        if attributes.get("ROLE") == "heading":
            attributes["aria-level"] = "2"
        return str(super().starttag(node, tagname, suffix, empty, **attributes))


def setup(app: Sphinx) -> None:
    app.set_translator("html", Translator)


#: Schemas have addresses in the site: `schema/manifest.json`, `schema/settings.json`.
PUBLISHED = HERE / "_generated" / "site"
for name, schema in SCHEMAS.items():
    (PUBLISHED / "schema").mkdir(parents=True, exist_ok=True)
    text = json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"
    (PUBLISHED / "schema" / f"{name}.json").write_text(text, encoding="utf-8")
html_extra_path = ["_generated/site"]

GENERATED = HERE / "_generated"
GENERATED.mkdir(exist_ok=True)
for name, make in PAGES.items():
    path, text = GENERATED / f"{name}.md", make(cli)
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
