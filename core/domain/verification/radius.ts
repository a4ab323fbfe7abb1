/** What an organisation may choose for the radius around a customer, in metres (GPS-04). */
export const radiusLimits = { min: 20, max: 5000 } as const

/** The radius that counts: the customer's or branch's own, else the type's, else the organisation's. */
export function radiusOf(
  customerM: number | null,
  typeM: number | null,
  organisationM: number,
): number {
  return customerM ?? typeM ?? organisationM
}
