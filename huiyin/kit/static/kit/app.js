// Only makes quicker what already works without it: one submission, drafts on the device, counting, copying.
(function () {
  "use strict";
  var each = function (selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
  };
  // A private window or a full disk may refuse storage; typing must go on all the same.
  var store = {
    get: function (key) { try { return localStorage.getItem(key); } catch (e) { return null; } },
    set: function (key, value) {
      try { localStorage.setItem(key, value); return true; } catch (e) { return false; }
    },
    drop: function (key) { try { localStorage.removeItem(key); } catch (e) { /* nothing kept */ } }
  };
  var english = document.documentElement.lang.slice(0, 2) === "en";
  var SAVED = english ? "Draft saved on this device " : "草稿已保存在本机 ";
  var RESTORED = english ? "Your draft was restored" : "已恢复上次没提交的草稿";
  var SENDING = english ? "Sending…" : "正在提交…";

  // A second click sends nothing. The button keeps its name and value, so it is not `disabled`.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.getAttribute("data-sent")) { event.preventDefault(); return; }
    form.setAttribute("data-sent", "1");
    Array.prototype.forEach.call(form.querySelectorAll("button.btn"), function (button) {
      button.setAttribute("aria-disabled", "true");
    });
    say(form, SENDING);
    setTimeout(function () { reopen(form); }, 15000);
  });
  function reopen(form) {
    form.removeAttribute("data-sent");
    Array.prototype.forEach.call(form.querySelectorAll("button.btn"), function (button) {
      button.removeAttribute("aria-disabled");
    });
    say(form, "");
  }
  function say(form, words) {
    var line = form.querySelector(".sending");
    if (!line) {
      line = document.createElement("span");
      line.className = "sending vh";
      line.setAttribute("role", "status");
      form.appendChild(line);
    }
    line.textContent = words;
  }
  window.addEventListener("pageshow", function () { each("form[data-sent]", reopen); });

  // Drafts. The key names the thing being written: what the form says, or where it goes. A page that
  // received it says so, or says that the act succeeded, and it is dropped.
  each('meta[name="draft-done"]', function (meta) { store.drop("draft:" + meta.content); });
  var sent = (store.get("draft-sent") || "").split(" ");
  if (document.querySelector(".messages .notice.green")) sent.forEach(store.drop);
  store.drop("draft-sent");
  each('form[method="post"]:not([data-keep]) textarea', function (area) {
    var kind = area.getAttribute("data-draft");
    var key = "draft:" + (kind || new URL(area.form.action).pathname + "#" + area.name);
    area.form.addEventListener("submit", function () {
      store.set("draft-sent", (store.get("draft-sent") || "") + " " + key);
    });
    var line = document.createElement("p");
    line.className = "draft";
    line.setAttribute("role", "status");
    area.parentNode.insertBefore(line, area.nextSibling);
    var kept = store.get(key);
    if (kept && !area.value) { area.value = kept; line.textContent = RESTORED; }
    var timer;
    area.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(function () {
        if (!area.value) { store.drop(key); line.textContent = ""; return; }
        var now = new Date();
        var minutes = ("0" + now.getMinutes()).slice(-2);
        if (store.set(key, area.value)) line.textContent = SAVED + now.getHours() + ":" + minutes;
      }, 800);
    });
  });

  // Characters, not UTF-16 halves: 𠮷 is one.
  each("[data-count]", function (line) {
    var area = document.getElementById(line.getAttribute("data-count"));
    var most = area && +area.getAttribute("maxlength");
    if (!most) return;
    var show = function () {
      var used = area.value.replace(/[\ud800-\udbff][\udc00-\udfff]/g, "x").length;
      line.textContent = line.getAttribute("data-words").replace("#", most - used);
    };
    line.hidden = false;
    area.addEventListener("input", show);
    show();
  });

  each("[data-copy]", function (button) {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      var source = document.getElementById(button.getAttribute("data-copy"));
      navigator.clipboard.writeText(source.textContent.trim()).then(function () {
        button.setAttribute("aria-label", button.getAttribute("data-done"));
        button.classList.add("done");
      });
    });
  });

  each("[data-focus]", function (summary) { summary.focus(); });

  // Paper cannot be unfolded. (The style sheet does the same where browsers let it.)
  var unfolded = [];
  window.addEventListener("beforeprint", function () {
    each("main details:not([open])", function (one) { one.open = true; unfolded.push(one); });
  });
  window.addEventListener("afterprint", function () {
    unfolded.splice(0).forEach(function (one) { one.open = false; });
  });

  // The phone menu closes like a menu: by Escape, or by touching elsewhere.
  each("details.menu", function (menu) {
    document.addEventListener("click", function (event) {
      if (!menu.contains(event.target)) menu.open = false;
    });
    menu.addEventListener("keydown", function (event) {
      if (event.key === "Escape") { menu.open = false; menu.querySelector("summary").focus(); }
    });
  });
})();
