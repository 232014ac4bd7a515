const SVG = "http://www.w3.org/2000/svg";

/** Returns a small disc of that colour, as #rrggbb, for names in lists. */
export function createDot(color: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "dot");
  svg.setAttribute("viewBox", "0 0 10 10");
  svg.setAttribute("aria-hidden", "true");
  const circle = document.createElementNS(SVG, "circle");
  circle.setAttribute("cx", "5");
  circle.setAttribute("cy", "5");
  circle.setAttribute("r", "5");
  circle.setAttribute("fill", color);
  svg.append(circle);
  return svg;
}
