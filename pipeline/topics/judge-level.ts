import { countClusterSizes } from "../numeric/cluster-sizes.ts";
import type { LevelTopics } from "./cluster-levels.ts";
import { judgeStability, type StabilityVerdict } from "./judge-stability.ts";

/** Returns the mean stability of a level's topics, each weighed by its papers, and the verdict on it. */
export function judgeLevel({ topicOf, k, stability }: Pick<LevelTopics, "topicOf" | "k" | "stability">): {
  stability: number;
  verdict: StabilityVerdict;
} {
  const sizes = countClusterSizes(topicOf, k);
  const sum = stability.reduce((total, own, topic) => total + own * sizes[topic]!, 0);
  const mean = sum / topicOf.length;
  return { stability: mean, verdict: judgeStability(mean) };
}
