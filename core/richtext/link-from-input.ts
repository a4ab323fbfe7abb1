import { allowedLink } from './allowed-formats.ts'

const scheme = /^[a-z][a-z0-9+.-]*:/i
const emailAddress = /^[^\s@:/]+@[^\s@:/]+\.[^\s@:/.]+$/
const phoneNumber = /^\+?[\d\s().-]{6,}$/
const host = /^[^\s/?#@]+\.[\p{L}\d-]{2,}(?::\d+)?(?:[/?#]\S*)?$/u

/**
 * The link a person means: `example.fr` is a page, `a@b.fr` an address to write to, `01 23 45 67 89`
 * a number to call. `undefined` when it is none that may be followed.
 */
export function linkFromInput(input: string): string | undefined {
  const typed = input.trim()
  if (emailAddress.test(typed)) return allowedLink(`mailto:${typed}`)
  if (phoneNumber.test(typed)) return allowedLink(`tel:${typed.replace(/[^\d+]/g, '')}`)
  // A host with a port looks like a scheme: `intranet.example.fr:8080`.
  if (host.test(typed) && !allowedLink(typed)) return allowedLink(`https://${typed}`)
  return scheme.test(typed) ? allowedLink(typed) : undefined
}
