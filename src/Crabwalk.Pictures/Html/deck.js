// Moves from slide to slide with the keys that people press in a talk; without it the deck still scrolls and prints.
"use strict";
const slides = [...document.querySelectorAll(".slide")];
const current = () => Math.round(scrollY / innerHeight);
const show = (index) => slides[Math.max(0, Math.min(index, slides.length - 1))].scrollIntoView();
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const moves = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ".": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, ",": -1 };
  const target = event.key === "Home" ? 0 : event.key === "End" ? slides.length - 1 : current() + (moves[event.key] ?? NaN);
  if (!Number.isNaN(target)) {
    event.preventDefault();
    show(target);
  }
});
