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
