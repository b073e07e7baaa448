// A form that went out by script and got no useful answer says so; nothing that was typed is touched.

function say(text) {
  const place = document.getElementById("messages");
  const notice = document.createElement("p");
  notice.className = "notice error";
  notice.textContent = text;
  place.replaceChildren(notice);
  place.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:sendError", () => say("The helpdesk cannot be reached. Try again in a moment; your text is still here."));
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  say(
    status === 403
      ? "That was refused. Open the page again in another tab, copy your text there and send it once more."
      : "That did not work. Try again in a moment; your text is still here.",
  );
});
