import type { Parameter } from "../database/database.ts";
import type { SearchFilters } from "./paper-search.ts";

/** Returns filters as conditions on the table papers, to be joined with AND; `put` gives what stands for a value in the SQL. */
export function writeConditions(filters: SearchFilters, put: (value: Parameter) => string): string[] {
  const list = (values: readonly Parameter[]) => `[${values.map(put).join(", ")}]`;
  const { topics, since, until, sources, categories } = filters;
  const days = [
    ...(since === null ? [] : [`day >= ${put(since)}::DATE`]),
    ...(until === null ? [] : [`day <= ${put(until)}::DATE`]),
  ];
  const conditions: string[] = [];
  if (topics.length > 0)
    conditions.push(
      `paper_id IN (SELECT paper_id FROM topic_papers JOIN topic_tree USING (topic_id) WHERE list_has_any(path, ${list(topics)}::INTEGER[]))`,
    );
  if (days.length > 0) conditions.push(`paper_id IN (SELECT paper_id FROM paper_days WHERE ${days.join(" AND ")})`);
  if (sources.length > 0)
    conditions.push(`paper_id IN (SELECT paper_id FROM appearances WHERE list_contains(${list(sources)}, source))`);
  if (categories.length > 0)
    conditions.push(
      `list_has_any(list_transform(categories, lambda category: lower(category)), ${list(categories.map((category) => category.toLowerCase()))})`,
    );
  return conditions;
}

/** Returns a value as it stands in SQL. */
export function quoteLiteral(value: Parameter): string {
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value ?? "NULL");
}
