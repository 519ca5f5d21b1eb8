"""The prompts of programs that read commands of their own: databases, interpreters, debuggers.

Knows what each of them asks with. Must not know the prompts of shells, nor which commands open which program
(`openers.py`).
"""

from slidegen.text.typed.prompt_row import END, PromptRow, of_a_program

DEBUGGERS = "gdb|lldb|dlv|rdbg|byebug|cuda-gdb|parted"  #: and a program for disks that asks as they do
#: What programs that read commands of their own put before `>`.
_PROGRAM_NAMES = "|".join(
    (
        r"mysql|MariaDB[ ]\[[^\]\n]{1,60}\]|sqlite|duckdb|cqlsh(?::\w+)?|SQL",
        r"hive|presto(?::\w+)?|trino(?::\w+)?|spark-sql|ksql|influx",
        r"redis(?:-cli)?|(?:redis[ ])?[\w.-]+:\d{4,5}(?:\[\d+\])?(?:\(TX\))?",
        r"mongosh?|test|rs\d*:\w+|(?:[\w -]{1,60}[ ])?\[(?:direct:[ ])?(?:primary|secondary|mongos)\][ ]\w+",
        r"Enterprise[ ][\w-]+|neo4j(?:@\w+)?|cypher|lua[ ]debugger",
        r"etcd|s?ftp|smb:[ ]\\|nslookup|telnet|grub|vault|consul|gremlin",
        r"irb|pry|ghci|CL-USER|DB<+\d+|Prelude(?:[ ][A-Z][\w.]*){0,8}",
        r"node|scala|jshell|iex(?:\([^()\s]{1,60}\))?|julia|octave:\d+|R|php[ ]|ipdb|bpython",
        r"(?:\[\d+\][ ])?pry\(\w+\)",
        r"(?:\(@?[\w.#-]{1,40}\)[ ])?pkg|help\?",  # Julia's
        r"nix-repl|ipmitool|gnuplot|db2[ ]=|user=",
        r"not[ ]connected|tarantool|msf\d?(?:[ ]\w+\([\w/.-]+\))?[ ]?|meterpreter[ ]",
        r"pwndbg|gef|lftp[ ][^\s>]{1,80}|U-Boot|STM32MP|barebox@[^\n>]{1,60}:/[ ]|SQL[ ]\([^()\n]{1,60}\)",
        r"hbase(?:\(main\))?:\d{3}(?::\d)?|\d:[ ]jdbc:[^\s>]+|scheme@\([\w -]+\)",
        r"1(?=>[ ](?i:select|create|insert|update|drop|alter|use|exec)[ ])",  # sqlcmd's
        r"\d{1,3}(?=>[ ][^\n]*[=(+][^\n]*\.$)",  # Erlang's
    )
)

PROGRAM_ROWS: tuple[PromptRow, ...] = (
    # `>>> Emerging (1 of 2)` is said by Gentoo's emerge
    of_a_program(">>>", r">>>(?![ ](?:[A-Z][a-z]+ing(?:[ ]|$)|Jobs:))", "python", needs=">"),
    of_a_program("In [1]:", r"In[ ]\[\d+\]:", "python", ends="sign", needs="["),
    of_a_program("(Pdb)", r"\(Pdb\+*\)", "python", ends="sign", needs="("),
    of_a_program("irb", r"irb\([^)\n]{0,60}\):\d+(?::\d+)?[>*]", ends="both", needs="("),
    of_a_program("rvm", r"(?:j?ruby-)?\d[\d.]*(?:-p\d+)?[ ]:\d{3}[ ]>", needs=":"),
    of_a_program("(gdb)", rf"\((?:{DEBUGGERS})\)", ends="sign", needs="("),
    # OCaml's, where the line ends what it says: no branch of a `case`
    PromptRow(
        "ocaml",
        r"\#(?=[ ][^\n]*;;[ \t]*$)(?![^\n()]*\))",
        "program",
        "program",
        needs="#",
        first="#",
        beside=r"\#",
        until=";;",
    ),
    of_a_program("virsh", r"(?:virsh|mimikatz|utop(?:\[\d+\])?)[ ]\#", ends="sign", needs="#"),
    of_a_program("gef", r"gef➤|gdb-peda\$", ends="sign", needs="➤$"),
    of_a_program("radare2", r"\[0x[0-9a-f]{4,16}\]>", needs="["),
    of_a_program("zookeeper", r"\[zk:[ ][^\]\n]{1,80}\]", ends="sign", needs="["),
    of_a_program("fdisk", r"Command[ ]\(m[ ]for[ ]help\):", ends="sign", needs="("),
    of_a_program("clickhouse", r"(?:[\w.-]+[ ])?:\)", ends="sign", needs=")"),
    of_a_program("mysql>", rf"(?:{_PROGRAM_NAMES})>", needs=">"),
    PromptRow(
        "mongosh",
        r"[A-Za-z][\w-]{0,40}>(?=[ ](?:db\.[a-z]|show[ ](?:dbs|collections)[ ]*$))",
        "program",
        "program",
        ends="angle",
        first=">",
        beside=r"[A-Za-z][\w-]{0,40}>",
    ),
    PromptRow(
        "U-Boot",
        r"=>(?=[ ](?:printenv|(?:set|save)env|tftp\w*|boot[mzi]?|bootefi|(?:fat|ext4)(?:load|ls)|mmc|usb|run"
        r"|sf|fdt|m[dw]\.b)(?:[ ]|$))",
        "program",
        "program",
        trust="arrow",
        ends="angle",
        first=">",
        beside="=>",
    ),
    PromptRow(
        "psql",
        r"(?![A-Z][A-Z0-9_]*=\#)"  # `TOKEN=# insert yours here`
        r"\w{1,40}=[#>](?=[ ](?i:\\|select|create|insert|show|update|drop|alter|delete|grant|begin|with|"
        r"explain|table|set|copy|call|vacuum|analyze|truncate|commit|rollback|reindex|listen|exit|quit|revoke|"
        r"refresh|do|lock|declare|prepare|execute|reset|values)|[ ]*$)",
        "program",
        "program",
        ends="both",
        needs="=",
    ),
)

#: What node and R ask with, and mongo behind a database's name: only behind a command that opened a program.
PROGRAM_ARROW = of_a_program("> of a program", r"(?:\w[\w.-]{0,39}(?<!-))?>", needs=">")
#: Julia's prompt for one command of a shell.
SHELL_OF_A_PROGRAM = PromptRow("shell> of a program", rf"shell>{END}", "program", ends="angle")
#: A program's own name, or none: where a session begins with it and knows no other prompt.
PROGRAM_NAME = of_a_program("name of a program", r"(?:[A-Za-z][\w.-]{0,40}(?<!-)|>?)>", needs=">")
