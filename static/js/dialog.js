// Opens <dialog> by data-dialog="<id>" and closes it on a click on the backdrop or once its form was accepted.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (opener) {
    opener.closest("details[data-menu]")?.removeAttribute("open");
    document.getElementById(opener.dataset.dialog)?.showModal();
    return;
  }
  if (event.target instanceof HTMLDialogElement) event.target.close();
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("[data-dialog-done]");
  if (form && event.detail.successful) form.closest("dialog").close();
});

document.querySelector("[data-autofocus]")?.focus();
