import { parseDecimal } from '../../imports/normalise.ts'

/** An amount in its currency's smallest unit; `currency` is `null` where the cell names none. */
export interface ReadAmount {
  readonly amountMinor: number
  readonly currency: string | null
}

const symbols: Readonly<Record<string, string>> = { '€': 'EUR', $: 'USD', '£': 'GBP', '¥': 'JPY' }
const marked = /^([^\d(+\-−.,]*)([\d\s.,'’+\-−()]+?)([^\d)+\-−.,]*)$/
/** One separator before three digits: thousands, since no amount of money has three decimals. */
const grouped = /^([+\-−]?[1-9]\d{0,2})[.,](\d{3})$/
const largest = 1e15

/**
 * Reads an amount of money of a French or an English file: `12 345,67`, `12,345.67`, `1.234`,
 * `(120,00)`, with a symbol or a code of ISO 4217 before or behind it.
 *
 * @param assumed the currency whose smallest unit counts where the cell names none
 * @returns `null` for anything else, and beyond 10 billion
 */
export function readAmount(text: string, assumed: string): ReadAmount | null {
  const [, before = '', digits = '', after = ''] = marked.exec(text.trim()) ?? []
  const mark = `${before}${after}`.trim()
  const currency = mark === '' ? null : readCurrency(mark)
  if (digits === '' || (mark !== '' && currency === null)) return null
  const inBrackets = /^\((.+)\)$/.exec(digits.trim())
  const plain = (inBrackets?.[1] ?? digits).replace(/[\s'’]/g, '')
  const value = parseDecimal(plain.replace(grouped, '$1$2'))
  if (value === null) return null
  const units = 10 ** fractionDigits(currency ?? assumed)
  // Twelve digits are more than an amount has; they take the error of binary fractions away.
  const minor = Math.round(Number((value * units).toPrecision(12))) * (inBrackets ? -1 : 1)
  return Math.abs(minor) <= largest ? { amountMinor: minor + 0, currency } : null
}

/** The code of ISO 4217 behind a symbol or a code; `null` for anything else. */
export function readCurrency(text: string): string | null {
  const mark = text.trim()
  const code = mark.toUpperCase()
  return symbols[mark] ?? (/^[A-Z]{3}$/.test(code) && isCurrency(code) ? code : null)
}

const known = new Set(Intl.supportedValuesOf('currency'))
const isCurrency = (code: string): boolean => known.has(code)

/** How many decimals a currency has: 2 for the euro, none for the yen. */
export function fractionDigits(currency: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions()
  return maximumFractionDigits ?? 2
}
