// A time of a transcript starts its sound there; without a script the link opens the sound at that second.
document.addEventListener("click", (event) => {
  const place = event.target.closest("[data-seek]");
  const sound = place && document.getElementById(place.dataset.sound);
  if (!sound) return;
  event.preventDefault();
  sound.currentTime = Number(place.dataset.seek);
  sound.play();
});
