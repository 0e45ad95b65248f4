// Turns the text area of an article into an editor. Without this file, or when its library does not
// come, the text area stays as it is: what is sent is cleaned by the server either way.
const area = document.getElementById("id_body");
const source = document.querySelector("script[data-library]");

function button(label, press, pressed) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn s sm";
  made.textContent = label;
  made.addEventListener("click", press);
  made.state = pressed || null;
  return made;
}

function tools(editor, words) {
  const run = (act) => () => act(editor.chain().focus()).run();
  const is = (...what) => () => editor.isActive(...what);
  const link = () => {
    const before = editor.getAttributes("link").href || "";
    const href = window.prompt(words.address, before);
    if (href === null) return;
    if (href === "") editor.chain().focus().unsetLink().run();
    else editor.chain().focus().extendMarkRange("link").setLink({ href }).run();
  };
  return [
    button(words.heading, run((to) => to.toggleHeading({ level: 2 })), is("heading", { level: 2 })),
    button(words.bold, run((to) => to.toggleBold()), is("bold")),
    button(words.bullets, run((to) => to.toggleBulletList()), is("bulletList")),
    button(words.numbers, run((to) => to.toggleOrderedList()), is("orderedList")),
    button(words.quote, run((to) => to.toggleBlockquote()), is("blockquote")),
    button(words.link, link, is("link")),
    button(words.undo, run((to) => to.undo())),
    button(words.redo, run((to) => to.redo())),
  ];
}

function open(lib) {
  const words = JSON.parse(source.dataset.words);
  const holder = document.createElement("div");
  holder.className = "editor";
  const bar = document.createElement("div");
  bar.className = "tools";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", words.tools);
  const page = document.createElement("div");
  holder.append(bar, page);
  area.after(holder);
  const label = document.querySelector(`label[for="${area.id}"]`);
  const named = { "aria-label": label ? label.textContent.trim() : "", "aria-multiline": "true", role: "textbox", class: "prose" };
  const editor = new lib.Editor({
    element: page,
    injectCSS: false, // the policy of our pages allows no styles that a script writes
    content: content(),
    editorProps: { attributes: named },
    extensions: [
      lib.Document, lib.Paragraph, lib.Text, lib.HardBreak, lib.History, lib.Bold, lib.Italic, lib.Underline,
      lib.Strike, lib.Subscript, lib.Superscript, lib.Blockquote, lib.BulletList, lib.OrderedList, lib.ListItem,
      lib.Heading.configure({ levels: [2, 3, 4] }), lib.Link, lib.Table, lib.TableRow, lib.TableHeader,
      lib.TableCell, lib.Image, lib.Figure, lib.Caption,
    ].filter(Boolean),
    onUpdate: ({ editor: now }) => {
      area.value = now.isEmpty ? "" : now.getHTML();
      area.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  const buttons = tools(editor, words);
  bar.append(...buttons);
  editor.on("transaction", () => buttons.forEach((one) => one.state && one.setAttribute("aria-pressed", String(one.state()))));
  // A draft kept on this device may be put into the text area while this editor is open.
  area.addEventListener("input", () => {
    const shown = editor.isEmpty ? "" : editor.getHTML();
    if (area.value !== shown) editor.commands.setContent(content(), { emitUpdate: false });
  });
  area.hidden = true;
  if (label) label.addEventListener("click", () => editor.commands.focus());
}

function content() {
  return /<\w+[ >]/.test(area.value) ? area.value : plain(area.value);
}

function plain(text) {
  const holder = document.createElement("div");
  text.split(/\n\s*\n/).filter((part) => part.trim()).forEach((part) => {
    const line = document.createElement("p");
    line.textContent = part.trim();
    holder.append(line);
  });
  return holder.innerHTML;
}

if (area && source) import(source.dataset.library).then(open, () => {});
