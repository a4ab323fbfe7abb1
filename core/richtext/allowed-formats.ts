import { readPermalink } from '../domain/notes/permalink.ts'

/** Characters of one rich text, its final line break not counted (ACT-04). */
export const maxRichTextLength = 100_000

/** Marks on characters. */
export const inlineFormats = [
  'bold',
  'italic',
  'underline',
  'strike',
  'code',
  'link',
  'mention',
] as const

/**
 * Formats of a whole line. A line has at most one of them; where concurrent edits left several, the
 * first in this order wins, on every device.
 */
export const blockFormats = ['list', 'header', 'blockquote'] as const

export type FormatAttributes = Record<string, string | number | boolean>

const maxLinkLength = 2_048
const safeLink = /^(?:https?:\/\/|mailto:|tel:)[^\s\p{Cc}]+$/iu
const knownId = /^[\w-]{1,64}$/

/**
 * Returns `value` when it is a link that may be stored and followed, `undefined` otherwise. Only
 * http, https, mailto and tel, and permalinks of this product; no white space or control characters,
 * which browsers skip when they read a scheme (`java\tscript:`).
 */
export function allowedLink(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > maxLinkLength) return undefined
  const link = value.trim().toWellFormed()
  return safeLink.test(link) || readPermalink(link) ? link : undefined
}

/** Returns `value` when it may be the id of a mentioned person, `undefined` otherwise (NOT-03). */
export function allowedMention(value: unknown): string | undefined {
  return typeof value === 'string' && knownId.test(value) ? value : undefined
}

/** The marks among untrusted attributes that characters may carry; `undefined` when there are none. */
export function allowedInline(attributes: unknown): FormatAttributes | undefined {
  if (!isRecord(attributes)) return undefined
  const kept: FormatAttributes = {}
  for (const name of inlineFormats) {
    const value = inlineValue(name, attributes[name])
    if (value !== undefined) kept[name] = value
  }
  return Object.keys(kept).length > 0 ? kept : undefined
}

function inlineValue(
  name: (typeof inlineFormats)[number],
  value: unknown,
): string | true | undefined {
  if (name === 'link') return allowedLink(value)
  if (name === 'mention') return allowedMention(value)
  return value === true ? true : undefined
}

/** The one format among untrusted attributes that a line may carry; `undefined` when there is none. */
export function allowedBlock(attributes: unknown): FormatAttributes | undefined {
  if (!isRecord(attributes)) return undefined
  const { list, header, blockquote } = attributes
  if (list === 'ordered') return { list }
  // Check lists come with pasted text; their boxes cannot be reached by keyboard in the editor.
  if (list === 'bullet' || list === 'checked' || list === 'unchecked') return { list: 'bullet' }
  if (header === 1 || header === 2) return { header }
  // Deeper headings come with pasted text as well.
  if (header === 3 || header === 4 || header === 5 || header === 6) return { header: 2 }
  if (blockquote === true) return { blockquote }
  return undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
