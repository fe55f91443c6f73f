"use strict";
(function () {
  var form = document.querySelector("form");
  var cards = Array.prototype.slice.call(document.querySelectorAll("section.finding[data-n]"));
  var marks = Array.prototype.slice.call(document.querySelectorAll("mark"));
  var shown = document.getElementById("shown");
  var byNumber = {};
  cards.forEach(function (card) { byNumber[card.dataset.n] = card; });

  function chosen(name) {
    var boxes = form.querySelectorAll('input[name="' + name + '"]');
    var result = {};
    for (var i = 0; i < boxes.length; i++) { result[boxes[i].value] = boxes[i].checked; }
    return result;
  }

  function filter() {
    var severities = chosen("severity"), families = chosen("family"), statuses = chosen("status");
    var visible = {}, count = 0;
    cards.forEach(function (card) {
      var on = severities[card.dataset.severity] && families[card.dataset.family] && statuses[card.dataset.status] !== false;
      card.classList.toggle("off-card", !on);
      if (on) { visible[card.dataset.n] = true; count += 1; }
    });
    marks.forEach(function (mark) {
      mark.classList.toggle("off", !mark.dataset.f.split(" ").some(function (n) { return visible[n]; }));
    });
    shown.textContent = String(count);
  }

  function focus(number, to) {
    document.querySelectorAll(".here").forEach(function (old) { old.classList.remove("here"); });
    var card = byNumber[number];
    if (!card) { return; }
    card.classList.add("here");
    marks.forEach(function (mark) {
      if (mark.dataset.f.split(" ").indexOf(number) >= 0) { mark.classList.add("here"); }
    });
    if (to) { to.scrollIntoView({ block: "center" }); }
  }

  form.addEventListener("change", filter);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  document.addEventListener("click", function (event) {
    var place = event.target.closest("a[data-to]");
    if (place) {
      event.preventDefault();
      focus(place.dataset.n, document.getElementById(place.dataset.to));
      return;
    }
    var mark = event.target.closest("mark:not(.off)");
    if (mark) {
      var number = mark.dataset.f.split(" ").filter(function (n) { return !byNumber[n].classList.contains("off-card"); })[0];
      focus(number, byNumber[number]);
      return;
    }
    var card = event.target.closest("section.finding[data-n]");
    if (card) {
      focus(card.dataset.n, marks.filter(function (m) { return m.dataset.f.split(" ").indexOf(card.dataset.n) >= 0; })[0]);
    }
  });
  filter();
})();
