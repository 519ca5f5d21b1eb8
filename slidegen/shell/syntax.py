"""The pieces of shell syntax: what a word, a blank, an operator, a keyword looks like.

What looks beyond the text that it takes does so for a bounded number of characters: time stays linear.
Knows patterns. Must not know what is made of them.
"""

from slidegen import lazy_re as re

PLAIN = re.compile(r"[^\s\\'\"$`<>|&;()#]+")
IN_DOUBLE_QUOTES = re.compile(r'[^"\\$`]+')
BLANKS = re.compile(r"(?:[^\S\n]|\\\n)+")
BLANKS_AND_HIGHLIGHTS = re.compile(r"(?:[^\S\n]|\\\n|`)+")
OPERATOR = re.compile(r"\|\||&&|;;&|;;|;&|\|&|;|&|\||\n")
REDIRECTION = re.compile(r"\d{0,3}(?:<<<|<<-|<<|<>|<&|>&|>>|>\||<|>)|&>>|&>")
ASSIGNMENT = re.compile(r"[A-Za-z_]\w*(?:\[[^\]\s]{0,40}\])?\+?=")
#: `<ID>`, `<your-name>`, `<IP address>`: no blank at either end, or it could be two redirections.
PLACEHOLDER = re.compile(r"<[A-Za-z_](?:[^<>\n\"'`|&;()]{0,60}[^<>\s\"'`|&;()])?>")
PARAMETER = re.compile(r"\$\{[^{}\n`'\"$]{0,200}\}")
ARITHMETIC = re.compile(r"\(\((?:[^()\n]|\([^()\n]{0,80}\)){0,300}\)\)")
#: `$'…'`, in which a quote can be escaped.
ANSI_QUOTED = re.compile(r"\$'[^\\']*(?:\\.[^\\']*)*'", re.DOTALL)

#: At these a command may end.
MAY_END = frozenset("\n;|)&`")
#: Behind these a command goes on in the next line.
CONTINUING = frozenset(("|", "&&", "||", "|&"))
PIPES = frozenset(("|", "|&"))
OPENERS = frozenset(("if", "while", "until", "{"))
BETWEEN = frozenset(("then", "else", "elif", "do", "!", "coproc"))
CLOSERS = frozenset(("fi", "done", "esac", "}"))
#: What `time` can stand before, beside commands.
COMPOUND = OPENERS | {"for", "select", "case"}
