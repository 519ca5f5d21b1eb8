/* Keys: remark's, and those that other behaviours give to their commands. Letters, digits and signs can be
   switched off (WCAG 2.1.4); keys with Ctrl, Alt or Meta, and keys typed into a field, are never ours. */
const deck = slidegen;
const { root, el, commands } = deck;
let typed = "";
let typedTimer = 0;
const badge = el("div", { class: "typed", hidden: true });
document.body.append(badge);

deck.command("ArrowRight ArrowDown PageDown Space j", "Next step or slide", deck.next);
deck.command("ArrowLeft ArrowUp PageUp Shift+Space k", "Previous step or slide", deck.previous);
deck.command("Home", "First slide", deck.first);
deck.command("End", "Last slide", deck.last);
deck.command("0–9…Enter", "Go to a number");
deck.command("b", "Dark screen", () => deck.blackout());
deck.command("m", "Mirror", () => {
  root.toggleAttribute("data-mirror");
  deck.fit();
});
deck.command("f", "Full screen", () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen()));
deck.command("r", "Read as one page", () => {
  deck.setMode(deck.mode ? "" : "slides");
  deck.go(deck.index);
});
deck.command("Escape", "", () => deck.blackout(false), () => "dark" in root.dataset);

deck.blackout = (dark) => {
  root.toggleAttribute("data-dark", dark);
  deck.blackouts("dark" in root.dataset);
};

/* A panel that closes keeps the focus until the next frame: what is not to be seen takes no keys. */
const within = (node, what) => node.checkVisibility?.() && node.closest(what);
const FIELDS = "input, textarea, select, [contenteditable], dialog";
const CONTROLS = "button, a[href], summary, video, audio";
/* On the reading page only letters are ours: arrows, space and paging scroll. */
const inReading = (key) => deck.mode === "" && (key.length > 1 || key === " ");

function digits(key) {
  clearTimeout(typedTimer);
  if (key === "Enter") deck.go(`#${typed}`, { jump: true });
  typed = /\d/.test(key) ? (typed + key).slice(-5) : "";
  if (typed) typedTimer = setTimeout(digits, 3000, "Escape");
  badge.textContent = typed;
  badge.hidden = !typed;
}

/* In a narrow window a slide may be longer than the screen: first scroll, then turn. */
function scrolls(key) {
  if (root.dataset.fit !== "flow") return false;
  const body = deck.current.querySelector(".slide-body");
  if (/Down|^Space/.test(key)) return body.scrollTop + body.clientHeight < body.scrollHeight - 2;
  return key === "ArrowUp" && body.scrollTop > 0;
}

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || within(target, FIELDS)) return;
  if (within(target, CONTROLS) && (key === " " || key === "Enter") && !typed) return;
  const character = key.length === 1 && key !== " ";
  if (character && !deck.shortcuts) return;
  if (/^\d$/.test(key) || (typed && /^(Enter|Escape)$/.test(key))) { event.preventDefault(); digits(key); return; }
  const name = key === " " ? (event.shiftKey ? "Shift+Space" : "Space") : key;
  const command = commands.findLast(({ keys, when }) => keys.includes(name) && when());
  if (!command || inReading(key) || scrolls(name)) return;
  event.preventDefault();
  command.run();
});

deck.shortcuts = deck.store.get("shortcuts", true);
