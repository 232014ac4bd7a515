import type { Atlas } from "./atlas.ts";
import { nameSource, ROLE_NAMES } from "./panels/describe.ts";
import { writeShownDay } from "./shown-days.ts";
import type { AtlasState } from "./state.ts";

/** Something that leaves papers out: in words, and the state without it. */
export type Restriction = { name: string; without: Partial<AtlasState> };

/** Returns the filters, the selection and the query that are on. */
export function listRestrictions(
  { data, index }: Pick<Atlas, "data" | "index">,
  { filters, selection, query }: AtlasState,
): Restriction[] {
  const topics = filters.topics.map((id) => ({
    name: index.topicById.get(id)?.label ?? String(id),
    without: { filters: { ...filters, topics: filters.topics.filter((other) => other !== id) } },
  }));
  const sources = filters.sources.map((source) => ({
    name: nameSource(source),
    without: { filters: { ...filters, sources: filters.sources.filter((other) => other !== source) } },
  }));
  const roles = filters.roles.map((role) => ({
    name: ROLE_NAMES[role],
    without: { filters: { ...filters, roles: filters.roles.filter((other) => other !== role) } },
  }));
  const restrictions: Restriction[] = [...topics, ...sources, ...roles];
  if (filters.dates) {
    restrictions.push({
      name: filters.dates.map((day) => writeShownDay(day, data.dates)).join(" to "),
      without: { filters: { ...filters, dates: null } },
    });
  }
  if (selection) restrictions.push({ name: "Selected on the map", without: { selection: null } });
  const words = query.trim();
  // A phrase has signs of its own.
  if (words !== "") restrictions.push({ name: words.includes('"') ? words : `“${words}”`, without: { query: "" } });
  return restrictions;
}
