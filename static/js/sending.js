// A form with files shows how much of them is sent. Without script, or with no file chosen, the browser sends it.

const OK = 400;

function state(form) {
  return form.querySelector("[data-sending]");
}

function say(form, words) {
  state(form).textContent = words;
}

function chosen(form) {
  return [...form.querySelectorAll('input[type="file"]')].filter((input) => input.files.length > 0);
}

function isTooMuch(input) {
  const { most, mostEach, mostFiles } = input.dataset;
  const sizes = [...input.files].map((file) => file.size);
  const together = sizes.reduce((sum, size) => sum + size, 0);
  return together > Number(most) || sizes.length > Number(mostFiles) || Math.max(...sizes) > Number(mostEach);
}

function bar(form) {
  const found = document.createElement("progress");
  found.max = 1;
  found.value = 0;
  found.setAttribute("aria-label", state(form).dataset.sending);
  state(form).before(found);
  return found;
}

// The answer takes the page's place. Files stay chosen when the form comes back.
function show(request, form, inputs) {
  const answer = new DOMParser().parseFromString(request.responseText, "text/html");
  const fresh = answer.getElementById("main");
  if (!fresh) {
    throw new Error();
  }
  document.title = answer.title;
  document.getElementById("main").replaceWith(fresh);
  if (request.status < OK) {
    history.pushState(null, "", request.responseURL);
  } else {
    for (const input of inputs) {
      const again = document.getElementById(input.id);
      if (again) {
        again.files = input.files;
      }
    }
  }
  const place = fresh.querySelector("[autofocus]") ?? fresh;
  place.focus();
  (fresh.querySelector("[autofocus], #latest") ?? fresh).scrollIntoView({ block: "nearest" });
}

function send(form, button, inputs) {
  const request = new XMLHttpRequest();
  const progress = bar(form);
  const end = (words) => {
    progress.remove();
    delete form.dataset.busy;
    say(form, words);
  };
  form.dataset.busy = "yes";
  say(form, state(form).dataset.sending);
  request.open("POST", form.action);
  request.upload.addEventListener("progress", (event) => {
    progress.value = event.loaded / event.total;
  });
  request.addEventListener("load", () => {
    end("");
    try {
      show(request, form, inputs);
    } catch {
      say(form, state(form).dataset.failed);
    }
  });
  request.addEventListener("error", () => end(state(form).dataset.failed));
  request.send(new FormData(form, button));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !state(form)) {
    return;
  }
  const inputs = chosen(form);
  if (inputs.length === 0) {
    return;
  }
  event.preventDefault();
  const over = inputs.find(isTooMuch);
  if (over) {
    say(form, over.dataset.tooMuch);
    over.focus();
  } else if (!form.dataset.busy) {
    send(form, event.submitter, inputs);
  }
});

document.addEventListener("change", (event) => {
  const { form } = event.target;
  if (event.target.type === "file" && form && state(form)) {
    say(form, isTooMuch(event.target) ? event.target.dataset.tooMuch : "");
  }
});

addEventListener("popstate", () => location.reload());
