// The page of an area: a press on the map adds a corner to the list, and the list is drawn as it is typed.

const map = document.querySelector("[data-map]");
const corners = document.querySelector("[name=corners]");
const drawn = map?.querySelector("[data-map-drawn]");
const EARTH = 6371008.8;
const radians = (degrees) => (degrees * Math.PI) / 180;

function figures() {
  const { north, east, scale, across, down } = map.dataset;
  return [north, east, scale, across, down].map(Number);
}

function toPlace(x, y) {
  const [north, east, scale, across, down] = figures();
  const latitude = north + (((down / 2 - y) / scale / EARTH) * 180) / Math.PI;
  const longitude = east + ((((x - across / 2) / scale / EARTH) * 180) / Math.PI) / Math.cos(radians(north));
  return [latitude, longitude];
}

function toPoint(latitude, longitude) {
  const [north, east, scale, across, down] = figures();
  const x = across / 2 + radians(longitude - east) * Math.cos(radians(north)) * EARTH * scale;
  const y = down / 2 - radians(latitude - north) * EARTH * scale;
  return `${x.toFixed(1)},${y.toFixed(1)}`;
}

function redraw() {
  const lines = corners.value.split("\n").map((line) => line.trim().split(/[,\s]+/).map(Number));
  const places = lines.filter((line) => line.length === 2 && line.every(Number.isFinite));
  drawn.setAttribute("points", places.map(([latitude, longitude]) => toPoint(latitude, longitude)).join(" "));
}

function kindShown() {
  const kind = document.querySelector("[name=kind]:checked")?.value;
  document.querySelectorAll("[data-kind]").forEach((part) => {
    part.hidden = Boolean(kind) && part.dataset.kind !== kind;
  });
  map?.classList.toggle("editable", kind === "POLYGON");
}

if (map && corners && drawn) {
  map.addEventListener("click", (event) => {
    if (!map.classList.contains("editable")) return;
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.getScreenCTM().inverse());
    const line = toPlace(point.x, point.y).map((degrees) => degrees.toFixed(5)).join(", ");
    corners.value = [corners.value.trim(), line].filter(Boolean).join("\n");
    corners.dispatchEvent(new Event("input", { bubbles: true }));
  });
  corners.addEventListener("input", redraw);
  redraw();
}
document.querySelectorAll("[name=kind]").forEach((choice) => choice.addEventListener("change", kindShown));
kindShown();
