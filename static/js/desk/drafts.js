// What is being written is kept on the server: a moment after the last key, and when the page is left.

const WAIT_MILLISECONDS = 2500;
const KEPT = ["body", "mode", "version", "draft", "csrfmiddlewaretoken"];

let timer;
let running;

const composer = () => document.getElementById("composer");
const isOurs = (form) => form !== null && form === composer();

function fields(form) {
  const all = new FormData(form);
  const some = new FormData();
  for (const name of KEPT) {
    some.set(name, all.get(name) ?? "");
  }
  return some;
}

function say(form, words) {
  form.querySelector("[data-draft-state]").textContent = words;
}

function show(form, { mark, replaced }) {
  const state = form.querySelector("[data-draft-state]");
  form.elements.draft.value = mark;
  form.querySelector("[data-draft-discard]").hidden = mark === "";
  say(form, mark === "" ? "" : state.dataset.saved);
  if (replaced) {
    const box = form.querySelector("[data-draft-replaced]");
    box.querySelector("pre").textContent = replaced;
    box.hidden = false;
    box.open = true;
  }
}

async function save(form) {
  const { draftAt, failed } = form.querySelector("[data-draft-state]").dataset;
  running = new AbortController();
  delete form.dataset.unsaved;
  try {
    const answer = await fetch(draftAt, {
      method: "POST",
      body: fields(form),
      headers: { Accept: "application/json" },
      redirect: "error",
      signal: running.signal,
    });
    if (!answer.ok) {
      throw new Error(answer.statusText);
    }
    show(form, await answer.json());
  } catch (error) {
    if (error.name !== "AbortError") {
      form.dataset.unsaved = "yes";
      say(form, failed);
    }
  } finally {
    running = undefined;
    if (form.dataset.again) {
      delete form.dataset.again;
      later(form);
    }
  }
}

function later(form) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    // One at a time: each save says which state it follows.
    if (running) {
      form.dataset.again = "yes";
    } else if (form.isConnected) {
      save(form);
    }
  }, WAIT_MILLISECONDS);
}

document.addEventListener("input", (event) => {
  const form = event.target.form ?? null;
  if (isOurs(form) && ["body", "mode"].includes(event.target.name)) {
    form.dataset.unsaved = "yes";
    say(form, "");
    later(form);
  }
});

// Sending ends it: what is on its way must not come in afterwards.
document.addEventListener("submit", (event) => {
  if (isOurs(event.target)) {
    clearTimeout(timer);
    running?.abort();
    delete event.target.dataset.unsaved;
    delete event.target.dataset.again;
  }
}, true);

addEventListener("pagehide", () => {
  const form = composer();
  if (form?.dataset.unsaved) {
    navigator.sendBeacon(form.querySelector("[data-draft-state]").dataset.draftAt, fields(form));
  }
});
