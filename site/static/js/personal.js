/* Asks once for what is one person's (signed in, what just happened) and puts it into the page that all share. */
(function () {
  const asking = document.querySelector("[data-fragment]");
  if (!asking) return;

  function place(part) {
    const there = document.querySelector(`[data-place="${part.dataset.into}"]`);
    if (there) there.replaceChildren(...part.childNodes);
  }

  function show(text) {
    new DOMParser().parseFromString(text, "text/html").querySelectorAll("[data-into]").forEach(place);
  }

  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && document.querySelector(".personal__menu[open]");
    if (open) {
      open.open = false;
      open.firstElementChild.focus();
    }
  });

  fetch(asking.dataset.fragment, { credentials: "same-origin" })
    .then((answer) => (answer.status === 200 ? answer.text() : ""))
    .then(show)
    .catch(() => {
      /* Offline: the page stays what it is for everybody. */
    });
})();
