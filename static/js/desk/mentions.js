// In a note, "@" offers the colleagues who see the ticket. Names typed by hand work as well.

const BEGUN = /(?:^|[^\w@.+-])@([\p{L}\p{N}._+-]*)$/u;
const MOST = 8;

const people = new Map(); // by the address they come from
let chosen = 0;

const text = () => document.getElementById("body");
const list = () => document.getElementById("mention-choices");
const isNote = () => document.querySelector('[data-mode="note"]')?.checked;

async function fetched(address) {
  if (!people.has(address)) {
    people.set(address, fetch(address, { redirect: "error" }).then((answer) => (answer.ok ? answer.json() : { people: [] }), () => ({ people: [] })));
  }
  return (await people.get(address)).people;
}

function begun(field) {
  return isNote() ? BEGUN.exec(field.value.slice(0, field.selectionStart)) : null;
}

function close() {
  list().hidden = true;
  list().replaceChildren();
  text().removeAttribute("aria-activedescendant");
}

function mark(index) {
  const items = [...list().children];
  chosen = (index + items.length) % items.length;
  for (const [position, item] of items.entries()) {
    item.setAttribute("aria-selected", String(position === chosen));
  }
  items[chosen].scrollIntoView({ block: "nearest" });
  text().setAttribute("aria-activedescendant", items[chosen].id);
}

function take(handle) {
  const field = text();
  const typed = begun(field);
  if (typed) {
    const end = field.selectionStart;
    field.setRangeText(`${handle} `, end - typed[1].length, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  close();
  field.focus();
}

function item({ name, handle }, position) {
  const row = document.createElement("li");
  const who = document.createElement("bdi");
  const word = document.createElement("span");
  row.id = `mention-${position}`;
  row.setAttribute("role", "option");
  row.dataset.handle = handle;
  who.textContent = name;
  word.className = "muted small";
  word.textContent = `@${handle}`;
  row.append(who, word);
  return row;
}

async function offer(field) {
  if (!begun(field)) {
    close();
    return;
  }
  const all = await fetched(list().dataset.mentionsAt);
  const typed = begun(field);
  if (!typed) {
    return;
  }
  const word = typed[1].toLowerCase();
  const fits = all.filter(({ name, handle }) => `${name} ${handle}`.toLowerCase().split(/\s+/).some((part) => part.startsWith(word)));
  list().replaceChildren(...fits.slice(0, MOST).map(item));
  list().hidden = fits.length === 0;
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", "mention-choices");
  if (fits.length > 0) {
    mark(0);
  } else {
    close();
  }
}

document.addEventListener("input", (event) => {
  if (event.target === text() && list()) {
    offer(event.target);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.target !== text() || !list() || list().hidden || event.isComposing) {
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    mark(chosen + step);
  } else if (["Enter", "Tab"].includes(event.key) && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    take(list().children[chosen].dataset.handle);
  } else if (event.key === "Escape") {
    close();
  } else {
    return;
  }
  event.preventDefault();
});

// Before the field loses the focus.
document.addEventListener("pointerdown", (event) => {
  const row = event.target.closest?.("#mention-choices [role='option']");
  if (row) {
    event.preventDefault();
    take(row.dataset.handle);
  }
});

document.addEventListener("focusout", (event) => {
  if (event.target === text() && list()) {
    close();
  }
});
