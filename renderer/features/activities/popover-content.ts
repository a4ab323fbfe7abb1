/**
 * Place and accessible name of a popover. Its component hands attributes on to the dialog, but its
 * types name properties only.
 */
export function popoverContent(
  label: string,
  align: 'start' | 'end' = 'start',
): { align: 'start' | 'end'; 'aria-label': string } {
  return { align, 'aria-label': label }
}
