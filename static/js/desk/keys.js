// Single keys. They do nothing while somebody types, together with Ctrl, Alt or Meta, or when switched off.

const STORE = "single-keys";
const LISTS = { i: "open", m: "mine", u: "unassigned", n: "inbox", d: "drafts" };
const CHORD_MILLISECONDS = 1200;

const help = document.getElementById("keys-help");
const toggle = document.getElementById("keys-on");
let chordUntil = 0;

export const isOn = () => localStorage.getItem(STORE) !== "off";
export const isTyping = (target) => target.closest("input:not([type='radio'], [type='checkbox']), select, textarea, [contenteditable]");
const press = (selector) => document.querySelector(selector)?.click();

function focusOn(selector) {
  const field = document.querySelector(selector);
  field?.focus();
  field?.scrollIntoView({ block: "nearest" });
}

function write(mode) {
  const choice = document.querySelector(`[data-mode="${mode}"]`);
  if (choice) {
    choice.checked = true;
    focusOn("#body");
  }
}

function move(step) {
  const links = [...document.querySelectorAll(".ticket-subject")];
  const now = links.indexOf(document.activeElement);
  const next = links[now < 0 ? 0 : Math.min(Math.max(now + step, 0), links.length - 1)];
  next?.focus();
  next?.closest(".ticket").scrollIntoView({ block: "nearest" });
}

const ACTIONS = {
  j: () => move(1),
  k: () => move(-1),
  o: () => document.activeElement.matches(".ticket-subject") && document.activeElement.click(),
  "/": () => (document.getElementById("q") ? focusOn("#q") : press(".back")),
  c: () => press('[data-key="c"]'),
  r: () => write("reply"),
  n: () => write("note"),
  e: () => press('[data-key="e"]'),
  s: () => focusOn('[data-key="s"]'),
  p: () => focusOn('[data-key="p"]'),
  a: () => focusOn('[data-key="a"]'),
  l: () => focusOn('[data-key="l"]'),
  q: () => focusOn('[data-key="q"]'),
  g: () => {
    chordUntil = Date.now() + CHORD_MILLISECONDS;
  },
  "?": () => help.showModal(),
};

document.addEventListener("keydown", (event) => {
  const target = event.target instanceof Element ? event.target : document.body;
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || isTyping(target) || help.open || !isOn()) {
    return;
  }
  const list = Date.now() < chordUntil && LISTS[event.key];
  chordUntil = 0;
  const action = list ? () => press(`[data-view="${list}"]`) : ACTIONS[event.key];
  if (action) {
    event.preventDefault();
    action();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    document.querySelector(".person[open]")?.removeAttribute("open");
  }
});

toggle.checked = isOn();
toggle.addEventListener("change", () => localStorage.setItem(STORE, toggle.checked ? "on" : "off"));

for (const button of document.querySelectorAll("[data-keys-help]")) {
  button.hidden = false;
  button.addEventListener("click", () => help.showModal());
}
