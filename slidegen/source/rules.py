"""The identities of the findings that reading files yields: SG0xx.

Knows codes, names and severities. Must not know how a file is read.
"""

from slidegen.finding import Rule, Severity

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

# ---- files
UNREADABLE_FILE = Rule("SG001", "unreadable-file", _ERROR, "A file cannot be read")
NOT_UTF8 = Rule("SG002", "not-utf8", _ERROR, "A file is not UTF-8")
NUL_CHARACTER = Rule("SG003", "nul-character", _ERROR, "A file holds a NUL character")
HUGE_FILE = Rule("SG004", "huge-file", _ERROR, "A text file is larger than slidegen reads")
NOT_A_NOTEBOOK = Rule("SG005", "not-a-notebook", _WARNING, "A file is called a notebook, and is none")
#: Nothing of such a file is read; of others the text is, though their bytes are not what they should be.
UNREAD, OF_BYTES = frozenset((UNREADABLE_FILE, HUGE_FILE)), frozenset((NOT_UTF8, NUL_CHARACTER))

# ---- YAML
NOT_YAML = Rule("SG010", "not-yaml", _ERROR, "A manifest is not valid YAML")
DUPLICATE_KEY = Rule("SG011", "duplicate-key", _WARNING, "A key stands twice in one mapping")
SECOND_DOCUMENT = Rule(
    "SG012", "second-document", _WARNING, "A manifest holds more than one document, and the first is read"
)

# ---- manifests
UNKNOWN_KEY = Rule("SG020", "unknown-key", _WARNING, "A manifest has a key that slidegen does not know")
WRONG_TYPE = Rule("SG021", "wrong-type", _ERROR, "A manifest's value is not of the type that its key takes")
EMPTY_DECK = Rule("SG022", "empty-deck", _WARNING, "A manifest lists no content")
MISSING_FRAGMENT = Rule("SG023", "missing-fragment", _ERROR, "A manifest lists a file that does not exist")
FRAGMENT_OUTSIDE = Rule(
    "SG024", "fragment-outside", _ERROR, "A manifest lists a file outside of the repository"
)
FRAGMENT_IN_OUTPUT = Rule(
    "SG019", "fragment-in-output", _ERROR, "A manifest lists a file of the folder that `build` writes"
)
LOST_DECK = Rule("SG026", "lost-deck", _ERROR, "A file that was a manifest, and is none now")
UNKNOWN_THEME = Rule("SG027", "unknown-theme", _ERROR, "A manifest names a theme that there is not")
UNKNOWN_CLASS = Rule(
    "SG029", "unknown-class", _WARNING, "A class that a manifest names is on no slide, and one like it is"
)
SAME_PAGE = Rule("SG028", "same-page", _ERROR, "Two decks have one page")

# ---- includes
MISSING_INCLUDE = Rule("SG030", "missing-include", _ERROR, "An @@INCLUDE names a file that does not exist")
INCLUDE_CYCLE = Rule("SG031", "include-cycle", _ERROR, "A file includes itself")
INCLUDE_OUTSIDE = Rule("SG032", "include-outside", _ERROR, "An @@INCLUDE reaches outside of the repository")

# ---- front matter
FOREIGN_FRONT_MATTER = Rule(
    "SG025", "foreign-front-matter", _INFO, "Front matter has keys that slidegen makes nothing of"
)

# ---- settings
SETTINGS_NOT_TOML = Rule("SG040", "settings-not-toml", _ERROR, "The settings file is not valid TOML")
SETTINGS_UNKNOWN_KEY = Rule(
    "SG041", "settings-unknown-key", _ERROR, "The settings have a key that slidegen does not know"
)
SETTINGS_WRONG_TYPE = Rule(
    "SG042", "settings-wrong-type", _ERROR, "A setting's value is not of the type that it takes"
)
SETTINGS_MISSING_FOLDER = Rule(
    "SG043", "settings-missing-folder", _ERROR, "The settings name a folder that does not exist"
)

BAD_PHRASE = Rule("SG044", "bad-phrase", _WARNING, "A file of phrases says something that nobody asks for")
UNSPOKEN_LANGUAGE = Rule(
    "SG045", "unspoken-language", _INFO, "slidegen does not speak the language of a deck"
)

# ---- templates and macros
BROKEN_TEMPLATE = Rule("SG060", "broken-template", _ERROR, "A template or a macro has a mistake")
UNSAFE_TEMPLATE = Rule(
    "SG061", "unsafe-template", _ERROR, "A template or a macro reaches beyond what it is given"
)
OVER_BUDGET = Rule(
    "SG062", "over-budget", _ERROR, "A deck's texts are, or make of themselves, more than a deck may be"
)

MISSING_THEME_FILE = Rule(
    "SG063", "missing-theme-file", _ERROR, "A theme's style sheet or template names a file that it has not"
)

FAINT_ACCENT = Rule("SG064", "faint-accent", _WARNING, "A deck's accent colour cannot be read well")
BROKEN_THEME = Rule("SG065", "broken-theme", _ERROR, "A theme's settings or files are not as they may be")

#: every rule of this room, in the order of its codes
ALL: tuple[Rule, ...] = (
    UNREADABLE_FILE,
    NOT_UTF8,
    NUL_CHARACTER,
    HUGE_FILE,
    NOT_A_NOTEBOOK,
    NOT_YAML,
    DUPLICATE_KEY,
    SECOND_DOCUMENT,
    UNKNOWN_KEY,
    WRONG_TYPE,
    EMPTY_DECK,
    MISSING_FRAGMENT,
    FRAGMENT_OUTSIDE,
    FRAGMENT_IN_OUTPUT,
    FOREIGN_FRONT_MATTER,
    LOST_DECK,
    UNKNOWN_THEME,
    SAME_PAGE,
    UNKNOWN_CLASS,
    MISSING_INCLUDE,
    INCLUDE_CYCLE,
    INCLUDE_OUTSIDE,
    SETTINGS_NOT_TOML,
    SETTINGS_UNKNOWN_KEY,
    SETTINGS_WRONG_TYPE,
    SETTINGS_MISSING_FOLDER,
    BAD_PHRASE,
    UNSPOKEN_LANGUAGE,
    BROKEN_TEMPLATE,
    UNSAFE_TEMPLATE,
    OVER_BUDGET,
    MISSING_THEME_FILE,
    FAINT_ACCENT,
    BROKEN_THEME,
)
