// Shows how far an import is, and opens its page when it is done.
"use strict";

(() => {
  const box = document.getElementById("progress");
  const bar = document.getElementById("progress-bar");
  const phase = document.getElementById("progress-phase");
  const detail = document.getElementById("progress-detail");
  let failures = 0;

  async function look() {
    try {
      const answer = await fetch(box.dataset.url, { cache: "no-store" });
      if (!answer.ok) throw new Error(String(answer.status));
      const told = await answer.json();
      failures = 0;
      if (told.is_done) {
        bar.value = 100;
        window.location.reload();
        return;
      }
      if (phase.textContent !== told.phase) phase.textContent = told.phase;
      // Not a live region: numbers that change all the time are not read aloud.
      detail.textContent = told.detail;
      if (told.percent === null) bar.removeAttribute("value");
      else bar.value = told.percent;
    } catch {
      failures += 1;
    }
    window.setTimeout(look, Math.min(400 * (failures + 1), 5000));
  }

  if (box) look();
})();
