// What script adds: tables of class `sortable` can be sorted, those of class `filterable` filtered. All else works without it.
(function () {
  "use strict";

  var words = document.currentScript.dataset;
  var collator = new Intl.Collator(document.documentElement.lang || "vi", { numeric: true });

  function say(text, values) {
    return text.replace(/\{(\w+)\}/g, function (all, name) { return values[name]; });
  }

  // The number behind a cell, a date as a number, or its text; null when a column of numbers has none.
  function keyOf(cell) {
    if (cell.dataset.value !== undefined) return Number(cell.dataset.value);
    var text = cell.textContent.trim();
    var date = /^(?:(\d{1,2})\/)?(?:(\d{1,2})\/)?(\d{4})$/.exec(text);
    if (!date) return text;
    var month = date[2] || date[1] || 0;
    var day = date[2] ? date[1] : 0;
    return Number(date[3]) * 10000 + Number(month) * 100 + Number(day);
  }

  // Numbers stand before text in both directions, as text in a column of numbers says why there is none.
  function compare(a, b, sign) {
    var numberA = typeof a === "number";
    var numberB = typeof b === "number";
    if (numberA !== numberB) return numberA ? -1 : 1;
    return sign * (numberA ? a - b : collator.compare(a, b));
  }

  function plainRows(body) {
    return Array.from(body.rows).filter(function (row) { return row.className !== "total"; });
  }

  function sortable(table) {
    var heads = Array.from(table.tHead.rows[0].cells);
    var body = table.tBodies[0];
    var live = document.createElement("p");
    live.className = "hidden";
    live.setAttribute("role", "status");
    table.closest(".table").append(live);
    heads.forEach(function (head, index) {
      var button = document.createElement("button");
      var name = head.textContent;
      button.type = "button";
      button.append.apply(button, Array.from(head.childNodes));
      head.append(button);
      button.addEventListener("click", function () {
        var up = head.getAttribute("aria-sort") !== "ascending";
        heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        var rows = plainRows(body).map(function (row) { return { row: row, key: keyOf(row.cells[index]) }; });
        var totals = body.rows[body.rows.length - 1].className === "total" ? Array.from(body.querySelectorAll(".total")) : [];
        rows.sort(function (a, b) { return compare(a.key, b.key, up ? 1 : -1); });
        body.append.apply(body, rows.map(function (entry) { return entry.row; }).concat(totals));
        live.textContent = say(up ? words.up : words.down, { column: name });
      });
    });
  }

  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  }

  function filterable(table, number) {
    var totals = table.tBodies[0].querySelectorAll(".total");
    var rows = plainRows(table.tBodies[0]).map(function (row) {
      var text = row.textContent.normalize("NFC").toLowerCase();
      return { row: row, text: text, folded: fold(text) };
    });
    var line = document.createElement("p");
    var label = document.createElement("label");
    var input = document.createElement("input");
    var live = document.createElement("span");
    line.className = "filter";
    input.type = "search";
    input.id = "filter-" + number;
    label.htmlFor = input.id;
    label.textContent = words.filter;
    live.setAttribute("role", "status");
    line.append(label, input, live);
    table.closest(".table").prepend(line);
    input.addEventListener("input", function () {
      var parts = input.value.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
      // A part typed with marks finds itself first, and without marks only when that finds nothing.
      function matches(exact) {
        return function (entry) {
          return parts.every(function (part) {
            var plain = fold(part);
            return exact && plain !== part ? entry.text.includes(part) : entry.folded.includes(plain);
          });
        };
      }
      var found = rows.filter(matches(true));
      if (!found.length) found = rows.filter(matches(false));
      rows.forEach(function (entry) { entry.row.hidden = !found.includes(entry); });
      totals.forEach(function (row) { row.hidden = parts.length > 0; });
      live.textContent = !parts.length ? "" : found.length ? say(words.found, { shown: found.length, all: rows.length }) : words.none;
    });
  }

  document.querySelectorAll("table.sortable").forEach(sortable);
  document.querySelectorAll("table.filterable").forEach(filterable);
})();
