// What script adds: results below the search box; tables of class `sortable` can be sorted, those of class `filterable`
// filtered. All else works without it.
(function () {
  "use strict";

  var own = document.currentScript;
  var words = own.dataset;
  // Names are Vietnamese on every page, whatever its language; tests/search/order.txt holds this to src/text/order.rs.
  var collator = new Intl.Collator("vi", { numeric: true });

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
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đð]/g, "d");
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

  // Search: src/text/search.rs and src/site/index.rs say the same in Rust, with the reasons; tests/search/vectors.tsv holds
  // both to it. The index brings its tables along, as the constant SEARCH_INDEX.
  var RUN = /[\p{Alphabetic}\p{N}\u0300-\u036f]+/gu;
  var HAN = /[\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3134f}]+|[^\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3134f}]+/gu;
  var IS_HAN = /^[\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3134f}]/u;
  var MOST = 10;

  function piecesOf(text) {
    var half = text.replace(/[\uff01-\uff5e]/g, function (c) { return String.fromCharCode(c.charCodeAt(0) - 0xfee0); });
    var pieces = [];
    (half.normalize("NFC").toLowerCase().match(RUN) || []).forEach(function (run) {
      if (!/[\p{Alphabetic}\p{N}]/u.test(run)) return;
      run.match(HAN).forEach(function (part) {
        var signs = Array.from(part);
        if (!IS_HAN.test(part) || signs.length === 1) pieces.push(part);
        else signs.slice(1).forEach(function (sign, index) { pieces.push(signs[index] + sign); });
      });
    });
    return pieces;
  }

  function writtenOut(pieces) {
    var folded = pieces.map(fold);
    var whole = [];
    for (var at = 0; at < pieces.length;) {
      var pair = SEARCH_INDEX.short.find(function (pair) {
        return pair[0] === folded.slice(at, at + pair[0].split(" ").length).join(" ");
      });
      if (pair) whole.push.apply(whole, pair[1].split(" "));
      else whole.push(pieces[at]);
      at += pair ? pair[0].split(" ").length : 1;
    }
    return whole;
  }

  function spoken(letters) {
    return letters.replace(/^(qu|[^aeiouy]*)y$/, "$1i");
  }

  function numberOf(piece, before) {
    if (/^[0-9]+$/.test(piece)) return Number(piece);
    if (before === undefined || /^[0-9]+$/.test(before)) return 0;
    return SEARCH_INDEX.roman.indexOf(piece) + 1;
  }

  function wordsOf(text) {
    return writtenOut(piecesOf(text)).map(function (piece, index, pieces) {
      var signs = Array.from(piece.normalize("NFD"));
      var isTone = function (sign) { return SEARCH_INDEX.tones.includes(sign); };
      var letters = signs.filter(function (sign) { return !isTone(sign); }).join("");
      var plain = fold(piece);
      var exact = spoken(letters) + signs.filter(isTone).join("");
      return { exact: exact, letters: letters, plain: plain, sound: spoken(plain), number: numberOf(piece, pieces[index - 1]) };
    });
  }

  function grade(word, other, last) {
    if (word.number && word.number === other.number || word.exact === other.exact) return 4;
    if (word.sound === other.sound) return 3;
    if (IS_HAN.test(word.plain) && Array.from(word.plain).length === 1 && other.plain.includes(word.plain)) return 3;
    if (last && other.exact.startsWith(word.letters)) return 2;
    return last && other.plain.startsWith(word.plain) ? 1 : 0;
  }

  function best(word, others, last) {
    return others.reduce(function (most, other) { return Math.max(most, grade(word, other, last)); }, 0);
  }

  function phrase(name, query) {
    var last = query.length - 1;
    for (var start = 0; start + last < name.length; start += 1) {
      if (query.every(function (word, at) { return grade(word, name[start + at], at === last); })) {
        if (start > 0) return 20;
        return name.length === query.length && grade(query[last], name[last], false) ? 60 : 30;
      }
    }
    return 0;
  }

  function score(entry, query) {
    var sum = 0;
    for (var at = 0; at < query.length; at += 1) {
      var last = at === query.length - 1;
      var name = best(query[at], entry.all, last);
      var other = best(query[at], entry.others, last);
      if (!name && !other) return 0;
      var exact = [name, other].some(function (grade) { return grade > 0 && grade % 2 === 0; });
      sum += Math.max(name * 3, other) + (exact && query[at].exact !== query[at].sound ? 1000 : 0);
    }
    return sum + Math.max.apply(null, entry.names.map(function (name) { return phrase(name, query); }));
  }

  // A page of the language that is read, where there is one.
  function inLanguage(path, others) {
    var language = document.documentElement.lang;
    return others.split(" ").includes(language) ? path.replace(/^vi/, language) : path;
  }

  function entriesOf(index) {
    return index.entries.map(function (row) {
      var names = [row[2]].concat(row[4]).map(wordsOf);
      return {
        kind: index.kinds[row[0]], path: inLanguage(row[1], row[6]), title: row[2], note: row[3], aliases: row[4],
        names: names, all: names.flat(), others: wordsOf(row[3] + " " + row[5])
      };
    });
  }

  function find(entries, query) {
    var found = entries.map(function (entry) { return { entry: entry, score: query.length ? score(entry, query) : 0 }; });
    found = found.filter(function (one) { return one.score; });
    return found.sort(function (a, b) { return b.score - a.score; }).map(function (one) { return one.entry; });
  }

  // The text in its own spelling, with what answers the query marked.
  function marked(element, text, query) {
    var end = 0;
    Array.from(text.matchAll(RUN)).forEach(function (run) {
      var others = wordsOf(run[0]);
      if (!query.some(function (word, at) { return best(word, others, at === query.length - 1); })) return;
      var mark = document.createElement("mark");
      mark.textContent = run[0];
      element.append(text.slice(end, run.index), mark);
      end = run.index + run[0].length;
    });
    element.append(text.slice(end));
    return element;
  }

  // The name by which an entry was found, when the one that is shown does not say it.
  function alias(entry, query) {
    var missed = function (words) { return query.filter(function (word, at) { return !best(word, words, at === query.length - 1); }).length; };
    var worth = function (at) { return phrase(entry.names[at + 1], query) - 100 * missed(entry.names[at + 1]); };
    if (!missed(entry.names[0])) return "";
    var order = entry.aliases.map(function (name, at) { return at; }).sort(function (a, b) { return worth(b) - worth(a); });
    return order.length && missed(entry.names[order[0] + 1]) < missed(entry.names[0]) ? " (" + entry.aliases[order[0]] + ")" : "";
  }

  function line(entry, query) {
    var item = document.createElement("li");
    var link = document.createElement("a");
    link.href = new URL("../" + entry.path, own.src || document.baseURI);
    item.append(marked(link, entry.title + alias(entry, query), query));
    item.append(marked(document.createElement("span"), [entry.kind, entry.note].filter(Boolean).join(" · "), query));
    return item;
  }

  function searchable(form) {
    var input = form.querySelector("input");
    var box = document.createElement("div");
    var live = document.createElement("p");
    var list = document.createElement("ol");
    var entries, asked;
    box.className = "results wrap";
    live.setAttribute("role", "status");
    live.setAttribute("aria-live", "polite");
    box.append(live, list);
    form.closest(".band").after(box);

    function show() {
      var text = input.value.trim();
      var query = entries && text ? wordsOf(text) : [];
      var found = entries ? find(entries, query) : [];
      var shown = found.slice(0, MOST);
      list.replaceChildren.apply(list, shown.map(function (entry) { return line(entry, query); }));
      var said = !found.length ? form.dataset.none : found.length > MOST ? form.dataset.more : form.dataset.found;
      live.textContent = query.length ? say(said, { count: found.length, shown: shown.length, query: text }) : "";
    }

    function load() {
      if (asked) return;
      asked = document.createElement("script");
      asked.src = new URL("search-index.js", own.src);
      asked.addEventListener("load", function () { entries = entriesOf(SEARCH_INDEX); show(); });
      document.head.append(asked);
    }

    function move(event) {
      var stops = [input].concat(Array.from(list.querySelectorAll("a")));
      var at = stops.indexOf(document.activeElement) + { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape") {
        input.value = "";
        show();
        input.focus();
      } else if (stops[at]) {
        stops[at].focus();
        event.preventDefault();
      }
    }

    input.addEventListener("focus", load);
    input.addEventListener("input", show);
    input.addEventListener("keydown", move);
    list.addEventListener("keydown", move);
    // Without an index, as when a page was taken away alone, the form leads to the list of all names.
    form.addEventListener("submit", function (event) {
      if (!entries) return;
      event.preventDefault();
      show();
    });
    var query = new URLSearchParams(location.search).get("q");
    if (query) {
      input.value = query;
      load();
    }
  }

  document.querySelectorAll("form[role=search]").forEach(searchable);
  document.querySelectorAll("table.sortable").forEach(sortable);
  document.querySelectorAll("table.filterable").forEach(filterable);
})();
