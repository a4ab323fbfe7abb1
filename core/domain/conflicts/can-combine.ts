const texts: Readonly<Record<string, readonly string[]>> = {
  activities: ['title', 'cancelReason', 'locationText'],
  customers: ['name', 'legalName', 'segment', 'addressLine1', 'addressLine2', 'city', 'region'],
  contacts: ['name', 'role'],
  tasks: ['title'],
}

/** Whether people may write one value out of two: texts that they read, not codes or choices. */
export function canCombine(root: string, field: string): boolean {
  return texts[root]?.includes(field) ?? false
}
