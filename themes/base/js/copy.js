/* Copy: the commands of a code block, or of a whole exercise. Prompts, and what a prompt answers, stay
   behind; highlights are only looks. */
const deck = slidegen;
const { el } = deck;
const PROMPT = /^\s*(?:\$|#|PS>|>>>)\s(?=\S)/;

/* In a transcript only what follows a `$ ` is typed, with the lines that a backslash continues. `# ` may as
   well be a comment, so it is a prompt only where the language is a session. */
function typed(code) {
  const lines = code.textContent.trimEnd().split("\n");
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

/* On plain http there is no clipboard; the old way still works there. */
async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el("textarea", { class: "announcer" }, text);
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

function copier(text, read) {
  return deck.button("", async ({ target }) => {
    await write(read());
    target.dataset.done = "";
    deck.announce(deck.say("copied"));
    setTimeout(() => delete target.dataset.done, 1500);
  }, { class: "copy", title: text });
}

/* Buttons come into being slide by slide. */
deck.whenSeen((slide) => {
  const codes = [...slide.querySelectorAll(".slide-body pre > code")];
  for (const code of codes) {
    const pre = code.parentNode;
    const frame = el("div", { class: "code-frame" });
    pre.before(frame);
    frame.append(pre, copier(deck.say("copy-code"), () => typed(code)));
  }
  for (const exercise of slide.querySelectorAll(".slide-body :is(.exercise, .lab)")) {
    const own = codes.filter((code) => exercise.contains(code));
    if (own.length) exercise.append(copier(deck.say("copy-exercise"), () => own.map(typed).join("\n")));
  }
  /* Code that scrolls is reached by keyboard. Asked in the next frame, when it has been laid out anyway. */
  requestAnimationFrame(() => setTimeout(() => codes.forEach(({ parentNode: pre }) => {
    if (pre.scrollWidth > pre.clientWidth) Object.assign(pre, { tabIndex: 0, role: "group", ariaLabel: deck.say("code") });
  })));
});
