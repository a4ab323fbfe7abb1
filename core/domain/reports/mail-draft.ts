import { maxExternalUrlLength } from '../../security/open-external-url.ts'

export interface MailDraft {
  readonly to: readonly string[]
  readonly subject: string
  readonly lines: readonly string[]
}

const lineBreak = encodeURIComponent('\r\n')
const ellipsis = encodeURIComponent('…')

/**
 * The address that opens the draft of a mail in the person's own mail program (RFC 6068). Addresses of
 * that kind are cut by some systems, so that lines are left out, and said to be, where there are too many.
 */
export function mailDraftUrl({ to, subject, lines }: MailDraft): string {
  const addresses = to.map((each) => encodeURIComponent(each).replace('%40', '@')).join(',')
  const title = encodeURIComponent(subject.replaceAll(/\s+/g, ' ').trim())
  let url = `mailto:${addresses}?subject=${title}&body=`
  const most = maxExternalUrlLength - lineBreak.length - ellipsis.length
  for (const [index, line] of lines.entries()) {
    const text = encodeURIComponent(line.replaceAll(/\r?\n/g, '\r\n'))
    const next = `${url}${index === 0 ? '' : lineBreak}${text}`
    if (next.length > most) return `${url}${index === 0 ? '' : lineBreak}${ellipsis}`
    url = next
  }
  return url
}
