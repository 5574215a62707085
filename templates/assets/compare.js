// Two to four clusters or plots side by side. What is chosen stands behind the # of the address, #so-sanh=ho-son-1,hoa-son-1,
// also on the lists, where each row gets a box to tick and the way to the comparison stands below the filter.
(function () {
  "use strict";

  var MOST = 4;
  var boxes = [];
  var chosen = [];

  function say(text, values) {
    return text.replace(/\{(\w+)\}/g, function (all, name) { return values[name]; });
  }

  function pairs() {
    return new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
  }

  function read() {
    var known = boxes.map(function (box) { return box.value; });
    chosen = (pairs().get("so-sanh") || "").split(",").filter(function (key) { return known.includes(key); }).slice(0, MOST);
  }

  function write() {
    var all = pairs();
    if (chosen.length) all.set("so-sanh", chosen.join(","));
    else all.delete("so-sanh");
    var text = all.toString().replace(/%2C/g, ",");
    history.pushState(null, "", text ? "#" + text : location.pathname + location.search);
  }

  function tick(event) {
    var key = event.target.value;
    chosen = chosen.filter(function (other) { return other !== key; }).concat(event.target.checked ? [key] : []);
    write();
    show();
  }

  function choose(box) {
    boxes.push(box);
    box.addEventListener("change", tick);
  }

  function differing(panel) {
    return panel.querySelector("[name=khac]");
  }

  // The columns of a table that are chosen, or all of them; a line that says the same in each may be left out.
  function compare(panel) {
    var words = panel.dataset;
    var table = document.getElementById(words.table);
    var heads = Array.from(table.tHead.rows[0].cells);
    var own = chosen.filter(function (key) { return heads.some(function (head) { return head.dataset.key === key; }); });
    var shown = heads.map(function (head, at) { return at === 0 || !own.length || own.includes(head.dataset.key); });
    var lines = 0;
    heads.forEach(function (head, at) { head.hidden = !shown[at]; });
    Array.from(table.tBodies[0].rows).forEach(function (row) {
      var cells = Array.from(row.cells);
      cells.forEach(function (cell, at) { cell.hidden = !shown[at]; });
      var texts = cells.slice(1).filter(function (cell) { return !cell.hidden; }).map(function (cell) { return cell.textContent.trim(); });
      row.hidden = differing(panel).checked && texts.every(function (text) { return text === texts[0]; });
      lines += row.hidden ? 0 : 1;
    });
    var count = own.length || heads.length - 1;
    var said = !own.length ? words.all : own.length === 1 ? words.few : words.chosen;
    panel.querySelector(".told").textContent = lines ? say(said, { count: count, rows: lines }) : words.same;
  }

  function show() {
    boxes.forEach(function (box) {
      box.checked = chosen.includes(box.value);
      box.disabled = !box.checked && chosen.length >= MOST;
    });
    panels.forEach(compare);
    if (!picked) return;
    var link = picked.querySelector("a");
    picked.hidden = chosen.length < 2;
    link.textContent = say(picked.dataset.count, { count: chosen.length });
    link.hash = "so-sanh=" + chosen.join(",");
  }

  function restore() {
    read();
    show();
  }

  var panels = Array.from(document.querySelectorAll(".choose"));
  var picked = document.querySelector(".picked");
  panels.forEach(function (panel) {
    panel.querySelectorAll(".fields input").forEach(choose);
    differing(panel).addEventListener("change", show);
    panel.hidden = false;
  });
  if (picked) document.querySelectorAll("tr[data-key]").forEach(function (row) {
    var box = document.createElement("input");
    box.type = "checkbox";
    box.className = "pick";
    box.value = row.dataset.key;
    box.setAttribute("aria-label", say(picked.dataset.tick, { name: row.cells[0].textContent.trim() }));
    row.cells[0].prepend(box);
    choose(box);
  });
  window.addEventListener("popstate", restore);
  restore();
})();
