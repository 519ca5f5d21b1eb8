"""Characters that word processors put in place of those that a shell reads.

Knows which character stands for which, and where in a word of shell text it does harm.
Must not know documents.
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.shell import Word

#: Each is one hyphen, whatever stands around it: hyphens, the figure dash, the minus sign, full width.
HYPHENS = "\u2010\u2011\u2012\u2212\ufe58\ufe63\uff0d"
#: Word processors make these of `--`, and of a hyphen between blanks.
DASHES = "\u2013\u2014\u2015"
DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u2033"
SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032"
BLANKS = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
#: What nobody sees: soft hyphen, zero-width blanks and joiners, the byte order mark, what turns lines around.
NOTHING = (
    "\u00ad\u200b\u200c\u200d\u2060\ufeff"
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)

#: What each is called in a message.
NAMES = {
    **dict.fromkeys(HYPHENS, "a hyphen or minus sign that is not `-`"),
    **dict.fromkeys(DASHES, "a dash where a hyphen is meant"),
    **dict.fromkeys(DOUBLE_QUOTES + SINGLE_QUOTES, "a curly quote, which quotes nothing"),
    **dict.fromkeys(BLANKS, "a blank that separates no words"),
    **dict.fromkeys(NOTHING, "a character that nobody sees"),
}
ANY = re.compile(f"[{''.join(NAMES)}]")

#: How `tree` draws folders: it puts no-break blanks there itself, in both of its alphabets.
DRAWN = re.compile(rf"[>│|├ \t{BLANKS}]*(?:[├└╰][─╌┈]|[|+`\\]--[ {BLANKS}])")

#: What a line of output begins with, and no command: `== Nodes — all of them ==`.
NO_PROGRAM = tuple("=*>+~#!-–—•→✓✔")

STROKES = f"-{HYPHENS}{DASHES}"
#: Strokes at the start of a word, then what they make a flag of.
_FLAG = re.compile(rf"(?P<strokes>[{STROKES}]{{1,3}})(?P<name>[A-Za-z][\w-]*)?(?![{STROKES}])")
_IN_FLAG = re.compile(rf"(?<=[A-Za-z0-9])[{HYPHENS}{DASHES}](?=[A-Za-z0-9])")
_IN_WORD = re.compile(rf"(?<=[A-Za-z0-9])[{HYPHENS}](?=[A-Za-z0-9])")
_OPENING = re.compile(rf"(?:^|[=:,(])(?P<quote>[{DOUBLE_QUOTES}{SINGLE_QUOTES}])")
_CLOSING = re.compile(rf"(?P<quote>[{DOUBLE_QUOTES}{SINGLE_QUOTES}])(?=$|[,);])")
#: What Medium makes of `--`, whose blanks it takes away: which of them there were, nobody can tell.
_SET_APART = re.compile(f"\u200a[{DASHES}]\u200a")
_UNSEEN = re.compile(f"[{NOTHING}]+")
_ODD_BLANKS = re.compile(f"[{BLANKS}]+")
#: What stands before a key or an item of YAML and begins with an odd blank, as no line of a text in it does.
_MARGIN = re.compile(rf"^[{BLANKS}][{BLANKS} ]*(?=- |[\w./-]+:(?:\s|\Z))", re.MULTILINE)
_ANY_MARGIN = re.compile(rf"^ *[{BLANKS}][{BLANKS} ]*(?=- |[\w./-]+:(?:\s|\Z))", re.MULTILINE)
_QUOTED = re.compile(
    rf"^(?: |- )*[\w./][\w./-]*: +(?P<opens>[{DOUBLE_QUOTES}])[^\s\"\\{DOUBLE_QUOTES}]+"
    rf"(?P<closes>[{DOUBLE_QUOTES}])(?= *(?:#|$))",
    re.MULTILINE,
)

#: Letters that these programs take together behind one hyphen: `-it`, `-ti`, `-itd`.
TOGETHER = {"kubectl": "itAwq", "docker": "itdaqfp", "podman": "itdaqfp", "ls": "latrhAR", "tar": "xzcvfj"}
#: Programs whose flags of several letters begin with one hyphen.
ONE_HYPHEN = frozenset(("find", "java", "javac", "openssl", "terraform", "go", "ffmpeg", "convert"))


#: Flags behind which a dash alone stands for what is piped in.
OF_A_FILE = frozenset(("-f", "--filename", "--file", "--values", "--env-file", "-xf", "-xzf", "-czf"))


@dataclass(frozen=True, slots=True)
class Slip:
    """A character, or a few, at `[start, end)` of the text, and what was meant."""

    start: int
    end: int
    found: str
    meant: str
    sure: bool  #: whether it can only have meant that


def means_end_of_options(value: str) -> bool:
    """Whether a word is `--`, or what a word processor made of it."""
    return value == "--" or (len(value) == 1 and value in DASHES)


def is_drawn(text: str, at: int) -> bool:
    """Whether the line at offset `at` is a branch of a drawn tree."""
    return bool(DRAWN.match(text, text.rfind("\n", 0, at) + 1))


def program_in(word: Word) -> str:
    """The program that a command's first word means, without what nobody sees."""
    return _UNSEEN.sub("", word.value).rpartition("/")[2]


def slips_in(text: str, words: tuple[Word, ...], program: str) -> Iterator[Slip]:
    """The slips in the words of one command of `text` and between them.

    What stands in straight quotes is text, and left alone; so are words before the command. Our reader
    takes an odd blank for one, so that other rules see the words; a shell does not.
    """
    apart = -1  # where the last dash that is set apart ends
    for before, word in zip((None, *words), words, strict=False):
        if _SET_APART.match(text, word.start - 1, word.end + 1):
            apart = word.end + 1
            yield Slip(word.start - 1, apart, word.raw, " --", False)
            continue
        start = max(apart, before.end if before else _margin_of(text, word))
        yield from _slips(_ODD_BLANKS, text[start : word.start], start, " ")
        if ANY.search(word.raw):
            yield from _flag(word, program, before.value if before else "")
            yield from _within(word, program)
            if not word.quoted:
                yield from _slips(_UNSEEN, word.raw, word.start, "")
                yield from _quotes(word)


def margins_in(text: str, *, anywhere: bool) -> Iterator[Slip]:
    """The odd blanks before keys and items of YAML; where asked for, behind plain ones, too."""
    for line in (_ANY_MARGIN if anywhere else _MARGIN).finditer(text):
        yield from _slips_each(_ODD_BLANKS, line[0], line.start())


def _slips_each(pattern: re.Pattern[str], text: str, start: int) -> Iterator[Slip]:
    """A blank for each: what stands below is as wide."""
    for match in pattern.finditer(text):
        yield Slip(start + match.start(), start + match.end(), match[0], " " * len(match[0]), True)


def quoted_in(text: str) -> Iterator[tuple[Slip, Slip]]:
    """Curly quotes around one word that is a value of YAML; around several they may be meant."""
    for match in _QUOTED.finditer(text):
        opens, closes = (Slip(*match.span(side), match[side], '"', False) for side in ("opens", "closes"))
        yield opens, closes


def _margin_of(text: str, first: Word) -> int:
    """Where the blanks before a command begin: behind its prompt, or the backtick that opens it."""
    line = text.rfind("\n", 0, first.start) + 1
    return line + len(text[line : first.start].rstrip(f"{BLANKS} \t"))


def _slips(pattern: re.Pattern[str], text: str, start: int, meant: str) -> Iterator[Slip]:
    for match in pattern.finditer(text):
        yield Slip(start + match.start(), start + match.end(), match[0], meant, True)


def _flag(word: Word, program: str, before: str) -> Iterator[Slip]:
    match = _FLAG.match(word.raw)
    if match is None or not ANY.search(match["strokes"]):
        return
    strokes, name = match["strokes"], match["name"] or ""
    if not name and (len(word.raw) > 1 or program in ("echo", "printf") or program[:1] in NO_PROGRAM):
        return  # a dash in words
    meant = "-" if not name and before in OF_A_FILE else _meant(strokes, name, program)
    sure = len(name) <= 1 or strokes[-1] == "-" or program in SURE
    yield Slip(word.start, word.start + len(strokes), strokes, meant, sure)


def _within(word: Word, program: str) -> Iterator[Slip]:
    """Strokes between letters: in the name of a flag each is a hyphen, elsewhere what is one for sure."""
    is_flag = word.raw[0] in STROKES
    if word.quoted or not (is_flag or program in SURE):
        return
    end = word.raw.find("=") % (len(word.raw) + 1) if is_flag else len(word.raw)
    for match in (_IN_FLAG if is_flag else _IN_WORD).finditer(word.raw, 0, end):
        at = word.start + match.start()
        yield Slip(at, at + 1, match[0], "-", True)


def _meant(strokes: str, name: str, program: str) -> str:
    """`-` or `--`: as many as there are hyphens, and what the program takes where a dash may be either."""
    as_they_are = not any(stroke in DASHES for stroke in strokes)
    if len(strokes) > 1:
        return "-" * len(strokes) if as_they_are else "--"
    if not name:
        return "-" if as_they_are else "--"
    together = TOGETHER.get(program, "")
    if len(name) == 1 or program in ONE_HYPHEN or all(letter in together for letter in name):
        return "-"
    return "-" if as_they_are and program not in SURE else "--"


#: Programs whose flags are all known to begin as `_meant` says.
SURE = frozenset(
    (
        *("kubectl", "kubeadm", "helm", "docker", "podman", "docker-compose", "minikube", "kind", "k3d"),
        *("kustomize", "eksctl", "gcloud", "az", "aws", "git", "npm", "pip", "pip3", "skaffold", "stern"),
        *ONE_HYPHEN,
        *TOGETHER,
    )
)


def _quotes(word: Word) -> Iterator[Slip]:
    found = {match.start("quote"): match["quote"] for match in _OPENING.finditer(word.raw)}
    found |= {match.start("quote"): match["quote"] for match in _CLOSING.finditer(word.raw)}
    for at, quote in sorted(found.items()):
        meant = '"' if quote in DOUBLE_QUOTES else "'"
        yield Slip(word.start + at, word.start + at + 1, quote, meant, True)
