// Ticking rows of the list: x ticks the ticket that the keyboard stands on, Shift+x or a click with Shift all up to it.
// How many are ticked stands in the bar, whose first box ticks them all. The form works without any of this.

import { isOn, isTyping } from "./keys.js";

let last = null;

const boxes = () => [...document.querySelectorAll(".ticket-tick input")];

function count() {
  const bar = document.getElementById("bulk");
  if (!bar) {
    return;
  }
  const all = boxes();
  const ticked = all.filter((box) => box.checked).length;
  const whole = bar.querySelector("[data-tick-all]");
  whole.closest("label").hidden = false;
  whole.checked = ticked === all.length;
  whole.indeterminate = ticked > 0 && ticked < all.length;
  bar.querySelector("[data-ticked]").textContent = ticked ? String(ticked) : "";
  bar.classList.toggle("is-ticked", ticked > 0);
}

function tick(box, { upTo }) {
  const all = boxes();
  const from = all.indexOf(last);
  if (upTo && from >= 0) {
    const [start, end] = [from, all.indexOf(box)].sort((a, b) => a - b);
    all.slice(start, end + 1).forEach((one) => (one.checked = last.checked));
  }
  last = box;
  count();
}

document.addEventListener("click", (event) => {
  if (event.target.matches?.(".ticket-tick input")) {
    tick(event.target, { upTo: event.shiftKey });
  }
});

document.addEventListener("change", (event) => {
  if (event.target.matches?.("[data-tick-all]")) {
    boxes().forEach((box) => (box.checked = event.target.checked));
    count();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "x" || event.ctrlKey || event.altKey || event.metaKey || !isOn() || isTyping(event.target)) {
    return;
  }
  const box = document.activeElement.closest(".ticket")?.querySelector(".ticket-tick input");
  if (!box || document.querySelector("dialog[open]")) {
    return;
  }
  event.preventDefault();
  if (!event.shiftKey || !last) {
    box.checked = !box.checked;
  }
  tick(box, { upTo: event.shiftKey });
});

document.addEventListener("htmx:afterSettle", count);
addEventListener("pageshow", count);
