import * as Y from 'yjs'
import type { WriteId } from './field-history.ts'

/**
 * Updates that came before what they build on. Yjs applies them together with whichever update brings
 * that; whose a write is, is found again by the update that it stands in.
 */
export class WaitingUpdates<Update extends { readonly update: Uint8Array }> {
  private waiting: Update[] = []

  get areThere(): boolean {
    return this.waiting.length > 0
  }

  /** To be told after each update that was applied to the document. */
  applied(doc: Y.Doc, update: Update): void {
    const { pendingStructs, pendingDs } = doc.store
    this.waiting = pendingStructs || pendingDs ? [...this.waiting, update] : []
  }

  /** The waiting update that a write stands in. */
  ownerOf({ client, clock }: WriteId): Update | undefined {
    return this.waiting.find(({ update }) =>
      Y.decodeUpdate(update).structs.some(
        ({ id, length }) => id.client === client && id.clock <= clock && clock < id.clock + length,
      ),
    )
  }
}
