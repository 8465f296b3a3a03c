// Keeps a tick as soon as it is set, and shows how many rows are ticked now.
"use strict";

(() => {
  const form = document.getElementById("accept");
  const count = document.getElementById("ticked");
  let last = Promise.resolve();

  async function keep() {
    try {
      const sent = { method: "POST", body: new FormData(form) };
      const answer = await fetch(form.dataset.choices, sent);
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const told = page.getElementById("ticked");
      if (told) count.textContent = told.textContent;
    } catch {
      // Without an answer the tick goes with the next button of the form.
    }
  }

  if (!form) return;
  document.addEventListener("change", (event) => {
    // One after the other, so that an earlier answer does not come last.
    if (event.target.form === form) last = last.then(keep);
  });
})();
