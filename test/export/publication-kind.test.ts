import { expect, it } from "vitest";
import { readPublicationKind } from "../../pipeline/export/publication-kind.ts";

it.each([
  [null, "manuscript"],
  ["", "manuscript"],
  ["arXiv preprint arXiv:2401.00001", "manuscript"],
  ["CoRR", "manuscript"],
  ["Journal of Birds", "journal"],
  ["Nature", "journal"],
  ["Transactions of the Association for Computational Linguistics", "journal"],
  ["Proceedings of the National Academy of Sciences", "journal"],
  ["Proceedings of the ACM on Programming Languages", "journal"],
  ["Proceedings of the VLDB Endowment", "journal"],
  ["Proceedings of the 41st International Conference on Machine Learning", "conference"],
  ["Proc. of the Workshop on Owls", "conference"],
  ["Findings of the Association for Computational Linguistics: EMNLP 2025", "conference"],
  ["NeurIPS 2025", "conference"],
  ["CVPR", "conference"],
  ["Chi: a quarterly", "journal"],
])("takes %j for a %s", (venue, kind) => {
  expect(readPublicationKind(venue)).toBe(kind);
});
