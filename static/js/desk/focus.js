// After a part of the page was replaced, the keyboard stands where the work goes on.

const FIELDS = "select, textarea, input:not([type='hidden'])";

function placeAfter(form) {
  const home = form.closest("#head, #side, #composer")?.id;
  if (home === "composer") {
    return document.querySelector("#thread > :last-child .message-time");
  }
  const again = [...document.querySelectorAll(`#${home} form`)].find((one) => one.action === form.action);
  const field = again?.querySelector(FIELDS) ?? again?.querySelector("button");
  const folded = field?.closest("details:not([open])");
  return folded?.querySelector("summary") ?? field ?? document.getElementById(home);
}

document.addEventListener("htmx:afterSettle", (event) => {
  const asked = event.detail.requestConfig?.elt;
  const wanted = document.querySelector("#ticket [data-focus], :is(#ticket, #new-ticket) [aria-invalid='true']");
  if (!(asked instanceof HTMLFormElement) || asked.method !== "post") {
    return;
  }
  if (wanted) {
    wanted.focus();
    wanted.scrollIntoView({ block: "center" });
  } else if (document.activeElement === document.body) {
    placeAfter(asked)?.focus({ preventScroll: true });
  }
});

// The lists on the left say which one is shown, also when only the list was replaced.
document.addEventListener("htmx:pushedIntoHistory", () => {
  const asked = new URLSearchParams(location.search);
  const shown = asked.get("q") ? "all" : (asked.get("view") ?? "open");
  for (const link of document.querySelectorAll("[data-view]")) {
    if (link.dataset.view === shown) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
  }
});

document.querySelector("[data-focus]")?.focus();
