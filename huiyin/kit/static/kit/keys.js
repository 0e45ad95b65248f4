// Working a list by keyboard: j and k go down and up, x picks, o opens, / searches, ? says so.
// Without this script everything is reached by Tab, Space and Enter.
(function () {
  "use strict";
  var list = document.querySelector("[data-keys]");
  var rows = list ? Array.prototype.slice.call(list.querySelectorAll(".rows>li")) : [];
  var search = document.querySelector("[data-search]");
  var boxes = rows.map(function (row) { return row.querySelector("input[type=checkbox]"); })
    .filter(Boolean);
  var at = -1;
  var english = document.documentElement.lang.slice(0, 2) === "en";
  var HELP = english
    ? "j down · k up · x pick · o open · / search · ? this help · Esc close"
    : "j 下一件 · k 上一件 · x 勾选 · o 打开 · / 搜索 · ? 帮助 · Esc 关闭";

  var all = document.querySelector("[data-pick-all]");
  var line = document.querySelector("[data-picked]");
  var idle = line ? line.textContent : "";
  function count() {
    var picked = boxes.filter(function (box) { return box.checked; }).length;
    if (line) {
      line.textContent = picked ? line.getAttribute("data-picked").replace("#", picked) : idle;
    }
    if (all) all.querySelector("input").checked = picked > 0 && picked === boxes.length;
  }
  if (all && boxes.length) {
    all.hidden = false;
    all.querySelector("input").addEventListener("change", function (event) {
      boxes.forEach(function (box) { box.checked = event.target.checked; });
      count();
    });
  }
  boxes.forEach(function (box) { box.addEventListener("change", count); });
  window.addEventListener("pageshow", count);

  function go(to) {
    if (!rows.length) return;
    at = Math.max(0, Math.min(rows.length - 1, to));
    rows.forEach(function (row, n) {
      if (n === at) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    });
    rows[at].querySelector("a").focus();
  }
  function help() {
    var box = document.getElementById("keys-help");
    if (box) { box.parentNode.removeChild(box); return; }
    box = document.createElement("p");
    box.id = "keys-help";
    box.className = "keys-help";
    box.setAttribute("role", "status");
    document.body.appendChild(box);
    box.textContent = HELP;
  }
  document.addEventListener("keydown", function (event) {
    var target = event.target;
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && target.type !== "checkbox";
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") {
      if (typing) target.blur();
      if (document.getElementById("keys-help")) help();
      return;
    }
    if (typing) return;
    var acts = {
      j: function () { go(at + 1); },
      k: function () { go(at - 1); },
      x: function () {
        var box = at >= 0 && rows[at].querySelector("input[type=checkbox]");
        if (box) { box.checked = !box.checked; count(); }
      },
      o: function () { if (at >= 0) rows[at].querySelector("a").click(); },
      "/": function () { if (search) search.focus(); },
      "?": help
    };
    if (acts[event.key]) { event.preventDefault(); acts[event.key](); }
  });
})();
