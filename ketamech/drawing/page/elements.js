// Elements of a page. Text is only ever set as text, and a link leads only to the places of LINKS.
const SVG = "http://www.w3.org/2000/svg";
const LINKS = /^https:\/\/(doi\.org|pubmed\.ncbi\.nlm\.nih\.gov|bioregistry\.io)\//;

function make(name, settings = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(settings)) {
    if (key === "text") made.textContent = value;
    else if (key === "on") {
      for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
    } else if (value) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== ""));
  return made;
}

// Words of the graph: in their own direction, whatever stands around them.
const words = (text, kind = "span", name = "") => make(kind, { class: name, dir: "auto", text });

function link(to) {
  if (!LINKS.test(to.url)) return words(to.words);
  const made = words(to.words, "a");
  made.href = to.url;
  made.target = "_blank";
  made.rel = "noopener noreferrer";
  return made;
}

// How a name is compared: without accents, capitals and hyphens.
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
  .replace(/[\s\u2010-\u2015-]+/g, " ").trim();
