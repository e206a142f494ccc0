// Shows the steps of a walk. The pieces of all pictures are in the page once; a step is the list of pieces that are on it,
// given as what it takes away from and adds to the step before it.
"use strict";

const svgSpace = "http://www.w3.org/2000/svg";
const byId = (id) => document.getElementById(id);

async function load() {
  const text = byId("walk").textContent.trim();
  if (byId("walk").dataset.packed === undefined) {
    return JSON.parse(text);
  }
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

function start(walk) {
  const narrow = matchMedia("(max-width: 760px)");
  const canvases = { wide: new Canvas(walk, "wide"), narrow: new Canvas(walk, "narrow") };
  let at = 0;
  let timer = 0;
  let file = -1;

  const text = (index) => (index === undefined || index < 0 ? "" : walk.texts[index]);

  function show(index) {
    at = Math.max(0, Math.min(index, walk.steps.length - 1));
    const step = walk.steps[at];
    (narrow.matches ? canvases.narrow : canvases.wide).show(at);
    byId("say").innerHTML = text(step.say);
    byId("count").textContent = `step ${step.n} of ${walk.total}`;
    byId("scrub").value = String(at);
    byId("scrub").setAttribute("aria-valuetext", `step ${step.n}: ${byId("say").textContent}`);
    byId("knob").style.left = `${walk.total > 1 ? ((step.n - 1) / (walk.total - 1)) * 100 : 0}%`;
    byId("out").innerHTML = text(step.out);
    byId("out").hidden = !text(step.out);
    byId("foot").classList.toggle("streams", !byId("out").hidden);
    byId("out").scrollTop = byId("out").scrollHeight;
    showSource(step);
    history.replaceState(null, "", `#step=${step.n}`);
  }

  function showSource(step) {
    const code = byId("code");
    if (step.file !== undefined && step.file !== file) {
      file = step.file;
      code.replaceChildren(...walk.sources[file].lines.map(lineOf));
    }
    for (const old of code.querySelectorAll(".here")) old.classList.remove("here");
    for (const old of code.querySelectorAll(".under, .why")) old.remove();
    for (const old of code.querySelectorAll(".part")) old.replaceWith(...old.childNodes);
    const first = code.children[(step.line ?? 0) - 1];
    let last = first;
    for (let n = step.line; n <= step.endLine; n++) {
      last = code.querySelector(`[data-line="${n}"]`) ?? last;
      last?.classList.add("here");
    }
    if (first && step.line === step.endLine) markPart(first.lastElementChild, step.column, step.endColumn);
    const indent = /^\s*/.exec(first?.lastElementChild.textContent ?? "")[0];
    if (last && text(step.under)) last = after(last, `<div class="l here under"><span class="n">=</span><span>${indent}${text(step.under)}</span></div>`);
    if (text(step.why)) last = last ? after(last, text(step.why)) : (code.insertAdjacentHTML("beforeend", text(step.why)), code.lastElementChild);
    last?.scrollIntoView({ block: "nearest" });
    first?.scrollIntoView({ block: "nearest" });
  }

  function lineOf(html, index) {
    const line = document.createElement("div");
    line.className = "l";
    line.dataset.line = String(index + 1);
    line.innerHTML = `<span class="n">${index + 1}</span><span>${html}</span>`;
    return line;
  }

  const after = (node, html) => (node.insertAdjacentHTML("afterend", html), node.nextElementSibling);

  function over(direction) {
    const depth = walk.steps[at].depth;
    let next = at + direction;
    while (next > 0 && next < walk.steps.length - 1 && walk.steps[next].depth > depth) next += direction;
    show(next);
  }

  function goTo(number) {
    const found = walk.steps.findIndex((step) => step.n >= number);
    show(found < 0 ? walk.steps.length - 1 : found);
  }

  function play() {
    if (timer) {
      clearInterval(timer);
      timer = 0;
    } else {
      timer = setInterval(() => (at + 1 < walk.steps.length ? show(at + 1) : play()), 900);
    }
    byId("play").textContent = timer ? "❚❚" : "▶";
    byId("play").setAttribute("aria-label", timer ? "stop" : "play");
  }

  const ask = () => byId("goto").showModal();
  const help = () => byId("help").showModal();
  const theme = () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  };
  const keys = {
    ArrowRight: (event) => (event.shiftKey ? over(1) : show(at + 1)),
    ArrowLeft: (event) => (event.shiftKey ? over(-1) : show(at - 1)),
    ".": () => show(at + 1),
    ",": () => show(at - 1),
    Home: () => show(0),
    End: () => show(walk.steps.length - 1),
    " ": play,
    "/": ask,
    "?": help,
    d: theme,
  };

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.key === " " && event.target instanceof HTMLButtonElement) return;
    const act = keys[event.key];
    if (act) {
      event.preventDefault();
      act(event);
    }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-step]");
    if (link) {
      event.preventDefault();
      goTo(Number(link.dataset.step));
    }
  });
  const press = { first: keys.Home, back: () => show(at - 1), next: () => show(at + 1), last: keys.End, play, ask, keys: help, theme };
  for (const [id, act] of Object.entries(press)) byId(id).addEventListener("click", () => act());
  byId("goto").addEventListener("close", () => byId("goto").returnValue === "go" && goTo(Number(byId("number").value)));
  byId("scrub").max = String(walk.steps.length - 1);
  byId("scrub").addEventListener("input", () => show(Number(byId("scrub").value)));
  narrow.addEventListener("change", () => show(at));
  const fromLink = () => goTo(Number(/step=(\d+)/.exec(location.hash)?.[1] ?? walk.steps[0]?.n));
  addEventListener("hashchange", fromLink);
  fromLink();
}

/** Frames the characters from one column to another, across whatever elements they are in. */
function markPart(line, from, to) {
  const range = document.createRange();
  const reader = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  const parts = [];
  let column = 0;
  for (let node = reader.nextNode(); node; node = reader.nextNode()) {
    const start = Math.max(from - column, 0);
    const end = Math.min(to - column, node.length);
    if (start < end) parts.push([node, start, end]);
    column += node.length;
  }
  for (const [node, start, end] of parts) {
    range.setStart(node, start);
    range.setEnd(node, end);
    const frame = document.createElement("span");
    if (parts.length === 1) frame.className = "part";
    else frame.className = "part several";
    range.surroundContents(frame);
  }
}

/** Draws the pieces of a step and keeps what the next step shows too. */
class Canvas {
  constructor(walk, form) {
    this.walk = walk;
    this.form = form;
    this.steps = walk[form];
    this.known = [new Set()];
    this.shown = new Map();
    this.layers = [0, 1, 2].map(() => document.createElementNS(svgSpace, "g"));
  }

  show(index) {
    const svg = byId("picture");
    if (svg.dataset.form !== this.form) {
      svg.dataset.form = this.form;
      byId("pieces").replaceChildren(...this.layers);
    }
    const wanted = this.piecesOf(index);
    for (const [piece, node] of this.shown) {
      if (!wanted.has(piece)) {
        node.remove();
        this.shown.delete(piece);
      }
    }
    for (const piece of wanted) if (!this.shown.has(piece)) this.add(piece);
    const { width } = this.steps.size;
    svg.setAttribute("viewBox", `0 0 ${width} ${Math.max(this.steps.of[index].height, 80)}`);
    svg.style.width = `clamp(${Math.round(width * 0.72)}px, 100%, ${width}px)`;
  }

  /** The pieces of a step; every 64th step is remembered, so that going anywhere takes few additions. */
  piecesOf(index) {
    let from = Math.min(Math.floor(index / 64), this.known.length - 1);
    let pieces = new Set(this.known[from]);
    for (let i = from * 64; i < index + 1; i++) {
      if (i % 64 === 0 && !this.known[i / 64]) this.known[i / 64] = new Set(pieces);
      for (const gone of this.steps.of[i].less) pieces.delete(gone);
      for (const added of this.steps.of[i].more) pieces.add(added);
    }
    return pieces;
  }

  add(piece) {
    const [fragment, layer, x, y] = this.steps.pieces[piece];
    const node = document.createElementNS(svgSpace, "g");
    if (x || y) node.setAttribute("transform", `translate(${x},${y})`);
    node.innerHTML = this.walk.fragments[fragment];
    this.layers[layer].append(node);
    this.shown.set(piece, node);
  }
}

load().then(start);
