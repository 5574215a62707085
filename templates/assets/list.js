// The filter of a page with tables: what is asked stands behind the # of the address, so that it can be sent to somebody
// and the browser goes back through it. Rows say what is known of them in data attributes (src/site/facet.rs); what a row
// does not say is not known, and a row that might fit is never counted as one that does not.
(function () {
  "use strict";

  var form = document.querySelector("form.find");
  var words = form.dataset;
  var controls = Array.from(form.elements).filter(function (control) { return control.name; });
  var asking = controls.filter(function (control) { return control.dataset.ask; });
  var gaps = form.elements.thieu;
  var wide = window.matchMedia("(width >= 640px)");
  var tables = Array.from(document.querySelectorAll("table[data-counted]"));
  var rows = tables.map(function (table) { return Array.from(table.querySelectorAll("tr[data-key]")); });

  var arranged = false;

  function say(text, values) {
    return text.replace(/\{(\w+)\}/g, function (all, name) { return values[name]; });
  }

  function element(name, text) {
    var made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  function number(text) {
    return /^\s*\d+(?:[.,]\d+)?\s*$/.test(text) ? Number(text.replace(",", ".")) : NaN;
  }

  function valueOf(control) {
    return control.type === "checkbox" ? (control.checked ? control.value : "") : control.value.trim();
  }

  function set(control, value) {
    if (control.type === "checkbox") control.checked = value === control.value;
    else control.value = value;
  }

  function labelOf(control) {
    return control.labels[0].textContent;
  }

  // "Stage: Being built", and the label alone where there is nothing to choose.
  function spoken(control) {
    var value = control.tagName === "SELECT" ? control.selectedOptions[0].textContent : valueOf(control);
    return control.type === "checkbox" ? labelOf(control) : labelOf(control) + words.colon + value;
  }

  // The conditions that are asked; a number that is none asks for nothing.
  function asked() {
    return asking.filter(function (control) {
      var typed = control.type === "text" && valueOf(control);
      var wrong = typed && isNaN(number(typed));
      if (wrong) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
      return valueOf(control) && !wrong;
    }).map(function (control) {
      return { control: control, ask: control.dataset.ask, value: valueOf(control) };
    });
  }

  // What is known of a row for a condition, or undefined; of numbers with names (src/site/document/filter.rs) one is meant.
  function known(row, condition) {
    var said = row.getAttribute("data-" + condition.control.dataset.facet);
    var part = condition.control.dataset.part;
    if (said === null || !part) return said === null ? undefined : said;
    var pair = said.split(" ").find(function (pair) { return pair.split("=")[0] === part; });
    return pair && pair.split("=")[1];
  }

  function meets(known, condition) {
    if (condition.ask === "has") return known.split(" ").includes(condition.value);
    if (condition.ask === "yes") return known === "yes";
    var limit = number(condition.value);
    return condition.ask === "least" ? Number(known) >= limit : Number(known) <= limit;
  }

  // What is not known of a row that otherwise fits; null for a row that does not fit.
  function missing(row, conditions) {
    var told = conditions.filter(function (condition) { return known(row, condition) !== undefined; });
    if (!told.every(function (condition) { return meets(known(row, condition), condition); })) return null;
    return conditions.filter(function (condition) { return !told.includes(condition); });
  }

  function count(conditions) {
    return rows.flat().filter(function (row) {
      var gap = missing(row, conditions);
      return gap && !gap.length;
    }).length;
  }

  function mark(row, gap) {
    var note = row.querySelector(".missing");
    if (note) note.remove();
    if (!gap || !gap.length) return;
    note = element("span", say(words.missing, { names: gap.map(function (one) { return one.control.dataset.figure; }).join(words.items) }));
    note.className = "missing note";
    row.cells[0].append(note);
  }

  function button(text, press) {
    var item = document.createElement("li");
    var made = element("button", text);
    made.type = "button";
    made.addEventListener("click", press);
    item.append(made);
    return item;
  }

  function drop(control) {
    return function () {
      set(control, "");
      push();
      control.focus();
    };
  }

  function chip(condition) {
    var item = button(spoken(condition.control), drop(condition.control));
    item.firstChild.setAttribute("aria-label", say(words.remove, { name: spoken(condition.control) }));
    return item;
  }

  // The stage next to the one that was asked for of which something is found.
  function nearest(conditions) {
    var stage = form.elements["giai-doan"];
    if (!stage || !stage.value) return [];
    var at = stage.selectedIndex;
    var found = Array.from(stage.options).slice(1).map(function (option) {
      var others = conditions.map(function (condition) {
        return condition.control === stage ? Object.assign({}, condition, { value: option.value }) : condition;
      });
      return { option: option, count: count(others), far: Math.abs(option.index - at) };
    }).filter(function (one) { return one.count; }).sort(function (a, b) { return a.far - b.far; });
    return found.slice(0, 1).map(function (one) {
      return button(say(words.nearest, { stage: one.option.textContent, count: one.count }), function () {
        stage.value = one.option.value;
        push();
        stage.focus();
      });
    });
  }

  // What to give up when nothing is found: the condition without which most is left comes first.
  function advice(conditions, left) {
    var relaxed = conditions.map(function (condition) {
      return { control: condition.control, count: count(conditions.filter(function (other) { return other !== condition; })) };
    }).filter(function (one) { return one.count; }).sort(function (a, b) { return b.count - a.count; });
    var relax = relaxed.map(function (one) {
      return button(say(words.relax, { name: spoken(one.control), count: one.count }), drop(one.control));
    });
    var open = left && !gaps.checked ? [button(say(words.showGaps, { count: left }), function () {
      gaps.checked = true;
      push();
      gaps.focus();
    })] : [];
    return open.concat(nearest(conditions), relax);
  }

  // Rows that lack least come first where rows that lack something are shown.
  function arrange(list, conditions) {
    var wanted = gaps.checked && conditions.length;
    var placed = list.map(function (row, at) { return { row: row, at: at, gap: (missing(row, conditions) || []).length }; });
    if (wanted) placed.sort(function (a, b) { return a.gap - b.gap || a.at - b.at; });
    placed.reverse().forEach(function (one) { one.row.parentNode.prepend(one.row); });
  }

  function apply() {
    var conditions = asked();
    var found = 0;
    var left = 0;
    var lines = tables.map(function (table, index) {
      var shown = 0;
      var out = 0;
      rows[index].forEach(function (row) {
        var gap = missing(row, conditions);
        var fits = gap && (!gap.length || gaps.checked);
        row.classList.toggle("out", !fits);
        mark(row, fits && gap);
        found += gap && !gap.length ? 1 : 0;
        shown += fits ? 1 : 0;
        out += gap && !fits ? 1 : 0;
      });
      if (arranged || gaps.checked) arrange(rows[index], conditions);
      table.querySelectorAll(".total").forEach(function (row) { row.classList.toggle("out", conditions.length > 0); });
      left += out;
      var counted = say(words.count, { name: table.dataset.counted, shown: shown, all: rows[index].length });
      return element("p", counted + (out ? words.items + say(words.leftOut, { count: out }) : "") + words.end);
    });
    arranged = gaps.checked;
    var wrong = controls.some(function (control) { return control.hasAttribute("aria-invalid"); });
    if (wrong) lines.unshift(element("p", words.noNumber));
    else if (conditions.length && !found) lines.unshift(element("p", words.none));
    form.querySelector(".told").replaceChildren.apply(form.querySelector(".told"), lines);
    form.querySelector(".chips").replaceChildren.apply(form.querySelector(".chips"), conditions.map(chip));
    var given = conditions.length && !found ? advice(conditions, left) : [];
    form.querySelector(".advice").replaceChildren.apply(form.querySelector(".advice"), given);
  }

  function state() {
    var pairs = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
    controls.forEach(function (control) {
      if (valueOf(control)) pairs.set(control.name, valueOf(control));
      else pairs.delete(control.name);
    });
    return pairs.toString().replace(/%2C/g, ",");
  }

  // A page from a disk may change what stands behind the # of its own address.
  function push() {
    var wanted = state();
    if (wanted !== location.hash.slice(1)) history.pushState(null, "", wanted ? "#" + wanted : location.pathname + location.search);
    apply();
  }

  function restore() {
    if (location.hash && !location.hash.includes("=")) return;
    var pairs = new URLSearchParams(location.hash.slice(1));
    controls.forEach(function (control) { set(control, pairs.get(control.name) || ""); });
    apply();
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    push();
  });
  form.addEventListener("reset", function () { setTimeout(push); });
  form.addEventListener("change", function () { if (wide.matches) push(); });
  form.addEventListener("input", function (event) { if (wide.matches && event.target.type === "text") apply(); });
  window.addEventListener("popstate", restore);
  form.hidden = false;
  restore();
})();
