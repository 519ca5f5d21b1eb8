"""Neovim and Emacs, with what the manual says that goes into their settings: a finding, and its fix."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import clean_environment

ROOT = Path(__file__).parents[2]
MANUAL = (ROOT / "docs" / "how-to" / "editors.md").read_text(encoding="utf-8")
DECK = "# Hello\n\n```bash\nkubectl exec web ls\n```\n"

IN_NEOVIM = """
vim.opt.swapfile = false
vim.cmd("filetype on | edit deck.md")
vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 50)
print("found: " .. vim.diagnostic.get(0)[1].message)
local asked = vim.lsp.util.make_range_params()
asked.range = { start = { line = 3, character = 0 }, ["end"] = { line = 3, character = 18 } }
asked.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(0, 3) }
for _, answer in pairs(vim.lsp.buf_request_sync(0, "textDocument/codeAction", asked, 60000)) do
  vim.lsp.util.apply_workspace_edit(answer.result[1].edit, "utf-16")
end
vim.cmd("write | quitall!")
"""

IN_EMACS = """
(setq make-backup-files nil create-lockfiles nil eglot-sync-connect 60)
(require 'eglot)
(require 'markdown-mode)
(find-file "deck.md")
(apply #'eglot (eglot--guess-contact))
(let ((rounds 0))
  (while (and (< rounds 600) (null (flymake-diagnostics)))
    (accept-process-output nil 0.1)
    (setq rounds (1+ rounds))))
(message "found: %s" (flymake-diagnostic-text (car (flymake-diagnostics))))
(goto-char (point-min))
(search-forward "kubectl")
(let ((actions (eglot-code-actions (line-beginning-position) (line-end-position))))
  (eglot--apply-workspace-edit (plist-get (car actions) :edit)))
(save-buffer)
"""


def snippets(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", MANUAL, re.M | re.S)


def told(folder: Path, call: list[str]) -> str:
    """What the editor says, once it has mended the deck in `folder`."""
    environment = clean_environment()
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(
        call, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    return done.stdout + done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deck.md").write_text(DECK, encoding="utf-8")
    (tmp_path / "slidegen.toml").write_text("", encoding="utf-8")
    return tmp_path


def check(folder: Path, said: str) -> None:
    assert "found: " in said, said
    assert "without `--` is refused" in said
    mended = DECK.replace("exec web ls", "exec web -- ls")
    assert (folder / "deck.md").read_text(encoding="utf-8") == mended, said


@pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim is not installed (`neovim`)")
def test_neovim(folder: Path) -> None:
    settings = next(each for each in snippets("lua") if "start_client" in each)
    (folder / "deck.lua").write_text(settings + IN_NEOVIM, encoding="utf-8")
    check(folder, told(folder, ["nvim", "--headless", "-u", "NONE", "-S", "deck.lua"]))


@pytest.mark.skipif(shutil.which("emacs") is None, reason="Emacs is not installed (`elpa-eglot`)")
def test_emacs(folder: Path) -> None:
    (settings,) = snippets("elisp")
    (folder / "deck.el").write_text(settings + IN_EMACS, encoding="utf-8")
    check(folder, told(folder, ["emacs", "--batch", "-l", "deck.el"]))
