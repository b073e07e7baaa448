// Answers below the search box while somebody types. Without it the form leads to a page with the same results.

const TYPING_PAUSE = 250;
const SETTLED_AFTER = 1500;
const SHORTEST = 2;

const form = document.querySelector("[data-kb-search]");
const place = document.querySelector("[data-kb-found]");
const status = document.querySelector("[data-kb-status]");
const field = form.elements.q;
let timer = 0;
let asked = null;

function later(wait, what) {
  clearTimeout(timer);
  timer = setTimeout(what, wait);
}

async function ask(stage) {
  asked?.abort();
  asked = new AbortController();
  const query = new URLSearchParams({ q: field.value, stage });
  try {
    const answer = await fetch(`${form.action}?${query}`, { signal: asked.signal });
    if (answer.ok) {
      show(await answer.text(), stage);
    }
  } catch (error) {
    if (error.name !== "AbortError") {
      place.replaceChildren(); // no network: the button still says so in its own way
    }
  }
}

function show(html, stage) {
  // Whoever is choosing among the results already must not lose their place.
  if (place.contains(document.activeElement)) {
    return;
  }
  place.innerHTML = html;
  status.textContent = place.querySelector("[data-kb-summary]")?.textContent.trim() ?? "";
  if (stage === "typing") {
    later(SETTLED_AFTER, () => ask("settled"));
  }
}

field.addEventListener("input", () => {
  if (field.value.trim().length < SHORTEST) {
    clearTimeout(timer);
    asked?.abort();
    place.replaceChildren();
    status.textContent = "";
    return;
  }
  later(TYPING_PAUSE, () => ask("typing"));
});

form.addEventListener("submit", () => {
  clearTimeout(timer);
  asked?.abort();
});
