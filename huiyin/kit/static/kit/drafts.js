// Keeps what is being written into a form with data-keep="a-stable-key" on this device: after a reload,
// or when the network was away, it is there again. It leaves the device only when the form is sent.
(function () {
  "use strict";
  var each = function (list, act) { Array.prototype.forEach.call(list, act); };
  var store = {
    get: function (key) { try { return JSON.parse(localStorage.getItem(key)); } catch (e) { return null; } },
    set: function (key, value) {
      try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch (e) { return false; }
    },
    drop: function (key) { try { localStorage.removeItem(key); } catch (e) { /* nothing kept */ } }
  };
  var SENT = "kept-sent";
  var english = document.documentElement.lang.slice(0, 2) === "en";
  var WORDS = english ? {
    saved: "Draft kept on this device ",
    back: "What you had not sent is back in the form, kept on ",
    other: "This device keeps a draft of another version, from ",
    take: "Put it into the form",
    clear: "Delete the draft on this device",
    cleared: "The draft on this device is deleted",
    away: "There is no network now. The draft is kept on this device; send it when you are connected.",
    full: "This device cannot keep a draft; send it before you leave the page."
  } : {
    saved: "草稿已保存在本机 ",
    back: "已恢复没有提交的内容，保存于 ",
    other: "本机有一份没有提交的草稿（网站上的文本后来改过），保存于 ",
    take: "放进表单",
    clear: "清除本机草稿",
    cleared: "本机草稿已清除",
    away: "现在没有网络。草稿已保存在本机，联网后再提交。",
    full: "这台设备不能保存草稿，离开页面之前请先提交。"
  };

  // What was sent is dropped once a page says that it was received.
  var sent = store.get(SENT);
  if (sent && document.querySelector(".messages .notice.green")) store.drop(sent);
  store.drop(SENT);

  function fields(form) {
    return Array.prototype.filter.call(form.elements, function (one) {
      return one.name && ["hidden", "password", "file", "submit", "button"].indexOf(one.type) < 0;
    });
  }
  function read(form) {
    var found = {};
    each(fields(form), function (one) {
      if (one.type === "radio" || one.type === "checkbox") {
        if (one.checked) found[one.name] = (found[one.name] || []).concat(one.value);
      } else found[one.name] = one.value;
    });
    return found;
  }
  var writing = false;
  function write(form, kept) {
    writing = true;
    each(fields(form), function (one) {
      if (!(one.name in kept)) return;
      if (one.type === "radio" || one.type === "checkbox") one.checked = kept[one.name].indexOf(one.value) >= 0;
      else one.value = kept[one.name];
      one.dispatchEvent(new Event("input", { bubbles: true }));  // what counts letters counts again
    });
    writing = false;
  }
  function same(one, other) { return JSON.stringify(one) === JSON.stringify(other); }
  function clock(at) {
    var day = new Date(at), two = function (n) { return ("0" + n).slice(-2); };
    return (day.getMonth() + 1) + "-" + two(day.getDate()) + " " + two(day.getHours()) + ":" + two(day.getMinutes());
  }

  each(document.querySelectorAll("form[data-keep]"), function (form) {
    var key = "draft:" + form.getAttribute("data-keep");
    var begun = read(form);
    var bar = document.createElement("div");
    bar.className = "kept";
    var line = document.createElement("span");
    line.setAttribute("role", "status");
    bar.appendChild(line);
    form.insertBefore(bar, form.firstChild);
    function button(words, act) {
      var made = document.createElement("button");
      made.type = "button";
      made.className = "linkbtn";
      made.textContent = words;
      made.addEventListener("click", act);
      bar.appendChild(made);
      return made;
    }
    var take = button(WORDS.take, function () {
      var kept = store.get(key);
      if (kept) { write(form, kept.fields); line.textContent = WORDS.back + clock(kept.at); }
      take.hidden = true;
    });
    var clear = button(WORDS.clear, function () {
      store.drop(key);
      write(form, begun);
      line.textContent = WORDS.cleared;
      take.hidden = clear.hidden = true;
    });
    take.hidden = clear.hidden = true;

    var kept = store.get(key);
    // A form shown again after a refusal holds the newer words.
    if (kept && !form.querySelector(".err") && !same(kept.fields, begun)) {
      clear.hidden = false;
      if (same(kept.begun, begun)) {
        write(form, kept.fields);
        line.textContent = WORDS.back + clock(kept.at);
      } else {
        take.hidden = false;
        line.textContent = WORDS.other + clock(kept.at);
      }
    }

    var timer;
    function keep() {
      clearTimeout(timer);
      var now = Date.now(), typed = read(form);
      if (same(typed, begun)) { store.drop(key); line.textContent = ""; clear.hidden = true; return; }
      var done = store.set(key, { at: now, begun: begun, fields: typed });
      line.textContent = done ? WORDS.saved + clock(now) : WORDS.full;
      clear.hidden = !done;
    }
    function later() { if (writing) return; clearTimeout(timer); timer = setTimeout(keep, 800); }
    form.addEventListener("input", later);
    form.addEventListener("change", later);
    window.addEventListener("pagehide", function () { if (!same(read(form), begun) && !form.getAttribute("data-sent")) keep(); });

    // Runs before the guard against a second click, which waits at the document.
    form.addEventListener("submit", function (event) {
      keep();
      if (navigator.onLine === false) {
        event.preventDefault();
        line.textContent = WORDS.away;
        return;
      }
      store.set(SENT, key);
    });
  });

  // A photograph is made smaller before it is sent: phones take larger ones than a form may carry.
  each(document.querySelectorAll("input[type=file][data-shrink]"), function (input) {
    if (!window.createImageBitmap || !window.DataTransfer) return;
    input.addEventListener("change", function () {
      var file = input.files[0], side = +input.getAttribute("data-shrink");
      if (!file || !/^image\//.test(file.type)) return;
      createImageBitmap(file).then(function (image) {
        var scale = Math.min(1, side / Math.max(image.width, image.height));
        var sheet = document.createElement("canvas");
        sheet.width = Math.round(image.width * scale);
        sheet.height = Math.round(image.height * scale);
        sheet.getContext("2d").drawImage(image, 0, 0, sheet.width, sheet.height);
        sheet.toBlob(function (blob) {
          if (!blob || blob.size >= file.size) return;
          var carried = new DataTransfer();
          carried.items.add(new File([blob], "photo.jpg", { type: "image/jpeg" }));
          input.files = carried.files;
        }, "image/jpeg", 0.85);
      }, function () { /* the server says what is wrong with it */ });
    });
  });
})();
