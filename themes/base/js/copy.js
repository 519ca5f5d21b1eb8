/* Copy: the commands of a code block, or of a whole exercise. Prompts, and what a prompt answers, stay
   behind; highlights are only looks. */
const deck = window.slidegen;
const { el } = deck;
const PROMPT = /^\s*(?:\$|#|PS>|>>>)\s(?=\S)/;

/* In a transcript only what follows a `$ ` is typed, with the lines that a backslash continues. `# ` may as
   well be a comment, so it is a prompt only where the language is a session. */
function typed(code) {
  const lines = code.textContent.replace(/\n$/, "").split("\n");
  const session = /language-(console|shell-session|pycon|doscon|pwsh-session)/.test(code.className);
  const prompt = session ? PROMPT : /^\s*\$\s(?=\S)/;
  if (!lines.some((line) => prompt.test(line))) return lines.join("\n");
  let more = false;
  return lines.filter((line) => {
    const keep = more || prompt.test(line);
    more = keep && line.endsWith("\\");
    return keep;
  }).map((line) => line.replace(prompt, "")).join("\n");
}

async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch { // no clipboard on plain http
    const area = el("textarea", { style: "position:fixed;opacity:0" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

function button(text, read) {
  return el("button", {
    class: "copy", type: "button", "aria-label": text, title: text,
    async onclick(event) {
      const { currentTarget: node } = event;
      await write(read());
      node.textContent = "✓";
      node.dataset.done = "";
      deck.announce("Copied");
      setTimeout(() => { node.textContent = "⧉"; delete node.dataset.done; }, 1500);
    },
  }, "⧉");
}

/* Where the pointer or the focus is: buttons come into being slide by slide. */
function prepare({ current }) {
  if (!current || "copied" in current.dataset) return;
  current.dataset.copied = "";
  for (const code of current.querySelectorAll("pre > code")) {
    const pre = code.parentNode;
    if (pre.closest(".term")) continue;
    const frame = el("div", { class: "code-frame" });
    pre.before(frame);
    frame.append(pre, button("Copy this code", () => typed(code)));
    if (pre.scrollWidth > pre.clientWidth) { pre.tabIndex = 0; pre.setAttribute("role", "region"); pre.setAttribute("aria-label", "Code"); }
  }
  for (const exercise of current.querySelectorAll(".slide-body :is(.exercise, .lab)")) {
    const codes = [...exercise.querySelectorAll("pre > code")];
    if (codes.length) exercise.append(button("Copy all of this exercise", () => codes.map(typed).join("\n")));
  }
}
deck.on("change", prepare);
