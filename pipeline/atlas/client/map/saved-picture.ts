import type { ShownName } from "./paint-names.ts";
import type { ShownTitle } from "./paint-titles.ts";
import type { PictureCaption } from "./picture-caption.ts";
import type { Scene } from "./surface.ts";
import type { Viewport } from "./viewport.ts";

/** What is seen of the map, and what is to stand below it. */
export type SavedPicture = {
  scene: Scene;
  viewport: Viewport;
  names: readonly ShownName[];
  titles: readonly ShownTitle[];
  caption: PictureCaption;
};
