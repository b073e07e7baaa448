// What forms do: a changed field shows its button, Ctrl+Enter sends a text, and nothing is sent twice.

function isChanged(field) {
  return field instanceof HTMLSelectElement
    ? [...field.options].some((option) => option.selected !== option.defaultSelected)
    : field.value !== field.defaultValue;
}

document.addEventListener("input", (event) => {
  const group = event.target.closest(".with-save");
  group?.classList.toggle("is-changed", isChanged(event.target));
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target instanceof HTMLTextAreaElement) {
    const form = event.target.form;
    if (form) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[data-send]"));
    }
  }
});

// A second click while the first is on its way would send twice.
document.addEventListener("submit", (event) => {
  const button = event.target.querySelector("[data-send]");
  if (!button) {
    return;
  }
  if (button.dataset.sending) {
    event.preventDefault();
    event.stopPropagation();
    return;
  }
  button.dataset.sending = "yes";
  setTimeout(() => delete button.dataset.sending, 4000);
}, true);

addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("[data-send][data-sending]")) {
    delete button.dataset.sending;
  }
});

// Addresses name only the filters that are set.
document.addEventListener("htmx:configRequest", (event) => {
  const { verb, formData } = event.detail;
  if (verb === "get") {
    for (const [name, value] of [...formData]) {
      if (value === "") {
        formData.delete(name);
      }
    }
  }
});
