import type { AnyTool } from "../define-tool.ts";
import type { AtlasSession } from "../session.ts";
import { describeTables } from "./describe-tables.ts";

/** Returns every tool, in the order in which an assistant sees them. */
export function listTools(session: AtlasSession): AnyTool[] {
  return [describeTables(session)];
}
