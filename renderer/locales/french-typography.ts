const narrowNoBreakSpace = '\u202f'
const noBreakSpace = '\u00a0'

const rules: { pattern: RegExp; says: string }[] = [
  { pattern: new RegExp(`(?<![${narrowNoBreakSpace}?])[;?]`, 'u'), says: 'U+202F before ; and ?' },
  // A colon inside 14:30 or mailto:x is no punctuation; one that ends a word is.
  {
    pattern: new RegExp(`(?<!${noBreakSpace}):(?=\\s|$)`, 'u'),
    says: 'U+00A0 before a colon',
  },
  { pattern: new RegExp(`«(?!${noBreakSpace})`, 'u'), says: 'U+00A0 after «' },
  { pattern: new RegExp(`(?<!${noBreakSpace})»`, 'u'), says: 'U+00A0 before »' },
  { pattern: /'/u, says: 'the apostrophe is ’' },
  { pattern: /["“”]/u, says: 'quotation marks are « »' },
  { pattern: /\.\.\./u, says: 'the ellipsis is …' },
]

/**
 * What a French interface text breaks of the usual typography, in words; empty when it is well set.
 *
 * @param message in vue-i18n's syntax; literal interpolations such as `{'@'}` are left out
 */
export function typographyFaults(message: string): string[] {
  const text = message.replace(/\{'[^']*'\}/g, '')
  return rules.filter(({ pattern }) => pattern.test(text)).map(({ says }) => says)
}
