// Shows a banner when the server refused or could not be reached. What has its own place on the page (409, 422) comes as a fragment.
const banner = document.getElementById("problem");

function show(text) {
  banner.querySelector("[data-problem-text]").textContent = text;
  banner.hidden = false;
}

document.addEventListener("htmx:responseError", (event) => {
  const { status } = event.detail.xhr;
  if (status === 401 || status === 440) location.reload();
  else show(banner.dataset.refused);
});
document.addEventListener("htmx:sendError", (event) => {
  if (event.detail.requestConfig?.verb !== "get") show(banner.dataset.offline);
});
document.addEventListener("htmx:afterOnLoad", () => {
  banner.hidden = true;
});
document.addEventListener("click", (event) => {
  const dismiss = event.target.closest("[data-dismiss]");
  if (dismiss) document.getElementById(dismiss.dataset.dismiss).hidden = true;
});
