// A new ticket: shows the fields of the chosen queue only. Without script all are there, each saying where it belongs.

function follow(queue) {
  for (const field of queue.form.querySelectorAll("[data-queues]")) {
    field.hidden = !field.dataset.queues.split(" ").includes(queue.value);
  }
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-asks]")) {
    follow(event.target);
  }
});

function followAll() {
  for (const queue of document.querySelectorAll("[data-asks]")) {
    follow(queue);
  }
}

document.addEventListener("htmx:afterSettle", followAll);
followAll();
