"""A module that is loaded when something of it is first asked for."""

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import clean_environment

from slidegen.lazy_module import lazy_module

#: What a commit hook on a text without findings has no use for.
NOT_NEEDED = (
    *("slidegen.lint.fix", "slidegen.lint.ignores", "slidegen.lint.handbook", "slidegen.lint.bump"),
    *("slidegen.assembly.workers", "slidegen.assembly.kept_findings", "slidegen.lint.migration.migration"),
    *("slidegen.lint.rules.record_flag", "slidegen.lint.browser_rules.overflow", "slidegen.lint.suppress"),
    *("markdown_it", "jinja2", "pygments", "html.entities"),
)


def test_it_is_loaded_when_it_is_asked() -> None:
    program = (
        "import sys\n"
        "from slidegen.lazy_module import lazy_module\n"
        "zoo = lazy_module('colorsys')\n"
        "assert 'colorsys' not in sys.modules\n"
        "assert zoo.rgb_to_hsv(0, 0, 0) == (0.0, 0.0, 0)\n"
        "assert zoo.rgb_to_hsv is sys.modules['colorsys'].rgb_to_hsv\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_what_it_has_not_is_told_as_a_module_tells_it() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = lazy_module("colorsys").nothing  # type: ignore[attr-defined]


def test_a_hook_loads_what_it_needs(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from slidegen.cli import run\n"
        "open('a.md', 'w').write('# A title\\n\\n```bash\\nkubectl get pods\\n```\\n')\n"
        "assert run(['lint', 'a.md']) == 0\n"
        f"assert not sys.modules.keys() & {set(NOT_NEEDED)}\n"
    )
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=True)


def loaded_by(arguments: list[str], folder: Path) -> set[str]:
    program = (
        f"import sys; from slidegen.cli import run; run({arguments}); print(*sys.modules, file=sys.stderr)"
    )
    env = clean_environment() | {"SLIDEGEN_FONTS": "false"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, env=env, check=True, capture_output=True, text=True
    )
    return set(done.stderr.split())


def test_help_loads_no_more_than_click_does(tmp_path: Path) -> None:
    assert loaded_by(["--version"], tmp_path).isdisjoint({"pathlib", "urllib.parse", "slidegen.text"})


def test_a_build_with_nothing_to_do_loads_no_reader_of_texts(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n")
    (tmp_path / "deck.yml").write_text("content:\n- a.md\n")
    assert "slidegen.text.fragment" in loaded_by(["build", "-q"], tmp_path)
    again = loaded_by(["build", "-q"], tmp_path)
    assert again.isdisjoint({"slidegen.text.fragment", "slidegen.shell", "markdown_it", "jinja2", "pygments"})
