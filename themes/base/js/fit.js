/* Fit: the canvas is scaled to the window; where that would be too small to read, text reflows. */
const { root, data, main } = slidegen;
const [width, height] = data.canvas;
/* Below half, the 28 px of the canvas are smaller than 14 px. */
const READABLE = 0.5;

function fit() {
  const desk = root.dataset.view === "presenter";
  const wide = desk ? Math.min(innerWidth * 0.6 - 18, ((innerHeight - 170) * width) / height) : innerWidth;
  const scale = Math.min(wide / width, innerHeight / height);
  const narrow = !desk && innerWidth / width < READABLE && innerWidth < innerHeight;
  if (narrow) root.dataset.fit = "flow";
  else delete root.dataset.fit;
  const mirror = "mirror" in root.dataset ? -scale : scale;
  main.style.scale = slidegen.mode === "slides" && !narrow ? `${mirror} ${scale}` : "";
}

/* What is beside the canvas takes the slide's colour, so that no frame shows. */
function surround({ current, mode }) {
  document.body.style.backgroundColor = mode === "slides" ? getComputedStyle(current).backgroundColor : "";
}

slidegen.fit = fit;
window.addEventListener("resize", fit);
slidegen.on("mode", fit);
slidegen.on("change mode", surround);
fit();
