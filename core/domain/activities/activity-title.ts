/**
 * The title to show (ACT-02): the one that was typed, else "{Type} – {Customer}". A name that is not
 * known on this device is left out.
 */
export function activityTitle(
  title: string | null,
  typeName: string | null,
  customerName: string | null,
): string {
  return title?.trim() || [typeName, customerName].filter(Boolean).join(' – ')
}
