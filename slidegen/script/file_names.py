"""Names of files in prose and in commands: which one a fence shows, which ones a command wants or edits.

Adding a program that looks for a file by itself is a row. Knows names and words. Must not know steps.
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.kept_answers import kept
from slidegen.script.classify import words_in
from slidegen.script.uses import used_by

#: Files that bear their names without an extension.
_PLAIN_NAMES = "Dockerfile|Containerfile|Makefile|Gemfile|Procfile|Vagrantfile|Jenkinsfile|Tiltfile|Caddyfile"
_FILE = re.compile(
    rf"[`*\"'](?P<name>(?:[\w.-]+/)*(?:(?:{_PLAIN_NAMES})(?:\.\w+)?|\.?[\w-][\w.-]*\.[a-z]\w{{0,8}}|\.env|\.dockerignore))[`*\"']"
    rf"|\b(?P<plain>{_PLAIN_NAMES})\b"
)
#: No files, though they have dots: domains, versions, fields.
_NO_FILE = re.compile(r"\.(?:com|io|org|net|dev|local|spec|metadata|status|data|name)$|^v?\d+\.|^\d")

#: The languages that a file of an extension may be shown in; `` where the info string says nothing.
_LANGUAGES: dict[str, tuple[str, ...]] = {
    "yaml": ("yaml", "yml", ""),
    "yml": ("yaml", "yml", ""),
    "json": ("json", "jsonc", "javascript", ""),
    "c": ("c", "cpp", ""),
    "py": ("python", "py", "python3", ""),
    "rb": ("ruby", "rb", ""),
    "go": ("go", "golang", ""),
    "js": ("js", "javascript", "node", ""),
    "ts": ("ts", "typescript", ""),
    "java": ("java", ""),
    "html": ("html", ""),
    "css": ("css", ""),
    "sql": ("sql", ""),
    "tf": ("hcl", "terraform", "tf", ""),
    "sh": (),  # only with `#!`
    "txt": ("text", "txt", "plaintext", ""),
    "conf": ("conf", "nginx", "ini", "text", ""),
    "cfg": ("cfg", "haproxy", "ini", "text", ""),
    "ini": ("ini", "text", ""),
    "toml": ("toml", ""),
    "env": ("env", "dotenv", "ini", "text", ""),
    "xml": ("xml", ""),
    "php": ("php", ""),
}
_SAVED = re.compile(r":\s*\**$|\b(?:create|write|save|put|contents?|following)\b", re.I)

#: What programs look for where nobody names a file; names of a row mean one file.
MADE_BY_DEFAULT: tuple[tuple[str, ...], ...] = (
    ("Dockerfile", "Containerfile"),
    ("docker-compose.yml", "docker-compose.yaml", "compose.yaml", "compose.yml"),
    ("kustomization.yaml", "kustomization.yml"),
)
_DEFAULTS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("docker", "compose"), ("docker-compose.yml", ".env")),
    (("docker-compose",), ("docker-compose.yml", ".env")),
    (("make",), ("Makefile",)),
    (("npm",), ("package.json",)),
    (("bundle",), ("Gemfile",)),
    (("bundler",), ("Gemfile",)),
    (("terraform",), ("main.tf",)),
    (("skaffold",), ("skaffold.yaml",)),
    (("tilt",), ("Tiltfile",)),
    (("vagrant",), ("Vagrantfile",)),
    (("kustomize",), ("kustomization.yaml",)),
    (("cargo",), ("Cargo.toml",)),
    (("mvn",), ("pom.xml",)),
)
_EDITORS = frozenset("vim vi nvim nano emacs code edit ed joe micro gedit".split())  # noqa: SIM905
_BUILDS = frozenset({"docker", "podman", "nerdctl", "buildah"})
_VALUED = frozenset("-t --tag -f --file --target --build-arg --network --platform --progress --label".split())  # noqa: SIM905


def name_told(prose: str, title: str, word: str, code: str) -> str:
    """The name that the words before a fence give to what it shows, `` when they give none."""
    for said in (prose, title):
        for name in reversed(files_in(said)):
            if _fits(name, word, code) and (word == "dockerfile" or said is title or _SAVED.search(said)):
                return name
    if word == "dockerfile":
        return "Dockerfile"
    return "docker-compose.yml" if word in ("yaml", "yml") and re.search(r"^services:", code, re.M) else ""


def files_in(prose: str) -> list[str]:
    """The files that prose names."""
    names = (match["name"] or match["plain"] for match in _FILE.finditer(prose))
    return [name for name in names if not _NO_FILE.search(name)]


def _fits(name: str, word: str, code: str) -> bool:
    """Whether what is shown may be the file of that name, by the language."""
    base = name.rsplit("/", 1)[-1]
    if base.startswith(("Dockerfile", "Containerfile")) or word == "dockerfile":
        return word == "dockerfile" and base.startswith(("Dockerfile", "Containerfile"))
    if code.startswith("#!/"):
        return True
    known = _LANGUAGES.get(base.rsplit(".", 1)[-1])
    return (
        word == "" or word in known if known else known is None and word in ("", "text", "makefile", "ruby")
    )


def copied_by(dockerfile: str) -> Iterator[str]:
    """The files of its folder that a Dockerfile names one by one: no folders, patterns, stages."""
    for line in re.findall(r"^\s*(?:COPY|ADD)\s+([^\n]+)", dockerfile, re.M | re.I):
        words = [word for word in line.split() if not word.startswith("--chown")]
        if words and not words[0].startswith(("--from", "[")):
            for word in words[:-1]:
                if not re.search(r"[*?$]|://|/$|^\.{1,2}$|^\.?/$", word):
                    yield word.removeprefix("./")


@kept("wanted", tuple[str, ...])
def wanted_by(text: str) -> tuple[str, ...]:
    """The files of this folder that the commands of `text` want, named or not, each once."""
    found: dict[str, None] = {t.name: None for t in used_by(text) if t.sort == "file"}
    for words in words_in(text):
        if words and words[0] in _BUILDS and "build" in words[1:3]:
            found |= dict.fromkeys(_built(words))
        for program, names in _DEFAULTS:
            if words[: len(program)] == program and len(words) > len(program):
                found |= dict.fromkeys(names)
        if words[:1] == ("kubectl",) and {"-k", "--kustomize"} & set(words):
            found |= {"kustomization.yaml": None}
    return tuple(name.removeprefix("./") for name in found if not name.startswith(("/", "~", "$", "..")))


def _built(words: tuple[str, ...]) -> Iterator[str]:
    """The Dockerfile of a build: named, or in the folder that is sent."""
    named, plain, rest = "", list[str](), iter(words)
    for word in rest:
        if word in _VALUED:
            value = next(rest, "")
            named = value if word in ("-f", "--file") else named
        elif not word.startswith("-"):
            plain.append(word)
    folder = plain[-1].rstrip("/") if len(plain) > 2 else "."
    if named or "://" in folder:
        yield from (named,) if named else ()
        return
    yield "Dockerfile" if folder == "." else f"{folder}/Dockerfile"


def edited_by(text: str) -> Iterator[str]:
    """The files that editors are called for."""
    for words in words_in(text):
        if words and words[0] in _EDITORS:
            yield from (word.removeprefix("./") for word in words[1:] if not word.startswith(("-", "+")))
