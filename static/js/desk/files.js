// Files of the composer: how much of them is sent, and still chosen when the composer comes back with a question.

const REFUSED = 400;
let kept;

const composer = () => document.getElementById("composer");
const input = () => composer()?.elements.files;

function say(words) {
  const place = composer()?.querySelector("[data-files-state]");
  if (place) {
    place.textContent = words;
  }
}

function words(name) {
  return composer().querySelector("[data-files-state]").dataset[name];
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
  if (event.target !== composer() || !input()?.files.length) {
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
  if (event.target === composer() && kept && event.detail.lengthComputable) {
    say(`${words("sending")} ${Math.round((100 * event.detail.loaded) / event.detail.total)} %`);
  }
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (kept) {
    say("");
  }
  // A refusal brings the composer back with its words; what was chosen is put back when the page has settled.
  if (event.detail.xhr.status < REFUSED) {
    kept = undefined;
  }
});

document.addEventListener("htmx:afterSettle", () => {
  if (kept && input() && !input().files.length) {
    input().files = kept;
  }
});
