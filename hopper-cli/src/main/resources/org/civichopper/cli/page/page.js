// The page is whole without this; it keeps the numbers moving. Markup comes from the server alone,
// which has escaped whatever documents say.
"use strict";

const parts = document.querySelectorAll("[data-live]");
const pause = document.getElementById("pause");
const clock = document.querySelector(".clock");
let stream = null;
let paused = false;

// Changes only what differs, so that focus, selection and open details stay, and a screen reader
// hears what is new and nothing else.
function morph(from, to) {
  if (from.nodeType !== to.nodeType || from.nodeName !== to.nodeName) {
    from.replaceWith(to);
    return;
  }
  if (from.nodeType !== Node.ELEMENT_NODE) {
    if (from.data !== to.data) from.data = to.data;
    return;
  }
  for (const { name } of [...from.attributes]) {
    if (!to.hasAttribute(name) && name !== "open") from.removeAttribute(name);
  }
  for (const { name, value } of to.attributes) {
    if (from.getAttribute(name) !== value) from.setAttribute(name, value);
  }
  morphChildren(from, to);
}

// By id where there is one: a button under a pointer stays the button of its own row.
function morphChildren(from, to) {
  const named = new Map([...from.children].filter((e) => e.id).map((e) => [e.id, e]));
  let at = from.firstChild;
  for (const next of [...to.childNodes]) {
    const known = next.id ? named.get(next.id) : undefined;
    if (known && known !== at) {
      from.insertBefore(known, at);
      at = known;
    }
    if (!at || (next.id && !known) || (at.id && at.id !== next.id)) {
      from.insertBefore(next, at);
      continue;
    }
    const after = at.nextSibling;
    morph(at, next);
    at = after;
  }
  while (at) {
    const after = at.nextSibling;
    at.remove();
    at = after;
  }
}

function show(part, html) {
  const next = part.cloneNode(false);
  next.innerHTML = html;
  morph(part, next);
}

function connect() {
  if (stream || paused || document.hidden) return;
  stream = new EventSource("/events");
  for (const part of parts) {
    stream.addEventListener(part.dataset.live, (event) => show(part, event.data));
  }
  stream.onopen = () => (clock.dataset.state = "live");
  stream.onerror = () => (clock.dataset.state = "lost");
}

function disconnect(state) {
  if (stream) stream.close();
  stream = null;
  clock.dataset.state = state;
}

pause.hidden = false;
pause.addEventListener("click", () => {
  paused = !paused;
  pause.textContent = paused ? "Go on" : "Pause";
  if (paused) disconnect("paused");
  else connect();
});
// A browser keeps few connections to one server: a tab that nobody sees gives its back.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) disconnect("paused");
  else connect();
});
connect();
