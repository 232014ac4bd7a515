/** Style sheet of the panels beside the map. */
export const PANEL_STYLE = "";
