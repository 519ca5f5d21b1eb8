/* Fit: the canvas is scaled to the window; where that would be too small to read, text reflows. */
const { root, data, main } = window.slidegen;
const [width, height] = data.canvas;
const READABLE = 0.5; // below it 26 px on the canvas are smaller than 13 px

function fit() {
  const box = main.getBoundingClientRect();
  const presenter = root.dataset.view === "presenter";
  const scale = Math.min((presenter ? box.width : innerWidth) / width, (presenter ? box.height : innerHeight) / height);
  const narrow = !presenter && innerWidth / width < READABLE && innerWidth < innerHeight;
  root.style.setProperty("--scale", scale);
  if (narrow) root.dataset.fit = "flow";
  else delete root.dataset.fit;
}

/* What is beside the canvas takes the slide's colour, so that no frame shows. */
function surround({ current }) {
  if (!current) return;
  const { backgroundColor, backgroundImage } = getComputedStyle(current);
  main.style.setProperty("--surround", backgroundImage === "none" || backgroundColor !== "rgba(0, 0, 0, 0)" ? backgroundColor : "");
}

window.slidegen.fit = fit;
window.addEventListener("resize", fit);
window.slidegen.on("mode", fit);
window.slidegen.on("change", surround);
fit();
