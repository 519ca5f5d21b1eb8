"""The sandbox: what honest templates say still works, what reaches out or grows is stopped, and soon."""

from pathlib import Path
from time import process_time

import pytest

from slidegen.budget import Budget
from slidegen.deck.template_sandbox import SpentError, TemplateSandbox, paid_from

pytestmark = pytest.mark.usefixtures("no_collector")

ENVIRONMENT = TemplateSandbox(autoescape=False)


def rendered(template: str) -> str:
    with paid_from(Budget.of(0)):
        return ENVIRONMENT.from_string(template).render(args=("a", "b"), text="abc abc")


@pytest.mark.parametrize(
    ("template", "result"),
    [
        ("{{ text }} €", "abc abc €"),
        ("{{ args|join(', ') }}", "a, b"),
        ("{% for a in args %}{{ loop.index }}/{{ loop.length }}{{ a }} {% endfor %}", "1/2a 2/2b "),
        ("{% for a, b in [(1, 2)] %}{{ a }}{{ b }}{% else %}no{% endfor %}", "12"),
        ("{% for a in [] %}{% else %}none{% endfor %}", "none"),
        ("{{ '%5.2f'|format(3.14159) }}{{ '{:>3}'.format('x') }}{{ '%s' % 'y' }}", " 3.14  xy"),
        ("{{ 'a' ~ 1 ~ text[:2] }}", "a1ab"),
        ("{{ text|replace('a', 'b')|upper|truncate(20)|indent(2) }}", "BBC BBC"),
        (
            "{% set x = namespace(n=0) %}{% for i in range(4) %}{% set x.n = x.n + i %}{% endfor %}{{ x.n }}",
            "6",
        ),
        ("{% macro m(x) %}<{{ x }}{{ caller() }}>{% endmacro %}{% call m(1) %}in{% endcall %}", "<1in>"),
        ("{{ {'a': [1, (2,)]}|tojson }}", '{"a": [1, [2]]}'),
        ("{{ args|map('upper')|list }}{{ 2 ** 10 }}{{ 'ab' * 3 }}", "['A', 'B']1024ababab"),
        ("{{ args[7]|default('none') }}{{ nope|d('no') }}{{ args[9]|default|upper }}", "noneno"),
        ("{{ [nope|default(1), text.nope is defined] }}", "[1, False]"),
        ("{% set x %}in{% endset %}{{ x }}{% filter upper %}a{% endfilter %}", "inA"),
    ],
)
def test_what_honest_templates_say(template: str, result: str) -> None:
    assert rendered(template) == result


@pytest.mark.parametrize(
    "template",
    [
        "{{ cycler.__init__.__globals__.os.popen('touch pwned').read() }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ ''['__class__'] }}",
        "{{ ''|attr('__class__') }}",
        "{{ ['']|map(attribute='__class__')|list }}",
        "{{ '{0.__class__}'.format('') }}",
        "{{ self.__init__.__globals__ }}",
        "{{ joiner.__init__.__globals__ }}",
        "{{ range.__self__ }}",
        "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
        "{% for i in [1] %}{{ loop.__init__ }}{% endfor %}",
        "{{ namespace.__init__.__globals__ }}",
        "{{ [].append(1) }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{{ config }}",
        "{{ lipsum.__globals__ }}",
        "{{ text|random }}",
    ],
)
def test_what_reaches_out_is_stopped(template: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Exception):  # noqa: B017, PT011 - of which kind, the fault says
        rendered(template)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "template",
    [
        "{{ 'x' * 10**9 }}",
        "{{ 10**9 * 'x' }}",
        "{{ [1] * 10**9 }}",
        "{{ 9 ** 99 ** 99 }}",
        "{% for a in range(10**9) %}x{% endfor %}",
        "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
        "{% for a in range(999) recursive %}{{ loop(range(999)) if loop.depth < 9 }}{% endfor %}",
        "{{ 'x'|center(10**9) }}",
        "{{ 'x'.ljust(10**9) }}",
        "{{ '1'.zfill(10**9) }}",
        "{{ 'a\tb'.expandtabs(10**9) }}",
        "{{ (1).to_bytes(10**9, 'big') }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '%*d' % (10**9, 1) }}",
        "{{ '%1000000000d'|format(1) }}",
        "{{ '{:1000000000}'.format(1) }}",
        "{{ '{:{w}}'.format(1, w=10**9) }}",
        "{{ {'a': 1}|tojson(indent=10**9) }}",
        "{{ 'a\nb'|indent(10**9) }}",
        "{{ [1]|batch(10**9, 'x')|list }}",
        "{{ [1]|slice(10**9)|list }}",
        "{{ ('x' * 1000)|replace('x', 'y' * 100000) }}",
        "{{ range(9999)|join('y' * 100000) }}",
        "{{ range(9999)|map('center', 9999)|join }}",
        "{% set n = namespace(x='x') %}{% for i in range(40) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        "{% set n = namespace(x='x') %}{% for i in range(40) %}{% set n.x = n.x + n.x %}{% endfor %}",
        "{% set n = namespace(x=[1]) %}{% for i in range(40) %}{% set n.x = [n.x, n.x] %}{% endfor %}",
        "{% set n = namespace(x={}) %}{% for i in range(40) %}{% set n.x = {1: n.x, 2: n.x} %}{% endfor %}",
        "{% set n = namespace(x=2**4000) %}{% for i in range(999) %}{% set n.x = n.x * n.x %}{% endfor %}",
        "{% macro r(n) %}{% if n %}{{ r(n-1) }}{{ r(n-1) }}{% endif %}{% endmacro %}{{ r(40) }}",
        "{% macro r(n, x) %}{% if n %}{{ r(n-1, [x, x]) }}{% endif %}{{ x }}{% endmacro %}{{ r(40, 1) }}",
        "{% macro m() %}{{ caller() }}{{ caller() }}{% endmacro %}"
        + "{% call m() %}" * 20 + "x" + "{% endcall %}" * 20,
        "{% set y %}{% for i in range(9999) %}" + "long " * 200 + "{% endfor %}{% endset %}",
        "{% filter center(10**9) %}x{% endfilter %}",
        "{% set x = 'y' * 100000 %}" + "{{ x }}" * 50,
    ],
)  # fmt: skip
def test_what_grows_is_stopped_soon(template: str) -> None:
    start = process_time()
    with pytest.raises(SpentError):
        rendered(template)
    assert process_time() - start < 3


@pytest.mark.parametrize(
    "template",
    [
        "{% macro r() %}{{ r() }}{% endmacro %}{{ r() }}",
        f"{{{{ {'(' * 5000}1{')' * 5000} }}}}",
        "{% if 1 %}" * 500 + "{% endif %}" * 500,
    ],
)
def test_what_nests_without_an_end_is_a_mistake_like_others(template: str) -> None:
    with pytest.raises(RecursionError):
        rendered(template)
