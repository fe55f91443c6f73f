"use strict";
const find = document.getElementById("find");
if (find) {
  find.addEventListener("input", () => {
    const wanted = find.value.trim();
    for (const row of document.querySelectorAll("tr[data-name]")) {
      row.hidden = wanted !== "" && !row.dataset.name.includes(wanted);
    }
  });
}
for (const button of document.querySelectorAll("button.sort")) {
  button.addEventListener("click", () => {
    const cell = button.closest("th");
    const at = [...cell.parentNode.children].indexOf(cell);
    const body = cell.closest("table").tBodies[0];
    const down = button.dataset.down !== "1";
    button.dataset.down = down ? "1" : "";
    const value = (row) => row.children[at].dataset.v ?? row.children[at].textContent;
    const rows = [...body.rows].sort((a, b) => {
      const x = value(a), y = value(b);
      const order = x !== "" && y !== "" && !isNaN(x) && !isNaN(y) ? x - y : x.localeCompare(y, "zh");
      return down ? -order : order;
    });
    body.append(...rows);
  });
}
