// Files of a form that htmx sends: how much of them is sent, and still chosen when the form comes back with a question.

const REFUSED = 400;
let kept;

// A page has one such form: the composer, or the form of a new ticket.
const state = () => document.querySelector("[data-files-state]");
const form = () => state()?.closest("form");
const input = () => form()?.elements.files;

function say(words) {
  if (state()) {
    state().textContent = words;
  }
}

function words(name) {
  return state().dataset[name];
}

function isTooMuch() {
  const together = [...input().files].reduce((sum, file) => sum + file.size, 0);
  return together > Number(input().dataset.most);
}

document.addEventListener("change", (event) => {
  if (event.target === input()) {
    say(isTooMuch() ? words("tooMuch") : "");
  }
});

document.addEventListener("htmx:beforeRequest", (event) => {
  kept = undefined;
  if (event.target !== form() || !input()?.files.length) {
    return;
  }
  if (isTooMuch()) {
    event.preventDefault();
    say(words("tooMuch"));
    input().focus();
  } else {
    kept = input().files;
    say(words("sending"));
  }
});

document.addEventListener("htmx:xhr:progress", (event) => {
  if (event.target === form() && kept && event.detail.lengthComputable) {
    say(`${words("sending")} ${Math.round((100 * event.detail.loaded) / event.detail.total)} %`);
  }
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (kept) {
    say("");
  }
  // A refusal brings the form back with its words; what was chosen is put back when the page has settled.
  if (event.detail.xhr.status < REFUSED) {
    kept = undefined;
  }
});

document.addEventListener("htmx:afterSettle", () => {
  if (kept && input() && !input().files.length) {
    input().files = kept;
  }
});
