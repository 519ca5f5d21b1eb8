"""Byte code of templates is used where this user's key has signed it, for its own text and program."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment
from jinja2.bccache import Bucket

from slidegen.assembly.kept_templates import KeptTemplates, kept_templates
from slidegen.cache import Cache, signed


def shown(cache: Cache, text: str) -> str:
    environment = Environment(loader=DictLoader({"page": text}), bytecode_cache=KeptTemplates(cache))
    return environment.get_template("page").render(name="Ann")


def code_of_another(cache: Cache, text: str) -> Bucket:
    """What is kept for `text` as if it said something else."""
    kept, environment = KeptTemplates(cache), Environment()
    bucket = kept.get_bucket(environment, "page", None, text)
    bucket.code = environment.compile("another", "page")
    return bucket


def test_what_is_kept_is_used_for_its_text_alone(tmp_path: Path) -> None:
    cache = Cache(tmp_path, b"key")
    assert shown(cache, "Hello {{ name }}") == "Hello Ann"
    assert shown(cache, "Hello {{ name }}") == "Hello Ann"
    KeptTemplates(cache).dump_bytecode(code_of_another(cache, "Hello {{ name }}"))
    assert shown(cache, "Hello {{ name }}") == "another"
    assert shown(cache, "Bye {{ name }}") == "Bye Ann"


def test_what_another_key_signed_is_not_run(tmp_path: Path) -> None:
    cache = Cache(tmp_path, b"a stranger's")
    KeptTemplates(cache).dump_bytecode(code_of_another(cache, "Hello {{ name }}"))
    assert shown(Cache(tmp_path, b"key"), "Hello {{ name }}") == "Hello Ann"


def test_what_another_program_made_is_not_run(tmp_path: Path) -> None:
    cache = Cache(tmp_path, b"key")
    bucket = code_of_another(cache, "Hello {{ name }}")
    cache.put(bucket.key, signed("another program", bucket.bytecode_to_string()))
    assert shown(cache, "Hello {{ name }}") == "Hello Ann"


def test_nothing_is_kept_without_a_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert kept_templates() is None
