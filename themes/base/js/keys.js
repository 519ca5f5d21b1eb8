/* Keys: remark's, and those that other behaviours give to their commands. Letters, digits and signs can be
   switched off (WCAG 2.1.4); keys with Ctrl, Alt or Meta, and keys typed into a field, are never ours. */
const deck = window.slidegen;
const { root, el, commands } = deck;
let typed = "";
let typedTimer = 0;
const badge = el("div", { class: "typed", hidden: true });
document.body.append(badge);

deck.command({ keys: ["ArrowRight", "ArrowDown", "PageDown", " ", "j"], label: "Next step or slide", run: deck.next });
deck.command({ keys: ["ArrowLeft", "ArrowUp", "PageUp", "Shift+ ", "k"], label: "Previous step or slide", run: deck.previous });
deck.command({ keys: ["Home"], label: "First slide", run: deck.first });
deck.command({ keys: ["End"], label: "Last slide", run: deck.last });
deck.command({ keys: ["0–9 Enter"], label: "Go to a number", run() {} });
deck.command({ keys: ["b"], label: "Dark screen", run: () => deck.blackout() });
deck.command({ keys: ["m"], label: "Mirror", run: () => root.toggleAttribute("data-mirror") });
deck.command({
  keys: ["f"], label: "Full screen",
  run: () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.()),
});
deck.command({
  keys: ["r"], label: "Read as one page",
  run: () => { deck.setMode(deck.mode ? "" : "slides"); deck.go(deck.index); },
});

deck.blackout = (dark) => {
  root.toggleAttribute("data-dark", dark);
  deck.blackouts?.(root.hasAttribute("data-dark"));
};

const busy = (node) => node.closest?.("input, textarea, select, [contenteditable], dialog");
const control = (node) => node.closest?.("button, a[href], summary, video, audio");
const inReading = (key) => deck.mode === "" && (key.length > 1 || key === " ");

function digits(key) {
  clearTimeout(typedTimer);
  if (key === "Enter") {
    deck.go(`#${typed}`, { jump: true });
    typed = "";
  } else {
    typed = (typed + key).slice(-5);
    typedTimer = setTimeout(() => digits("Escape"), 3000);
  }
  if (key === "Escape") typed = "";
  badge.textContent = typed;
  badge.hidden = !typed;
}

/* In a narrow window a slide may be longer than the screen: first scroll, then turn. */
function scrolls(key) {
  const body = deck.current?.querySelector(".slide-body");
  if (!body || root.dataset.fit !== "flow") return false;
  if (/Down| $/.test(key)) return body.scrollTop + body.clientHeight < body.scrollHeight - 2;
  return key === "ArrowUp" && body.scrollTop > 0;
}

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || busy(target)) return;
  if (control(target) && (key === " " || key === "Enter") && !typed) return;
  const character = key.length === 1 && key !== " ";
  if (character && !deck.shortcuts) return;
  if (/^\d$/.test(key) || (typed && (key === "Enter" || key === "Escape"))) { digits(key); event.preventDefault(); return; }
  const name = event.shiftKey && key === " " ? "Shift+ " : key;
  const command = commands.find(({ keys, when }) => keys.includes(name) && (!when || when()));
  if (!command || inReading(key) || scrolls(name)) return;
  event.preventDefault();
  command.run();
});

deck.shortcuts = deck.store.get("shortcuts", true);
