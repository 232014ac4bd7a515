import type { Vectors } from "../numeric/vectors.ts";
import { ENGLISH } from "../text/languages/english.ts";
import type { LanguageRules } from "../text/languages/language-rules.ts";
import { keyOfPhrase } from "../text/phrase-keys.ts";
import type { Phrase } from "../text/phrases.ts";
import { addPhrases, collectPhrases } from "./corpus-phrases.ts";
import type { Routing } from "./held-out-routing.ts";
import { judgeLabel } from "./label-quality.ts";
import {
  type EmbedPhrases,
  findTypicalTitle,
  gatherMaterial,
  type LabelledPaper,
  type LevelOptions,
  type LevelToLabel,
  type NamedLevel,
  type NamedTopic,
} from "./name-levels.ts";
import { nameTopics } from "./name-topics.ts";
import type { Partition } from "./partition.ts";
import { type LabelText, titleLabel, writeUniqueLabel } from "./write-label.ts";

/** The label that a standing topic keeps, and the routing that was measured when it was chosen. */
export type KeptLabel = LabelText & { routing: number | null; withTerms: number | null };

/** The topics of one level, with the label that each keeps; null for one that was born since. */
export type LevelToKeep = LevelToLabel & { kept: readonly (KeptLabel | null)[] };

/**
 * Returns the topics of every level, the finest first, with the labels that they keep; those without one are named as by nameLevels. All that is counted is counted anew. Routing is
 * that of the time when the labels were chosen, and null of what was named since.
 */
export async function keepLabels(
  papers: readonly LabelledPaper[],
  vectors: Vectors,
  levels: readonly LevelToKeep[],
  options: LevelOptions,
  embedPhrases: EmbedPhrases | null,
  rules: LanguageRules = ENGLISH,
): Promise<NamedLevel[]> {
  const spelled = levels.flatMap(({ kept }) => kept.flatMap((label) => label?.spelled ?? []));
  const corpus = addPhrases(collectPhrases(papers, options, rules), spelled, papers, options, rules);
  const keyOf = keysOfForms(corpus.phrases);
  const fixed = levels.map(({ kept }) =>
    kept.map((label) => label?.spelled.flatMap((written) => keyOf.get(keyOfPhrase(written, rules)) ?? []) ?? null),
  );
  const keys = fixed.map((ofLevel) => ofLevel.map((own) => new Set(own ?? [])));
  const { material } = await gatherMaterial(corpus, vectors, levels, options, embedPhrases, keys);
  const taken = new Set(fixed.flat().flatMap((own) => own?.slice(0, 1) ?? []));
  const labels = new Set(levels.flatMap(({ kept }) => kept.flatMap((own) => (own ? [own.label, own.short] : []))));
  return levels.map((level, index) => {
    const precedents = { taken, kept: keys[index]!, fixed: fixed[index]! };
    const topics = nameTopics(material, level, options, precedents).map((name, topic): NamedTopic => {
      const own = level.kept[topic] ?? null;
      const isMixed = level.isMixed?.[topic] ?? false;
      const evidence = { routing: own?.routing ?? null, withTerms: own?.withTerms ?? null, isMixed };
      const text =
        own ??
        writeUniqueLabel(name.phrases, [], isMixed ? "mixed" : "topic", labels, rules) ??
        titleLabel(findTypicalTitle(papers, level, topic), labels);
      labels.add(text.label).add(text.short);
      const { label, short, spelled } = text;
      return { ...name, quality: judgeLabel(name.quality, evidence), label, short, spelled };
    });
    for (const { phrases } of topics) if (phrases[0]) taken.add(phrases[0].phrase.key);
    const byTopic = (measure: (label: KeptLabel) => number | null) =>
      level.kept.map((own, topic) => (own && topics[topic]!.quality ? measure(own) : null));
    return {
      topics,
      routing: {
        label: averageRouting(
          byTopic(({ routing }) => routing),
          level,
        ),
        withTerms: averageRouting(
          byTopic(({ withTerms }) => withTerms),
          level,
        ),
      },
    };
  });
}

function keysOfForms(phrases: readonly Phrase[]): Map<string, string> {
  const keys = new Map<string, string>();
  for (const { key, forms } of phrases) for (const form of forms) if (!keys.has(form)) keys.set(form, key);
  return keys;
}

/** Returns the routing of topics, and its mean weighted by their papers of today; 0 where none was measured. */
function averageRouting(byTopic: (number | null)[], { topicOf }: Partition): Routing {
  let [led, all] = [0, 0];
  for (const topic of topicOf) {
    const share = byTopic[topic];
    if (share === null || share === undefined) continue;
    led += share;
    all++;
  }
  return { byTopic, overall: led / Math.max(all, 1) };
}
