// Writing articles: a button puts a picture's Markdown where the cursor stands, and nobody leaves unsaved words unasked.

const form = document.querySelector("[data-unsaved]");
const body = document.getElementById("body");
let isUnsaved = false;

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-insert]");
  if (!button) {
    return;
  }
  const { selectionStart, selectionEnd } = body;
  body.setRangeText(button.dataset.insert, selectionStart, selectionEnd, "end");
  body.focus();
  body.dispatchEvent(new Event("input", { bubbles: true }));
});

// A file is kept at once; all else that is typed waits for the buttons.
document.addEventListener("input", (event) => {
  if (event.target.form === form && event.target.type !== "file") {
    isUnsaved = true;
  }
});

// A file on its way (upload.js) is waited for.
document.addEventListener("htmx:confirm", (event) => {
  if (event.target.value === "upload" && document.querySelector("#files progress")) {
    event.preventDefault();
    form.addEventListener("upload", () => event.detail.issueRequest(), { once: true });
  }
});

form.addEventListener("submit", () => {
  isUnsaved = false;
});

addEventListener("beforeunload", (event) => {
  if (isUnsaved) {
    event.preventDefault();
  }
});
