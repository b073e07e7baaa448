// Suggests the next tag behind those already typed: a list of suggestions only knows whole fields.

const SEPARATOR = /^(.*[,،、;])\s*[^,،、;]*$/;

document.addEventListener("input", (event) => {
  const field = event.target;
  const options = field.matches?.("[data-tags]") ? field.list?.options : null;
  if (!options) {
    return;
  }
  const typed = SEPARATOR.exec(field.value)?.[1];
  for (const option of options) {
    option.dataset.tag ??= option.value;
    option.value = typed ? `${typed} ${option.dataset.tag}` : option.dataset.tag;
    option.label = option.dataset.tag;
  }
});
