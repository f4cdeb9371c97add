// Saving the figure as it is seen, and its dark side.
const PNG_DPI = 200;
const ONLY_OF_A_PAGE = ["tabindex", "role", "aria-label", "aria-pressed", "aria-hidden"];

function save(name, blob) {
  const made = make("a", { href: URL.createObjectURL(blob), download: name });
  made.click();
  setTimeout(() => URL.revokeObjectURL(made.href), 10000);
}

// A copy that says its colours itself, without what only a page needs.
function picture(svg) {
  const copy = svg.cloneNode(true);
  const seen = svg.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((element, index) => {
    const style = getComputedStyle(seen[index]);
    if (element.matches("path, rect, text")) {
      element.setAttribute("fill", style.fill);
      if (style.stroke !== "none") {
        element.setAttribute("stroke", style.stroke);
        element.setAttribute("stroke-width", style.strokeWidth.replace("px", ""));
      }
    }
    if (style.opacity !== "1") element.setAttribute("opacity", style.opacity);
    for (const key of ONLY_OF_A_PAGE) element.removeAttribute(key);
  });
  copy.querySelector(".hits")?.remove();
  const [, , across, down] = svg.getAttribute("viewBox").split(" ").map((points) => points / 72);
  copy.setAttribute("width", `${Number(across.toFixed(3))}in`);
  copy.setAttribute("height", `${Number(down.toFixed(3))}in`);
  copy.setAttribute("role", "img");
  copy.setAttribute("aria-labelledby", `${svg.id}-title ${svg.id}-desc`);
  copy.removeAttribute("aria-label");
  return { text: new XMLSerializer().serializeToString(copy), across, down };
}

function savers(svg, name, told) {
  const asSvg = () => {
    save(`${name}.svg`, new Blob([picture(svg).text], { type: "image/svg+xml" }));
  };
  const asPng = () => {
    const { text, across, down } = picture(svg);
    const image = new Image();
    image.onload = () => {
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(across * PNG_DPI);
      canvas.height = Math.round(down * PNG_DPI);
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => save(`${name}.png`, blob), "image/png");
    };
    image.onerror = () => told("This browser makes no PNG of the figure: save it as SVG.");
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  };
  return [
    make("button", { type: "button", text: "Save SVG", on: { click: asSvg } }),
    make("button", { type: "button", text: "Save PNG", on: { click: asPng } }),
  ];
}

function themeButton(root) {
  if (!("turns" in root.dataset)) return "";
  const wanted = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : wanted.matches);
  const show = () => button.setAttribute("aria-pressed", dark());
  const turn = () => {
    root.dataset.theme = dark() ? "light" : "dark";
    show();
  };
  const button = make("button", { type: "button", text: "Dark", on: { click: turn } });
  wanted.addEventListener("change", show);
  show();
  return button;
}
