/** Longer addresses are cut by some systems, and what then opens is another address. */
export const maxExternalUrlLength = 2048

/** Blanks, controls, format characters (direction overrides, zero width) and backslashes. */
const disguises = /[\s\p{Cc}\p{Cf}\\]/u

/** What a `mailto:` may prefill; some mail programs attach local files for `attach`. */
const mailFields: ReadonlySet<string> = new Set(['subject', 'body', 'cc', 'bcc', 'to'])

/**
 * The one door to the system's browser and mail program: `https`, `http` and `mailto`, nothing else.
 *
 * @param value anything: it comes from records and pages
 * @param open gets the address as the URL parser reads it, never as it was written
 * @returns whether it was opened
 */
export async function openExternalUrl(
  value: unknown,
  open: (url: string) => void | Promise<void>,
): Promise<boolean> {
  const url = externalUrl(value)
  if (url === undefined) return false
  await open(url)
  return true
}

/** The address to open, or `undefined` when it must not be. */
function externalUrl(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > maxExternalUrlLength || disguises.test(value))
    return undefined
  if (!URL.canParse(value)) return undefined
  const url = new URL(value)
  const allowed = url.protocol === 'mailto:' ? isPlainMail(url) : isWebAddress(url)
  return allowed ? url.href : undefined
}

/** A name before `@` is how `https://bank.example@evil.example` passes for the bank. */
function isWebAddress({ protocol, hostname, username, password }: URL): boolean {
  const isWeb = protocol === 'https:' || protocol === 'http:'
  return isWeb && hostname !== '' && username === '' && password === ''
}

function isPlainMail({ search, href }: URL): boolean {
  const fields = search
    .slice(1)
    .split('&')
    .filter((field) => field !== '')
  const names = fields.map((field) => field.split('=', 1)[0]!.toLowerCase())
  // A line break outside the body would start another header.
  const headers = [href.split('?', 1)[0]!, ...fields.filter((_, i) => names[i] !== 'body')]
  return (
    names.every((name) => mailFields.has(name)) &&
    headers.every((header) => !/%0[ad]|%00/i.test(header))
  )
}
