// The page is whole without this; it keeps the numbers moving and tells times by the reader's own
// clock. Markup comes from the server alone, which has escaped whatever documents say.
"use strict";

const LATE = 12_000; // milliseconds; the server has something to say every other second

const parts = document.querySelectorAll("[data-live]");
const pause = document.getElementById("pause");
const clock = document.querySelector(".clock");
let stream = null;
let paused = false;
let heardAt = 0;

const two = (number) => String(number).padStart(2, "0");
const date = (time) => `${two(time.getMonth() + 1)}-${two(time.getDate())}`;
const hour = (time) => `${two(time.getHours())}:${two(time.getMinutes())}`;
const WRITTEN = {
  second: (time) => `${hour(time)}:${two(time.getSeconds())}`,
  minute: (time) => `${time.getFullYear()}-${date(time)} ${hour(time)}`,
  hour,
  day: (time) => `${date(time)} ${hour(time)}`,
};
const ZONE = new Intl.DateTimeFormat("en", { timeZoneName: "short" })
  .formatToParts(new Date())
  .find((part) => part.type === "timeZoneName").value;

// The server writes UTC, which stays to be read under the pointer.
function localize(within) {
  for (const element of within.querySelectorAll("[data-as]")) {
    const iso = element.dataset.at ?? element.getAttribute("datetime");
    element.textContent = WRITTEN[element.dataset.as](new Date(iso));
    if (!element.dataset.at) element.title = iso;
  }
  for (const element of within.querySelectorAll(".zone")) element.textContent = ZONE;
}

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
  localize(next);
  morph(part, next);
}

// Connected is not live: the server says itself when what it shows is old.
const STALE = { lost: "! Not connected · ", late: "! No news · ", paused: "Paused · " };

function tell(state) {
  clock.dataset.state = state;
  document.title = (STALE[state] ?? "") + document.getElementById("title").dataset.title;
}

function hear() {
  heardAt = Date.now();
  tell(clock.querySelector(".read").dataset.state);
}

function connect() {
  if (stream || paused || document.hidden) return;
  heardAt = Date.now();
  stream = new EventSource("/events" + location.search);
  for (const part of parts) {
    stream.addEventListener(part.dataset.live, (event) => show(part, event.data));
  }
  stream.addEventListener("heard", hear);
  stream.onerror = () => tell("lost");
}

function disconnect(state) {
  if (stream) stream.close();
  stream = null;
  tell(state);
}

// A tab that nobody sees still says in its title what is wrong.
async function glance() {
  try {
    document.title = await (await fetch("/title" + location.search)).text();
  } catch {
    tell("lost");
  }
}

localize(document);
if (clock) {
  pause.hidden = false;
  pause.addEventListener("click", () => {
    paused = !paused;
    pause.textContent = paused ? "Go on" : "Pause";
    if (paused) disconnect("paused");
    else connect();
  });
  // A browser keeps few connections to one server: a tab that nobody sees gives its back.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && !paused) disconnect("hidden");
    else connect();
  });
  setInterval(() => {
    if (document.hidden && !paused) glance();
  }, 30_000);
  setInterval(() => {
    if (stream && clock.dataset.state !== "lost" && Date.now() - heardAt > LATE) tell("late");
  }, 1_000);
  connect();
}
