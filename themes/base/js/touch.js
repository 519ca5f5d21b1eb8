/* Swipe and wheel. Both have buttons that do the same (WCAG 2.5.1). */
const deck = slidegen;
let from = null;
let turned = 0;

const wide = (box) => box?.scrollWidth > box?.clientWidth + 2;
const tall = (box) => box?.scrollHeight > box?.clientHeight + 2;

deck.main.addEventListener("touchstart", ({ touches, target }) => {
  from = touches.length === 1 && deck.mode === "slides" && !wide(target.closest("pre")) && touches[0];
}, { passive: true });
deck.main.addEventListener("touchend", ({ changedTouches: [touch] }) => {
  if (!from) return;
  const x = touch.clientX - from.clientX;
  const y = touch.clientY - from.clientY;
  from = null;
  if (Math.abs(x) < 45 || Math.abs(x) < 2 * Math.abs(y)) return;
  (x < 0 ? deck.next : deck.previous)();
}, { passive: true });

deck.main.addEventListener("wheel", (event) => {
  if (deck.mode !== "slides" || event.ctrlKey || event.timeStamp - turned < 350) return;
  if (Math.abs(event.deltaY) < 8 || tall(event.target.closest(".slide-body"))) return;
  turned = event.timeStamp;
  (event.deltaY > 0 ? deck.next : deck.previous)();
}, { passive: true });
