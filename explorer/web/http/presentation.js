"use strict";
// Steps through the views of an agenda where they stand; without this script the same links load the page anew.
(() => {
  const items = [...document.querySelectorAll(".item")];
  const link = (kind) => document.querySelector(`nav a[rel=${kind}]`);
  const [back, next, open, up] = ["prev", "next", "bookmark", "up"].map(link);
  if (!next) return; // the page that says why nothing is presented

  const [position, said] = ["nav .position", "[role=status]"].map((place) => document.querySelector(place));
  const product = document.title.split(" · ").pop();
  let now = items.findIndex((item) => item.classList.contains("now"));
  let typed = "";

  function at(place) {
    const address = new URL(location.href);
    address.searchParams.set("step", place + 1);
    return address.href;
  }

  function lead(way, place) {
    const idle = place < 0 || place >= items.length;
    way.href = at(idle ? now : place);
    if (idle) way.setAttribute("aria-disabled", "true");
    else way.removeAttribute("aria-disabled");
  }

  function show(place) {
    now = Math.min(Math.max(place, 0), items.length - 1);
    items.forEach((item, other) => {
      item.classList.toggle("now", other === now);
      // The pictures beside this one are fetched before somebody steps to them.
      if (Math.abs(other - now) < 2) item.querySelectorAll("img").forEach((picture) => (picture.loading = "eager"));
    });
    const title = items[now].querySelector("h1").textContent;
    position.textContent = `${now + 1} / ${items.length}`;
    said.textContent = `${position.textContent} ${title}`;
    document.title = `${now + 1}/${items.length} ${document.querySelector("main").dataset.title} · ${product}`;
    open.href = items[now].dataset.open;
    lead(back, now - 1);
    lead(next, now + 1);
    history.replaceState(null, "", at(now));
    window.scrollTo(0, 0);
  }

  function fillScreen() {
    const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
    done.catch(() => {}); // a browser may refuse; the page is readable all the same
  }

  const forward = () => show(now + 1);
  const backward = () => show(now - 1);
  const keys = {
    ArrowRight: forward, PageDown: forward, Enter: forward, " ": forward,
    ArrowLeft: backward, PageUp: backward, Backspace: backward,
    Home: () => show(0), End: () => show(items.length - 1),
    Escape: () => location.assign(up.href), o: () => location.assign(open.href), f: fillScreen,
  };

  // Once this view's picture stands, the others are fetched one after another: for whoever jumps, and for paper.
  addEventListener("load", () => {
    const rest = [...document.querySelectorAll('img[loading="lazy"]')];
    const fetchNext = () => {
      const picture = rest.shift();
      if (!picture) return;
      picture.onload = picture.onerror = fetchNext;
      if (picture.loading === "eager" && picture.complete) fetchNext();
      picture.loading = "eager";
    };
    fetchNext();
  });

  // Paper is white: a picture that stands there for a dark screen is turned for it, and no other dark one is fetched.
  const sources = [...document.querySelectorAll("source")];
  const dark = sources.map((source) => source.media);
  addEventListener("beforeprint", () => sources.forEach((source) => {
    const picture = source.nextElementSibling;
    const turned = picture.complete && picture.currentSrc.includes("/present/dark/");
    picture.classList.toggle("night", turned);
    if (!turned) source.media = "not all";
  }));
  addEventListener("afterprint", () => sources.forEach((source, place) => { source.media = dark[place]; }));

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const control = event.target.closest("a, button");
    const jumping = key === "Enter" && typed;
    if (control && !jumping && (key === "Enter" || (key === " " && control.matches("button")))) return;
    if (/^[0-9]$/.test(key)) {
      typed = (typed + key).slice(-2);
      return;
    }
    const jump = key === "Enter" && typed ? Number(typed) : 0;
    typed = "";
    const does = jump ? () => show(jump - 1) : key === " " && event.shiftKey ? backward : keys[key];
    if (!does) return;
    event.preventDefault();
    does();
  });

  document.addEventListener("click", (event) => {
    typed = "";
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const control = event.target.closest("a, button");
    const part = event.clientX / document.documentElement.clientWidth;
    if (control === back || control === next) {
      event.preventDefault();
      show(control === back ? now - 1 : now + 1);
    } else if (!control && !String(getSelection())) {
      if (part < 0.15) backward();
      if (part > 0.85) forward();
    }
  });

  const button = document.querySelector("nav button");
  button.hidden = !document.fullscreenEnabled;
  button.addEventListener("click", fillScreen);
  document.querySelector("nav small").hidden = false;
  show(now);
})();
