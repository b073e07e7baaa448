// Sends a chosen file ahead of its form, straight to where files are kept, and shows how far it is.
//
// <input type="file" name="file" data-upload-at="…" data-sending="Sending" data-sent="Ready" data-failed="…">
// The form then carries file_id instead of the file. Without script, or when this fails, it carries the file itself.

const FRESH = "upload";

function say(input, words) {
  let box = input.parentElement.querySelector("[data-upload-state]");
  if (!box) {
    box = document.createElement("span");
    box.dataset.uploadState = "";
    box.className = "muted small";
    box.setAttribute("role", "status");
    input.after(box);
  }
  box.textContent = words;
}

function bar(input) {
  let found = input.parentElement.querySelector("progress");
  if (!found) {
    found = document.createElement("progress");
    found.max = 1;
    found.setAttribute("aria-label", input.dataset.sending);
    input.after(found);
  }
  return found;
}

async function ask(address, fields, signal) {
  const answer = await fetch(address, { method: "POST", body: fields, redirect: "error", signal });
  const told = await answer.json();
  if (!answer.ok) {
    throw new Error(`${told.error.text}. ${told.error.hint}`.trim());
  }
  return told;
}

// fetch() does not say how much it has sent.
function put({ address, headers }, file, signal, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", address);
    for (const [name, value] of Object.entries(headers)) {
      request.setRequestHeader(name, value);
    }
    request.upload.addEventListener("progress", (event) => onProgress(event.loaded / event.total));
    request.addEventListener("load", () => (request.status < 300 ? resolve() : reject(new Error())));
    request.addEventListener("error", () => reject(new Error()));
    request.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

function fields(input, more) {
  const found = new FormData();
  found.set("csrfmiddlewaretoken", input.form.elements.csrfmiddlewaretoken.value);
  for (const [name, value] of Object.entries(more)) {
    found.set(name, value);
  }
  return found;
}

function carry(input, id) {
  const name = input.dataset.name ?? input.name;
  let hidden = input.form.elements[`${name}_id`];
  if (!hidden) {
    hidden = document.createElement("input");
    hidden.type = "hidden";
    hidden.name = `${name}_id`;
    if (input.hasAttribute("form")) {
      hidden.setAttribute("form", input.getAttribute("form"));
    }
    input.after(hidden);
  }
  hidden.value = id;
  input.dataset.name = name;
  // What was sent already is not sent again.
  if (id) {
    input.removeAttribute("name");
  } else {
    input.name = name;
  }
}

async function send(input, signal) {
  const [file] = input.files;
  const at = input.dataset.uploadAt;
  const told = await ask(at, fields(input, { name: file.name, content_type: file.type, size: file.size }), signal);
  await put(told.upload, file, signal, (share) => {
    bar(input).value = share;
  });
  await ask(`${at}/${told.id}/finish`, fields(input, {}), signal);
  return told.id;
}

const running = new WeakMap();

async function begin(input) {
  running.get(input)?.abort();
  carry(input, "");
  say(input, "");
  if (!input.files.length) {
    return;
  }
  const abort = new AbortController();
  running.set(input, abort);
  bar(input).value = 0;
  say(input, input.dataset.sending);
  try {
    carry(input, await send(input, abort.signal));
    say(input, input.dataset.sent);
  } catch (error) {
    if (error.name !== "AbortError") {
      say(input, error.message || input.dataset.failed);
    }
  }
  if (running.get(input) === abort) {
    running.delete(input);
    bar(input).remove();
    input.form?.dispatchEvent(new CustomEvent(FRESH));
  }
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-upload-at]")) {
    begin(event.target);
  }
});

// A form that is sent too early waits for its file.
document.addEventListener("submit", (event) => {
  const form = event.target;
  const waiting = [...form.elements].some((element) => running.has(element));
  if (waiting) {
    event.preventDefault();
    event.stopPropagation();
    form.addEventListener(FRESH, () => form.requestSubmit(event.submitter), { once: true });
  }
}, true);
