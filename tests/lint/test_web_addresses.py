"""Web addresses of a document: where they stand, and which are nobody's."""

import pytest

from slidegen.lint.document import Document
from slidegen.lint.web_addresses import is_public, web_addresses_in

TEXT = """\
# A

[one](https://a.test.org/x#y "title") and https://b.org/z. And (https://c.org/a_(b)).

<img src="https://d.org/i.png"> `kubectl apply -f https://e.org/m.yaml`

[def]: https://f.org

```bash
kubectl apply -f https://g.org/m.yaml
helm repo add x 'https://h.org/charts'
echo $URL https://i.org/$VERSION/x
```
"""


def test_in_order_with_who_follows_them() -> None:
    document = Document.from_text("a.md", TEXT)
    found = web_addresses_in(document)
    assert [(each.address, each.is_fetched) for each in found] == [
        ("https://a.test.org/x", False),
        ("https://b.org/z", False),
        ("https://c.org/a_(b)", False),
        ("https://d.org/i.png", False),
        ("https://e.org/m.yaml", False),
        ("https://f.org", False),
        ("https://g.org/m.yaml", True),
        ("https://h.org/charts", True),
    ]
    assert all(document.text.startswith(each.address, each.start) for each in found)


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("见 https://a.org/b.html。然后", ["https://a.org/b.html"]),
        ("https://a.org/stable이고 나서", ["https://a.org/stable"]),
        ("（https://a.org/x）、https://b.org/wiki/容器", ["https://a.org/x", "https://b.org/wiki/容器"]),
        (r"[x](https://a.org/\_/busybox/)", ["https://a.org/_/busybox/"]),
        ("```bash\necho 'See https://a.org/x for more'\n```\n", ["https://a.org/x"]),
        ("```bash\nIP=$(curl -s https://a.org/)\n```\n", ["https://a.org/"]),
        (
            "```bash\nX=https://a.org/1 curl https://a.org/2,https://b.org/\n```\n",
            ["https://a.org/2,https://b.org/"],
        ),
        ("```bash\ncurl -L https://a.org/compose-`uname -s`-x\n```\n", []),
        ("```bash\ngrep -o 'https://[^ ]*.yaml' a\ncurl https://a.org/{1,2}\n```\n", []),
        ("`git clone https://github.com/YOUR_NAME/x` https://github.com/your-org/x", []),
    ],
)
def test_where_they_end(text: str, addresses: list[str]) -> None:
    found = web_addresses_in(Document.from_text("a.md", text))
    assert [each.address for each in found] == addresses


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("https://kubernetes.io/x", True),
        ("http://8.8.8.8/", True),
        ("http://10.1.2.3/", False),
        ("http://127.0.0.1:80/", False),
        ("http://[::1]/", False),
        ("http://localhost/", False),
        ("https://www.example.com/", False),
        ("http://node1/", False),
        ("http://web.default.svc.cluster.local/", False),
        ("http://[bad/", False),
    ],
)
def test_public(address: str, public: bool) -> None:
    assert is_public(address) is public
