// The toggle between light, dark and the system's choice. A cookie remembers it, so the server draws the page right at once.

const YEAR_SECONDS = 31_536_000;
const root = document.documentElement;

function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function choose(theme) {
  root.dataset.theme = theme;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `theme=${theme}; path=/; max-age=${YEAR_SECONDS}; samesite=lax${secure}`;
  describe();
}

function describe() {
  for (const button of document.querySelectorAll("[data-theme-toggle]")) {
    button.hidden = false;
    button.setAttribute("aria-pressed", String(isDark()));
  }
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-theme-toggle]")) {
    choose(isDark() ? "light" : "dark");
  }
});

describe();
