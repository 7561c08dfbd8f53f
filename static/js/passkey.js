// Says why a passkey was not used; allauth's scripts would tell the console alone.
const banner = document.getElementById("passkey-problem");
const sentences = { NotAllowedError: "refused", AbortError: "refused", InvalidStateError: "known" };

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  banner.querySelector("span").textContent = banner.dataset[sentences[event.detail.exception?.name] ?? "failed"];
  banner.hidden = false;
});
document.addEventListener("click", (event) => {
  if (event.target.closest("#webauthn-add, #webauthn-confirm, #passkey-login")) banner.hidden = true;
});
