/* Swipe and wheel. Both have buttons that do the same (WCAG 2.5.1). */
const deck = window.slidegen;
let from = null;
let turned = 0;

const wide = (node) => {
  for (let at = node; at && at !== deck.main; at = at.parentElement) if (at.scrollWidth > at.clientWidth + 2 && at.tagName === "PRE") return true;
  return false;
};
const tall = (node) => {
  const body = node.closest?.(".slide-body, .desk-notes, pre");
  return body && body.scrollHeight > body.clientHeight + 2;
};

deck.main.addEventListener("touchstart", ({ touches, target }) => {
  from = touches.length === 1 && deck.mode === "slides" && !wide(target) && { x: touches[0].clientX, y: touches[0].clientY };
}, { passive: true });
deck.main.addEventListener("touchend", ({ changedTouches: [touch] }) => {
  if (!from) return;
  const x = touch.clientX - from.x;
  const y = touch.clientY - from.y;
  from = null;
  if (Math.abs(x) < 45 || Math.abs(x) < 2 * Math.abs(y)) return;
  (x < 0 ? deck.next : deck.previous)();
}, { passive: true });

deck.main.addEventListener("wheel", (event) => {
  if (deck.mode !== "slides" || event.ctrlKey || Math.abs(event.deltaY) < 8 || tall(event.target)) return;
  const now = Date.now();
  if (now - turned < 350) return;
  turned = now;
  (event.deltaY > 0 ? deck.next : deck.previous)();
}, { passive: true });
