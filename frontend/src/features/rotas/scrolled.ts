/** A table wider than a phone, without anything to press in it: the keyboard scrolls its frame. */
export const scrolled = (label: string) => ({
  viewportProps: { tabIndex: 0, role: 'region', 'aria-label': label },
});
