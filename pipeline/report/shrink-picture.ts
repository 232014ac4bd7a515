/** Attributes within a picture that do not change how it looks in a page in the charts' font, where it has a name and a role as a whole. */
const SILENT = /^(?:class|role|pointer-events|version|xmlns:xlink|aria-[a-z]+|clip-path|font-family)$/;
const ATTRIBUTE = / ([\w:-]+)="([^"]*)"/g;
const NUMBERS = /^(?:d|transform|x|y|x1|y1|x2|y2|dx|dy|r|cx|cy|points|width|height|stroke-width|font-size)$/;
const DISC = /^M([\d.]+),0A\1,\1,0,1,1,-\1,0A\1,\1,0,1,1,\1,0$/;
/** Lines of so faint a glow are drawn straight from corner to corner, which lie close together. */
const FAINT = 0.2;

/** Left free above what is drawn, in pixels. */
const TOP_MARGIN = 8;

/** A tag of the picture: its name, its attributes in order, and whether it is closed at once. */
type Tag = { name: string; attributes: Map<string, string>; isClosed: boolean };

/**
 * Returns an SVG text as Vega writes it in fewer letters: coordinates to a tenth of a pixel, discs as circles, glow in straight lines,
 * in the font of the page, and nothing that is not seen. Names and texts stay. Clips are left out: no chart draws beyond its frame.
 */
export function shrinkPicture(svg: string): string {
  return shrink(svg, () => false);
}

/** Returns the same without the picture's title, and without the room for it: for where the text beside it says as much. */
export function shrinkWithoutTitle(svg: string): string {
  const shrunk = shrink(svg, ({ attributes }) => /\brole-title\b/.test(attributes.get("class") ?? ""));
  const top = Number(/<g [^>]*transform="translate\([-\d.]+,([\d.]+)\)"/.exec(shrunk)?.[1] ?? 0) - TOP_MARGIN;
  if (!(top > 0)) return shrunk;
  return shrunk.replace(/^(<svg [^>]*?)height="([\d.]+)" viewBox="0 0 ([\d.]+) \2"/, (_, start, height, width) => {
    const left = Number(height) - top;
    return `${start}height="${left}" viewBox="0 ${top} ${width} ${left}"`;
  });
}

function shrink(svg: string, isLeftOut: (tag: Tag) => boolean): string {
  const parts = svg.split(/(<[^>]*>)/);
  const kept: string[] = [];
  const open: boolean[] = [];
  let skipped = 0;
  for (const part of parts) {
    if (!part.startsWith("<")) {
      if (skipped === 0) kept.push(part);
      continue;
    }
    if (part.startsWith("</")) {
      if (skipped > 0) skipped--;
      else if (open.pop()) closeElement(kept, part);
      continue;
    }
    const tag = readTag(part);
    if (skipped > 0 || isUnseen(tag) || isLeftOut(tag)) {
      if (!tag.isClosed) skipped++;
      continue;
    }
    const shrunk = tag.name === "svg" ? part : writeTag(shrinkTag(tag));
    const isKept = shrunk !== "<g>";
    if (isKept) kept.push(shrunk);
    if (!tag.isClosed) open.push(isKept);
  }
  return kept.join("");
}

/** Takes an empty group away instead of closing it. */
function closeElement(kept: string[], end: string): void {
  if (end === "</g>" && kept.at(-1)?.startsWith("<g ")) kept.pop();
  else kept.push(end);
}

function readTag(text: string): Tag {
  const attributes = new Map(Array.from(text.matchAll(ATTRIBUTE), ([, name, value]) => [name!, value!]));
  return { name: /^<([\w:]+)/.exec(text)?.[1] ?? "", attributes, isClosed: text.endsWith("/>") };
}

function writeTag({ name, attributes, isClosed }: Tag): string {
  const written = Array.from(attributes, ([attribute, value]) => ` ${attribute}="${value}"`).join("");
  return `<${name}${written}${isClosed ? "/" : ""}>`;
}

/** Vega draws a frame without paint behind and before each group. */
function isUnseen({ name, attributes }: Tag): boolean {
  const frame = attributes.get("class");
  const isFrame = frame === "background" || frame === "foreground";
  return name === "defs" || (isFrame && !attributes.has("fill") && !attributes.has("stroke"));
}

function shrinkTag(tag: Tag): Tag {
  const attributes = new Map<string, string>();
  for (const [name, value] of tag.attributes) {
    if (SILENT.test(name) || isDefault(name, value)) continue;
    attributes.set(name, NUMBERS.test(name) ? roundNumbers(value) : value);
  }
  const isFaint = Number(tag.attributes.get("fill-opacity") ?? 1) < FAINT;
  const shape = tag.attributes.get("d");
  if (shape !== undefined && isFaint) attributes.set("d", straighten(shape));
  return drawDisc({ ...tag, attributes }, shape);
}

function isDefault(name: string, value: string): boolean {
  return (
    (name === "opacity" && value === "1") ||
    (name === "transform" && value === "translate(0,0)") ||
    (name === "stroke-miterlimit" && value === "4")
  );
}

function drawDisc(tag: Tag, shape: string | undefined): Tag {
  const disc = shape && DISC.exec(shape);
  const place = /^translate\(([-\d.]+),([-\d.]+)\)$/.exec(tag.attributes.get("transform") ?? "");
  if (!disc || !place) return tag;
  const { d: _, transform: __, ...others } = Object.fromEntries(tag.attributes);
  const circle = { cx: place[1]!, cy: place[2]!, r: roundNumbers(disc[1]!), ...others };
  return { ...tag, name: "circle", attributes: new Map(Object.entries(circle)) };
}

/** Returns a path of curves as one of straight lines between their ends, each from the last place. */
function straighten(path: string): string {
  let [x, y] = [0, 0];
  return path.replace(/([MLC])([^MLCZ]*)/g, (_, command: string, values: string) => {
    const [toX, toY] = values
      .split(",")
      .slice(-2)
      .map((value) => Math.round(10 * Number(value))) as [number, number];
    const step = command === "M" ? `M${toX / 10} ${toY / 10}` : `l${(toX - x) / 10} ${(toY - y) / 10}`;
    [x, y] = [toX, toY];
    return step;
  });
}

function roundNumbers(value: string): string {
  return value.replace(/-?\d+\.\d+(?:e-?\d+)?/g, (number) => String(Math.round(10 * Number(number)) / 10 || 0));
}
