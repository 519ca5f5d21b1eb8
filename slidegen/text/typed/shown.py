"""What a fence shows: what its info string says, or, where that says nothing, what its first lines look like.

An info string that names a shell says nothing where no line could be typed in one.

Knows a Dockerfile and a compose file by their first words. Must not know what is wrong with either.
"""

from slidegen import lazy_re as re
from slidegen.text.model import Fence
from slidegen.text.typed.languages import info_word, language_of
from slidegen.text.typed.read_typed import read_typed

DOCKERFILE = frozenset(("dockerfile", "docker", "containerfile"))
YAML = frozenset(("yaml", "yml"))
COMPOSE = frozenset(("compose", "docker-compose", "dockercompose", "docker_compose"))
_FROM = re.compile(r"FROM\s+(?:--platform=\S+\s+)?[^\s=]+(?:\s+AS\s+\S+)?\s*$", re.IGNORECASE)
_KEY = re.compile(r"[A-Za-z][\w-]*:(?:\s|$)")
SERVICES = re.compile(r"^services:[ \t]*$", re.MULTILINE)
_CONTAINER = re.compile(r"^[ \t]+(?:image|build):", re.MULTILINE)


def shown_word(fence: Fence) -> str:
    """The language that a fence shows: `dockerfile` and `yaml` of what says nothing and begins like one."""
    word = info_word(fence.info)
    if word and not _is_no_shells(fence):
        is_compose = word in COMPOSE and _is_compose(fence.text)
        return "dockerfile" if word in DOCKERFILE else "yaml" if is_compose else word
    if "FROM" in fence.text and _FROM.match(_first_line(fence.text)):
        return "dockerfile"
    return "yaml" if "services:" in fence.text and _is_compose(fence.text) else ""


def _is_no_shells(fence: Fence) -> bool:
    """Whether it is called a shell's, and holds nothing that a shell could mean."""
    if language_of(fence.info).dialect != "sh" or not fence.text.strip():
        return False
    return not read_typed(fence.text, fence.info).commands


def _is_compose(text: str) -> bool:
    return all((_KEY.match(_first_line(text)), SERVICES.search(text), _CONTAINER.search(text)))


def _first_line(text: str) -> str:
    """The first that says something: no comment, no `ARG` before a `FROM`, no mark of a document."""
    said = (line.strip() for line in text.split("\n"))
    return next((line for line in said if line and not line.startswith(("#", "ARG ", "---"))), "")
