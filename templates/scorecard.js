// Filters, keyboard and copying for the scorecard. Everything can be read without it.
(function () {
  "use strict";
  var form = document.getElementById("filters");
  var search = document.getElementById("search");
  var part = document.getElementById("filter-part");
  var weight = document.getElementById("filter-weight");
  var shown = document.getElementById("shown");
  var rows = Array.prototype.slice.call(document.querySelectorAll("[data-cp]"));
  var cards = rows.filter(function (row) { return row.tagName === "ARTICLE"; });
  var buttons = Array.prototype.slice.call(form.querySelectorAll("button[aria-pressed]"));
  var words = new Map(cards.map(function (card) { return [card.dataset.cp, fold(card.textContent)]; }));
  var current = -1;

  function fold(text) {
    return text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  }

  function pressed(kind) {
    return buttons.filter(function (b) { return b.dataset[kind] && b.getAttribute("aria-pressed") === "true"; })
      .map(function (b) { return b.dataset[kind]; });
  }

  function apply() {
    var statuses = pressed("filterStatus");
    var flags = pressed("filterFlag");
    var wanted = fold(search.value);
    var count = 0;
    rows.forEach(function (row) {
      var data = row.dataset;
      var fits = (!statuses.length && !flags.length || statuses.indexOf(data.status) >= 0 || flags.some(function (f) { return data[f]; }))
        && (!part.value || data.part === part.value)
        && (!weight || !weight.value || data.weight === weight.value)
        && (!wanted || words.get(data.cp).indexOf(wanted) >= 0);
      row.hidden = !fits;
      if (fits && row.tagName === "ARTICLE") { count += 1; }
    });
    // A heading with nothing left under it goes too.
    document.querySelectorAll("section.item, section.part, .todo tbody").forEach(function (group) {
      group.hidden = !group.querySelector("[data-cp]:not([hidden])");
    });
    document.querySelectorAll(".gaps, .detail").forEach(function (section) {
      var note = section.querySelector(".no-match");
      var list = section.classList.contains("gaps") ? "#gap-list [data-cp]:not([hidden])" : "[data-cp]:not([hidden])";
      if (note) { note.hidden = !section.querySelector("[data-cp]") || !!section.querySelector(list); }
    });
    shown.textContent = count === cards.length ? "共 " + count + " 项" : "显示 " + count + " / " + cards.length + " 项";
    move(0, true);
  }

  function clear() {
    buttons.forEach(function (b) { b.setAttribute("aria-pressed", "false"); });
    part.value = "";
    if (weight) { weight.value = ""; }
    search.value = "";
    apply();
  }

  function visible() { return cards.filter(function (card) { return !card.hidden; }); }

  function move(step, reset) {
    cards.forEach(function (card) { card.classList.remove("current"); });
    if (reset) { current = -1; return; }
    var list = visible();
    if (!list.length) { return; }
    current = Math.max(0, Math.min(list.length - 1, current + step));
    list[current].classList.add("current");
    list[current].focus({ preventScroll: true });
    list[current].scrollIntoView({ block: "center" });
  }

  function gapText() {
    return Array.prototype.slice.call(document.querySelectorAll("#gap-list [data-cp]:not([hidden])")).map(function (row) {
      return "□ " + row.dataset.cp + " " + row.querySelector(".what a").textContent +
        "〔" + row.querySelector(".word").firstChild.textContent.replace(/^\S+\s/, "") + "〕" +
        row.querySelector(".closes").firstChild.textContent;
    }).join("\n");
  }

  function copied(good) {
    var button = document.getElementById("copy");
    button.textContent = good ? "已复制" : "复制不成，请手工选取";
    setTimeout(function () { button.textContent = "复制缺漏清单"; }, 2000);
  }

  function copyByHand(text) {
    var area = document.createElement("textarea");
    area.value = text;
    document.body.appendChild(area);
    area.select();
    var good = false;
    try { good = document.execCommand("copy"); } catch (error) { good = false; }
    area.remove();
    copied(good);
  }

  document.getElementById("copy").addEventListener("click", function () {
    var text = gapText();
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(function () { copied(true); }, function () { copyByHand(text); });
    } else {
      copyByHand(text);
    }
  });
  document.getElementById("clear").addEventListener("click", clear);
  buttons.forEach(function (button) {
    button.addEventListener("click", function () {
      button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") === "true" ? "false" : "true");
      apply();
    });
  });
  [part, weight, search].forEach(function (control) {
    if (control) { control.addEventListener("input", apply); }
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });

  // A link to something filtered away shows everything again first.
  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest('a[href^="#"]') : null;
    var target = link && document.getElementById(link.getAttribute("href").slice(1));
    if (target && (target.hidden || target.closest("[hidden]"))) { clear(); }
  });

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "Escape") { clear(); search.blur(); return; }
    if (typing) { return; }
    if (event.key === "/") { event.preventDefault(); search.focus(); }
    else if (event.key === "j") { move(1); }
    else if (event.key === "k") { move(-1); }
    else if (event.key === "c") { document.getElementById("copy").click(); }
  });

  form.hidden = false;
  apply();
})();
