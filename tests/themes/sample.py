# ruff: noqa: E501 - a line of HTML is a line
"""A deck by hand that holds every element a theme designs, without the Markdown passes."""

from markupsafe import Markup

from slidegen.render.highlight import highlight
from slidegen.render.page import Page, PageAssets, PartView, SectionView, SlideView, Switch
from slidegen.text.marks import MarkedCode

PICTURE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='1200' height='700'%3E"
    "%3Crect width='1200' height='700' fill='%23dfe8ff'/%3E%3Ccircle cx='600' cy='350' r='220' fill='%232451c4'/%3E"
    "%3Crect x='120' y='270' width='220' height='160' rx='16' fill='%230a6b53'/%3E%3C/svg%3E"
)

SHELL = """# Create a deployment, then look at it
kubectl create deployment blue --image=jpetazzo/httpenv
kubectl expose deployment blue --port=8888
kubectl get pods -l app=blue -o wide"""

SESSION = """$ kubectl get nodes
NAME    STATUS   ROLES           AGE    VERSION
node1   Ready    control-plane   7d6h   v1.34.0
node2   Ready    <none>          7d6h   v1.34.0
$ curl -s http://10.98.4.12:8888 \\
  | jq .HOSTNAME"""

YAML = """apiVersion: v1
kind: Service
metadata:
  name: blue  # the DNS name
spec:
  type: ClusterIP
  selector:
    app: blue
  ports:
  - port: 80
    targetPort: 8888"""

DOCKERFILE = """FROM golang:1.25 AS builder
COPY . /src
RUN --mount=type=cache,target=/root/.cache go build -o /app .
FROM scratch
COPY --from=builder /app /app
ENTRYPOINT ["/app"]"""

PYTHON = '''@dataclass(frozen=True)
class Pod:
    """One running copy."""
    name: str = "blue-7d9f"
    ready: bool = True

def count(pods: list[Pod]) -> int:
    return sum(1 for pod in pods if pod.ready and pod.name != f"{0x1f}")  # 31'''


def code(text: str, language: str, lines: tuple[int, ...] = (), mark: str = "") -> str:
    """As slidegen renders a fence: with colours, highlighted lines, marked spans, and what is typed."""
    start = text.find(mark)
    spans = ((start, start + len(mark)),) if mark else ()
    html = highlight(MarkedCode(text, frozenset(line - 1 for line in lines), spans), language, language)
    return f'<pre><code class="language-{language}">{html}</code></pre>'


def bullets(*items: str, step: int | None = None) -> str:
    attribute = "" if step is None else f' data-step="{step}"'
    return f"<ul{attribute}>" + "".join(f"<li><p>{item}</p></li>" for item in items) + "</ul>"


TITLE = "Exposing containers with Kubernetes services"

SLIDES: tuple[tuple[str, str, tuple[str, ...], str, str, int, int], ...] = (
    ("title", TITLE, ("title",),
     f"<h1>{TITLE}</h1><p>A day with pods that come and go</p>"
     '<div class="footnote"><p>Slides: <a href="https://slides.example/">slides.example</a> · WiFi: <strong>workshop</strong></p></div>', "", 0, 0),
    ("introductions", "Introductions", (), "<h2>Introductions</h2>" + bullets(
        "Hello! We are here all day, and questions are welcome at any time",
        "The day is made of <em>short explanations</em> and <strong>long exercises</strong>",
        "Coffee at 10:30, lunch at 12:15, done by 17:00",
        'These slides are at <a href="https://slides.example/">https://slides.example/</a>, for good',
    ) + '<p><span class="footnote">Typos? Mistakes? Move to the bottom of a slide to find its source.</span></p>',
     "<p>Say who we are. <strong>Ask who they are.</strong></p><ul><li>Check that everybody has a terminal</li></ul>", 0, 0),
    ("contents", "Part 1", ("toc",), "<h2>Part 1</h2><ul>"
     '<li><a href="#toc-deploy">Deploying something</a></li><li><a href="#code">Showing code</a></li>'
     '<li><a href="#exercise">Exercises</a></li></ul>', "", 0, 0),
    ("interstitial", "Image", ("pic",), f'<p class="interstitial"><img src="{PICTURE}" alt="A blue circle beside a green box"></p>', "", 0, 1),
    ("toc-deploy", "Deploying something", ("title",),
     "<p>Deploying something</p>"
     '<p><span class="nav"><a href="#title">Previous part</a> | <a href="#contents">Back to table of contents</a> | <a href="#code">Next part</a></span></p>', "", 0, 1),
    ("services", "Services have four types", (), "<h2>Services have four types</h2>" + bullets(
        "<code>ClusterIP</code> (default): an address inside the cluster",
        "<code>NodePort</code>: the same, and a port on every node, between 30000 and 32767",
    ) + '<ul data-step="1"><li><p><code>LoadBalancer</code>: the same, and a machine from the cloud in front</p></li></ul>'
     + '<p data-step="2">And <code>ExternalName</code>, which is a DNS alias and nothing more.</p>', "<p>Draw the four on the board.</p>", 2, 1),
    ("exercise", "Creating a deployment", (), "<h2>Creating a deployment</h2>" + bullets(
        "We need something that tells us which pod answered",
    ) + '<div class="exercise"><ul><li><p>Create the deployment and its service:</p>'
     + code(SHELL, "bash") + "</li><li><p>Then ask it for its name, a few times</p></li></ul></div>"
     + "<p>Whose name is it? Why is it not always the same?</p>", "", 0, 1),
    ("lab", "A lab, with a session", (), '<h2>A lab, with a session</h2><div class="lab"><ul><li><p>Look at the nodes:</p>'
     + code(SESSION, "console") + '</li></ul></div><div class="warning"><p><strong>Warning:</strong> an address is not a name. It changes.</p></div>', "", 0, 1),
    ("extra", "How it works under the hood", ("extra-details",), "<h2>How it works under the hood</h2>" + bullets(
        "<code>kube-proxy</code> watches the API server and writes rules",
        "Those rules are <code>iptables</code>, <code>nftables</code> or IPVS",
        "Nothing listens on the service's address: packets are rewritten on their way",
    ), "", 0, 1),
    ("code", "Highlighted lines and spans", (), "<h2>Highlighted lines and spans</h2>" + code(YAML, "yaml", lines=(6, 8), mark="targetPort"), "", 0, 2),
    ("languages", "Code in several languages", (), '<h2>Code in several languages</h2><div class="pull-left">' + code(DOCKERFILE, "docker")
     + '</div><div class="pull-right">' + code(PYTHON, "python") + "</div>", "", 0, 2),
    ("table", "What each type gives", (), "<h2>What each type gives</h2><table><thead><tr><th>Type</th><th>Reachable from</th>"
     '<th style="text-align:right">Ports</th></tr></thead><tbody>'
     '<tr><td><code>ClusterIP</code></td><td>pods and nodes</td><td style="text-align:right">any</td></tr>'
     '<tr><td><code>NodePort</code></td><td>wherever a node is reachable</td><td style="text-align:right">30000–32767</td></tr>'
     '<tr><td><code>LoadBalancer</code></td><td>the Internet, if the cloud agrees</td><td style="text-align:right">any</td></tr>'
     '<tr><td><code>ExternalName</code></td><td>nowhere: it is a name</td><td style="text-align:right">none</td></tr></tbody></table>', "", 0, 2),
    ("columns", "Two columns", (), '<h2>Two columns</h2><div class="pull-left"><h3>Pods</h3>' + bullets("come and go", "have addresses of their own", "are found by labels")
     + '</div><div class="pull-right"><h3>Services</h3>' + bullets("stay", "have one address and one name", "select pods by labels") + "</div>", "", 0, 2),
    ("quote", "In other words", (), "<h2>In other words</h2><blockquote><p>Everything should be made as simple as possible, but not simpler.</p></blockquote>"
     '<div class="quote"><p>There are two hard problems: naming things, and off-by-one errors.</p></div>'
     '<p class="small">Small print: <span class="red">red</span>, <span class="green">green</span>, <span class="blue">blue</span>, '
     '<span class="orange">orange</span>, <span class="purple">purple</span>, <span class="gray">gray</span>, <del>gone</del>, <kbd>Ctrl</kbd>+<kbd>C</kbd></p>'
     '<div class="colorbar"><p>A bar of colour, with a <a href="#title">link</a></p></div>', "", 0, 2),
    ("picture", "A request's way", ("pic",), f'<h2>A request\'s way</h2><p><img src="{PICTURE}" alt="A request goes from the client to a pod"></p>', "", 0, 2),
    ("inline-picture", "A picture among text", (), f'<h2>A picture among text</h2><p>Before the picture.</p><p><img src="{PICTURE}" alt="The same again" width="400"></p><p>After it.</p>', "", 0, 2),
    ("inverse", "Where are we?", ("inverse", "center", "middle"), "<h1>Where are we?</h1><p>Half of the day is <em>done</em>, and <code>kubectl</code> still works.</p>", "", 0, 2),
    ("levels", "Lists in lists", (), "<h2>Lists in lists</h2><ol><li>First<ul><li>one level down<ul><li>two levels down</li></ul></li><li>again</li></ul></li>"
     "<li>Second, with a rather long line that has to break somewhere before the end of the canvas comes</li><li>Third</li></ol>"
     "<h3>A smaller heading</h3><p>A paragraph with <a href=\"#title\">a link</a>, <strong>strong</strong> and <em>emphasised</em> words.</p>", "", 0, 2),
    ("self-paced-note", "On your own", ("self-paced",), "<h2>On your own</h2><p>Readers at home see this slide; a class does not need it.</p>", "", 0, 2),
    ("terminal", "A terminal", (), '<h2>A terminal</h2><div class="term">$ whoami\nroot</div><p class="center">centred</p>', "", 0, 2),
    ("thanks", "Thank you!", ("title",), "<h1>Thank you!</h1><p>Questions?</p>", "<p>Collect the feedback forms.</p>", 0, 2),
)  # fmt: skip


def sample_page(assets: PageAssets, theme: str = "default", copies: int = 1) -> Page:
    """The deck; with `copies` as long as the longest workshops."""
    slides: list[SlideView] = []
    number = 1
    for copy in range(copies):
        for name, title, classes, body, notes, steps, section in SLIDES:
            slides.append(
                SlideView(
                    id=name if not copy else f"{name}-{copy}",
                    number=str(number),
                    title=title,
                    body=Markup(body),
                    classes=classes,
                    steps=steps,
                    notes=Markup(notes),
                    source=f"content/services.md:{number * 7}",
                    source_url=f"https://forge.example/tree/main/content/services.md#L{number * 7}",
                    section=section,
                    minutes=2.0,
                )
            )
            number += 1 + steps
    sections = (
        SectionView(1, "Deploying something", "toc-deploy", minutes=12.0),
        SectionView(2, "Showing code", "code", minutes=24.0),
    )
    return Page(
        name="sample",
        title=TITLE,
        slides=tuple(slides),
        parts=(PartView(1, "The day", sections),),
        assets=assets,
        theme=theme,
        description="A day with pods that come and go, and names that stay",
        author="The slidegen authors",
        switches=(Switch("extra-details"), Switch("self-paced")),
        home_url="index.html",
        script_url="sample.sh",
        redirects=(("old-exercise", "exercise"),),
    )
