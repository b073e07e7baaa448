// A page of the help panel: says hello to the site around it, takes in who is signed in there, searches while one types.

const shell = document.body.dataset;
const SOON_MS = 250;

// --- the site around us, known by the address we were opened with -----------------------------------------------------
const site = shell.origin;

function tell(message) {
  if (site && parent !== window) {
    parent.postMessage({ helpdesk: true, ...message }, site);
  }
}

addEventListener("message", (event) => {
  if (!site || event.origin !== site || event.source !== parent || !event.data?.helpdesk) {
    return;
  }
  if (event.data.type === "identify") {
    prefill("id_name", event.data.name);
    prefill("id_email", event.data.email);
  } else if (event.data.type === "opened") {
    document.querySelector("[data-first]")?.focus();
  }
});

// Only into what is empty: never over somebody's own words.
function prefill(id, text) {
  const input = document.getElementById(id);
  if (input && !input.value && typeof text === "string") {
    input.value = text.slice(0, 254);
  }
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    tell({ type: "close" });
  }
});

for (const button of document.querySelectorAll("[data-close]")) {
  button.hidden = parent === window;
  button.addEventListener("click", () => tell({ type: "close" }));
}

// --- search while one types -------------------------------------------------------------------------------------------
const form = document.querySelector("[data-live-search]");
const list = document.getElementById("found");
let waiting = 0;
let newest = 0;

async function search() {
  const number = (newest += 1);
  const address = new URL(form.action);
  address.search = new URLSearchParams([...new FormData(form), ["part", "1"]]);
  const answer = await fetch(address, { credentials: "omit" });
  if (answer.ok && number === newest) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    list.replaceChildren(...page.body.childNodes);
  }
}

form?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => search().catch(() => {}), SOON_MS);
});

tell({ type: "ready" });
