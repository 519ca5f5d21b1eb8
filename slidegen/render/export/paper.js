/* Prepares a deck's page (`?print`) for paper: one box a page, in order. Called with
     { layout: "slides" | "notes" | "handout", steps: boolean }
   and returns what becomes of it: { title, author, width, height, pages, remote, slides }, where `pages` are the
   labels of the pages, `remote` counts pictures that did not come from afar, and `slides` says of each slide { title, section, part, page }.

   A slide without steps is printed as its last step shows it, numbered as its first. With `steps` each
   step is a copy; the first keeps the ids, so that links lead to it. On sheets (notes, handout) slides are
   zoomed, with their notes beneath; this fills the sheets, since only then it is known which slide is on
   which page. */
async ({ layout, steps }) => {
  const SHEET = { width: 794, height: 1123, margin: 45, gap: 24 }; // A4 in CSS pixels
  const main = document.getElementById("slides");
  const data = JSON.parse(document.getElementById("slidegen-data").textContent);
  const [width, height] = data.canvas;
  const zoom = Math.min((SHEET.width - 2 * SHEET.margin) / width, 400 / height);
  await (window.slidegen?.ready ?? document.fonts.ready);
  await Promise.allSettled([...document.images].map((image) => { image.loading = "eager"; return image.decode(); }));

  const remote = [...document.images].filter((image) => /^https?:/.test(image.src) && !image.naturalWidth).length;

  const slides = [...main.children].filter((node) => node.classList.contains("slide"));
  slides.filter((slide) => "off" in slide.dataset).forEach((slide) => slide.remove());
  const shown = slides.filter((slide) => slide.isConnected);
  const total = window.slidegen?.total ?? shown.length;
  main.querySelectorAll(".copy, .tick").forEach((node) => node.remove());

  function labelAt(slide, step) {
    const first = Number(window.slidegen?.numberOf(slide) ?? slide.dataset.number);
    if (!first) return ["", ""];
    const number = String(first + (data.countSteps ? step : 0));
    return [number, data.numberFormat.replace("%current%", number).replace("%total%", total)];
  }

  /* The slide as it is at `step`; blocks of later steps keep their place. */
  function atStep(slide, step) {
    const copy = step ? slide.cloneNode(true) : slide;
    if (step) {
      copy.removeAttribute("id");
      copy.querySelectorAll("[id], a[name]").forEach((node) => { node.removeAttribute("id"); node.removeAttribute("name"); });
    }
    return copy;
  }
  function hideLater(copy, step) {
    for (const block of copy.querySelectorAll("[data-step]")) {
      if (Number(block.dataset.step) > step) block.style.setProperty("visibility", "hidden", "important");
    }
  }

  const boxes = []; // { node, slide, label }
  for (const slide of shown) {
    const last = steps ? Number(slide.dataset.steps) : 0;
    const copies = Array.from({ length: last + 1 }, (_, step) => atStep(slide, step));
    copies.forEach((copy, step) => {
      const [number, text] = labelAt(slide, step);
      if (text) copy.dataset.label = text;
      if (step) copies[step - 1].after(copy);
      if (steps) hideLater(copy, step);
      if (step < last) copy.querySelector(":scope > .notes")?.remove();
      boxes.push({ node: copy, slide, label: number });
    });
  }

  /* A slide without a title has none in the outline either, but for the first: that is the deck. */
  const titleOf = (slide) => {
    if (!("untitled" in slide.dataset)) return (slide.getAttribute("aria-label") ?? "").trim();
    return slide === shown[0] ? data.title : "";
  };

  function describe(pageOf) {
    const part = new Map();
    document.querySelectorAll("#deck-contents > ol").forEach((list, number) => {
      const title = list.previousElementSibling?.matches(".part-title") ? list.previousElementSibling.textContent : "";
      for (const link of list.querySelectorAll("a[data-section]")) part.set(link.dataset.section, { number, title, section: link.textContent });
    });
    return shown.map((slide) => {
      const section = part.get(slide.dataset.section);
      return { title: titleOf(slide), section: section?.section ?? "", part: section?.number ?? -1, partTitle: section?.title ?? "", page: pageOf(slide) };
    });
  }

  const author = document.querySelector("meta[name=author]")?.content ?? "";
  const answer = (pages, size, pageOf) => ({ title: data.title, author, width: size[0], height: size[1], pages, remote, slides: describe(pageOf) });

  const style = document.createElement("style");
  style.textContent = `@page { size: ${width}px ${height}px; margin: 0; }`;
  document.head.append(style);
  if (layout === "slides") {
    const first = new Map();
    boxes.forEach(({ slide }, at) => first.has(slide) || first.set(slide, at));
    return answer(boxes.map(({ label }) => label), [width, height], (slide) => first.get(slide));
  }

  /* Sheets: boxes are measured side by side, then put where there is room. */
  const root = document.documentElement;
  delete root.dataset.layout;
  root.dataset.sheets = layout;
  const room = SHEET.height - 2 * SHEET.margin;
  style.textContent = `
    @page { size: ${SHEET.width}px ${SHEET.height}px; margin: ${SHEET.margin}px; }
    [data-sheets] .sheet { overflow: hidden; break-after: page; }
    [data-sheets] .sheet:last-child { break-after: auto; }
    [data-sheets] .sheet-box { width: ${width * zoom}px; margin: 0 auto ${SHEET.gap}px; }
    [data-sheets] .sheet-slide { width: ${width * zoom}px; height: ${height * zoom}px; overflow: hidden; break-inside: avoid; border: 1px solid #b9c0c9; }
    [data-sheets] .sheet-slide > .slide { zoom: ${zoom}; break-after: auto !important; }
    [data-sheets] .sheet-notes .notes { display: block !important; margin: 0; padding: 10px 2px 0; font: 15px/1.45 var(--text-font); color: #1b2027; background: none; }
    [data-sheets] .sheet-notes :is(p, ul, ol, pre) { margin: 0 0 .5em; }
    [data-sheets] .sheet-notes pre { white-space: pre-wrap; font-size: 13px; }`;

  const framed = (name, ...children) => {
    const node = document.createElement("div");
    node.className = name;
    node.append(...children);
    return node;
  };
  const staged = boxes.map(({ node }) => {
    const notes = node.querySelector(":scope > .notes");
    return framed("sheet-box", framed("sheet-slide", node), ...(notes ? [framed("sheet-notes", notes)] : []));
  });
  main.replaceChildren(...staged);
  const heights = staged.map((box) => box.getBoundingClientRect().height);
  main.replaceChildren();

  const [labels, first] = [[], new Map()];
  let [sheet, start, left] = [null, 0, 0];
  staged.forEach((box, at) => {
    const { slide, label } = boxes[at];
    if (!sheet || layout === "notes" || heights[at] > left) {
      const pages = Math.ceil(heights[at] / room); // long notes flow on
      sheet = framed("sheet");
      sheet.style.height = `${pages * room}px`;
      main.append(sheet);
      start = labels.length;
      left = pages > 1 ? 0 : room;
      labels.push(...Array(pages).fill(label));
    }
    sheet.append(box);
    left -= heights[at] + SHEET.gap;
    if (!first.has(slide)) first.set(slide, start);
  });
  return answer(labels, [SHEET.width, SHEET.height], (slide) => first.get(slide));
}
