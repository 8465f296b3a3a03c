/* Copy what stands in a block; without scripts the text can be marked by hand. */
"use strict";
(function () {
  function copyByMark(block) {
    const range = document.createRange();
    range.selectNodeContents(block);
    const marked = window.getSelection();
    marked.removeAllRanges();
    marked.addRange(range);
    return document.execCommand("copy");
  }

  async function copy(block) {
    if (navigator.clipboard && window.isSecureContext) {
      try {
        await navigator.clipboard.writeText(block.textContent);
        return true;
      } catch {
        return copyByMark(block);
      }
    }
    return copyByMark(block);
  }

  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  document.getElementById("main").append(status);

  for (const button of document.querySelectorAll("[data-copy]")) {
    const block = button.parentElement.querySelector("code");
    const label = button.firstChild;
    const before = label.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      if (!(await copy(block))) return;
      label.textContent = button.dataset.done;
      status.textContent = button.dataset.done;
      window.setTimeout(() => {
        label.textContent = before;
        status.textContent = "";
      }, 2000);
    });
  }
})();
