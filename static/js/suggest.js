// Articles that may answer a request, below its subject while that is typed. Without it the form is as it is.

const TYPING_PAUSE = 300;
const SETTLED_AFTER = 1500;
const SHORTEST = 3;

let timer = 0;
let asked = null;

function place() {
  return document.querySelector("[data-suggest]");
}

function later(wait, what) {
  clearTimeout(timer);
  timer = setTimeout(what, wait);
}

async function ask(input, stage) {
  asked?.abort();
  asked = new AbortController();
  const query = new URLSearchParams({ subject: input.value, stage });
  try {
    const answer = await fetch(`${place().dataset.suggestAt}?${query}`, { signal: asked.signal });
    if (answer.ok) {
      show(await answer.text(), input, stage);
    }
  } catch {
    // The form works without.
  }
}

function show(html, input, stage) {
  // Whoever is choosing among them already must not lose their place.
  if (place().contains(document.activeElement)) {
    return;
  }
  place().innerHTML = html;
  if (stage === "typing") {
    later(SETTLED_AFTER, () => ask(input, "settled"));
  }
}

document.addEventListener("input", (event) => {
  if (!place() || event.target.id !== place().dataset.suggest) {
    return;
  }
  if (event.target.value.trim().length < SHORTEST) {
    clearTimeout(timer);
    asked?.abort();
    place().replaceChildren();
    return;
  }
  later(TYPING_PAUSE, () => ask(event.target, "typing"));
});
