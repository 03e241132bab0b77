/** Where one may press again and again: `data-again` on a button that steps through days or weeks. */
const PRESSED_AGAIN = '[data-again]';

/**
 * The second click of a double click on a button is no second act: it would close the same hours twice, or be refused
 * after the first was done. Returns what puts things back.
 */
export function ignoreSecondClicks(page: Document): () => void {
  const ignore = (click: MouseEvent) => {
    const button = click.target instanceof Element ? click.target.closest('.mantine-Button-root') : null;
    if (!button || click.detail < 2 || button.matches(PRESSED_AGAIN)) return;
    click.preventDefault();
    click.stopPropagation();
  };
  page.addEventListener('click', ignore, { capture: true });
  return () => page.removeEventListener('click', ignore, { capture: true });
}
