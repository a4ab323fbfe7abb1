import type { DeltaOp } from '../contract/scalars.ts'
import { allowedBlock, allowedInline, type FormatAttributes } from './allowed-formats.ts'

/** Collects text into operations as Quill writes them: neighbours with the same format are one. */
export class DeltaBuilder {
  readonly ops: DeltaOp[] = []
  #lastFormat = ''

  /** Adds text of one run: line breaks take the line's format of `attributes`, the rest its marks. */
  addRun(text: string, attributes: unknown): void {
    const inline = allowedInline(attributes)
    const block = allowedBlock(attributes)
    for (const part of text.split(/(\n)/)) this.#add(part, part === '\n' ? block : inline)
  }

  get endsWithNewline(): boolean {
    const insert = this.ops.at(-1)?.insert
    return typeof insert === 'string' && insert.endsWith('\n')
  }

  #add(text: string, attributes: FormatAttributes | undefined): void {
    if (text === '') return
    // The attributes were built in a fixed order, so equal ones have equal JSON.
    const format = attributes ? JSON.stringify(attributes) : ''
    const last = this.ops.at(-1)
    if (last && format === this.#lastFormat) last.insert = `${last.insert as string}${text}`
    else this.ops.push(attributes ? { insert: text, attributes } : { insert: text })
    this.#lastFormat = format
  }
}
