/**
 * Whether a menu, list of choices, popover or dialog lies over the page: it owns Escape and the
 * keyboard until it is closed. Tooltips and toasts do not count.
 */
export function isLayerOpen(): boolean {
  return (
    document.querySelector(
      ':is([role="dialog"],[role="alertdialog"],[role="menu"],[role="listbox"])[data-state="open"]',
    ) !== null
  )
}
