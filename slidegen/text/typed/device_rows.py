"""The prompts of network devices: `R1(config-if)#`, `leaf1>`, `A:srl#`, `<R1>`.

They look like a host's, often without a blank behind them, and no shell reads what stands there. So it is the
mode, or what is said, that tells a device; where one is told, all prompts of its name are its own.

Knows what devices are told that no shell is. Must not know what any of it means.
"""

from slidegen.text.typed.prompt_row import PromptRow

_NAME = r"(?:RP/\d[\w/]{0,20}:)?[A-Za-z][\w.-]{0,60}"
#: `(config)`, `(config-if)`, `(dhcp-config)`, `(cfg-sync)`, `(vlan)`
_MODE = r"\((?:[\w./-]{0,30}conf[\w./:-]{0,60}|cfg[\w-]{0,30}|vlan)\)"
#: What is said to Cisco's, Arista's and FRRouting's, and to no shell: by anybody, and by who has more rights.
_ASKED = (
    r"sh?o?w?[ ](?:ip(?:v6)?|run[\w-]*|int\w*|ver\w*|vlan\w*|mac|arp|cdp|lldp|span\w*|start[\w-]*|bgp|ospf)"
    r"|show[ ][\w?-]+|en(?:able)?[ ]*$"
)
_TOLD = (
    r"conf(?:ig(?:ure)?)?(?:[ ]t(?:er(?:m(?:inal)?)?)?)?|disable[ ]*$|(?:un)?debug[ ]\w+"
    r"|wr(?:ite)?(?:[ ](?:mem|er)\w*)?[ ]*$|copy[ ](?:run|start|tftp|flash)[\w-]*|(?:no|do)[ ][a-z]+"
    r"|reload[ ]*$|erase[ ][a-z]+|terminal[ ][a-z]+|clear[ ](?:ip|mac|arp|bgp)"
)
#: What is said to them, and to shells: where it stands against a mark that no shell's prompt ends with.
_SAID = r"ping|traceroute|telnet|ssh|exit|end|reload|dir|copy|delete|clear|sh|write|setup|hostname|vlan"
#: Where a word of theirs ends.
_END = r"(?=[ ?]|$)"

_JUNOS = r"(?:interfaces?|protocols|policy-options|routing-\w+|security|firewall|system|vlans|chassis)"
_HUAWEI = r"dis(?:play)?[ ]\w+|sys(?:tem-view)?[ ]*$|undo[ ]\w+|save[ ]*$|reset[ ]\w+|quit[ ]*$|return[ ]*$"


def _device(name: str, pattern: str, first: str, beside: str = "") -> PromptRow:
    return PromptRow(name, pattern, "program", "program", ends="both", first=first, beside=beside)


DEVICE_ROWS: tuple[PromptRow, ...] = (
    _device("(config)#", rf"{_NAME}{_MODE}[ ]?[#>$]", "(", rf"{_NAME}(?:\([\w./:-]{{1,60}}\))?[#>]"),
    _device(
        "R1#",
        rf"{_NAME}(?:[#>$](?=[ ]*(?:{_ASKED}){_END})|[#$](?=[ ]*(?:{_TOLD}){_END})|\#(?=(?:{_SAID}){_END}))",
        "#>$",
        rf"{_NAME}(?:\([\w./:-]{{1,60}}\))?[#>]",
    ),
    PromptRow(
        "fortios #",
        rf"{_NAME}(?:[ ]\([\w.-]{{1,40}}\))?[ ]?\#(?=[ ](?:get[ ](?:system|router|hardware)"
        r"|diag(?:nose)?[ ][a-z]|config[ ](?:system|firewall|router|user|vpn|global|vdom)|execute[ ][a-z]))",
        "program",
        "program",
        ends="both",
        needs="#",
        beside=rf"{_NAME}(?:[ ]\([\w.-]{{1,40}}\))?[ ]?\#",
    ),
    _device("PC>", r"(?:V?PCS?\d{0,3}|VPCS\[\d+\])>", ">"),
    _device("rommon>", r"(?i:rommon)>", ">"),
    _device("A:srl#", r"[A-D]:(?:[\w.-]{1,40}@)?[\w.-]{1,60}[#>](?=[ ]|$)", ":"),
    _device(
        "junos>",
        r"[\w.-]{1,40}@[\w.-]{1,60}[>#%](?=[ ](?:show|configure|request|commit|rollback|run[ ]show|"
        rf"(?:edit|set|delete)[ ]{_JUNOS}){_END})",
        "@",
        r"[\w.-]{1,40}@[\w.-]{1,60}[>#]",
    ),
    _device("routeros", r"\[[\w.-]{1,40}@[\w .-]{1,60}\][ ](?:/[\w /-]{0,60})?>", "["),
    _device(
        "<R1>",
        rf"(?:<[\w.-]{{1,60}}>|\[[~*]?[\w./:-]{{1,80}}\])(?=[ ]?(?:{_HUAWEI}))",
        "<[",
        r"(?:<[\w.-]{1,60}>|\[[~*]?[\w./:-]{1,80}\])",
    ),
)
