// Draws a signature with finger, pen or mouse; what is sent is the path of an SVG in a field of 600 by 200.
function ready(place) {
  place.hidden = false;
  const canvas = place.querySelector("canvas");
  const kept = place.querySelector("input");
  const pen = canvas.getContext("2d");
  let path = "";
  let isDown = false;

  const point = (event) => {
    const box = canvas.getBoundingClientRect();
    const x = Math.round(((event.clientX - box.left) / box.width) * 600);
    const y = Math.round(((event.clientY - box.top) / box.height) * 200);
    return [Math.min(600, Math.max(0, x)), Math.min(200, Math.max(0, y))];
  };
  const begin = (event) => {
    isDown = true;
    canvas.setPointerCapture(event.pointerId);
    const [x, y] = point(event);
    path += `M${x} ${y}`;
    pen.strokeStyle = getComputedStyle(canvas).color;
    pen.lineWidth = 3;
    pen.lineCap = "round";
    pen.beginPath();
    pen.moveTo(x, y);
  };
  const draw = (event) => {
    if (!isDown || path.length > 19000) return;
    const [x, y] = point(event);
    path += `L${x} ${y}`;
    pen.lineTo(x, y);
    pen.stroke();
    kept.value = path;
  };
  canvas.addEventListener("pointerdown", begin);
  canvas.addEventListener("pointermove", draw);
  for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, () => (isDown = false));
  place.querySelector("[data-sign-clear]").addEventListener("click", () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    path = kept.value = "";
  });
}

document.querySelectorAll("[data-sign]").forEach(ready);
