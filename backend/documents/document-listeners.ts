/** Whoever holds a copy of a document, such as an editor. */
export interface DocumentListener {
  update(this: void, update: Uint8Array): void
  /** The document is no longer what was sent: a change was taken out of it. */
  reset(this: void): void
}

/** Those who follow the changes of documents, by document. */
export class DocumentListeners {
  private readonly listeners = new Map<string, Set<DocumentListener>>()

  /** @returns ends it */
  add(documentId: string, listener: DocumentListener): () => void {
    const listeners = this.listeners.get(documentId) ?? new Set()
    this.listeners.set(documentId, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.listeners.delete(documentId)
    }
  }

  send(updates: readonly (readonly [documentId: string, update: Uint8Array])[]): void {
    for (const [documentId, update] of updates)
      for (const listener of this.listeners.get(documentId) ?? []) listener.update(update)
  }

  reset(documentId: string): void {
    for (const listener of this.listeners.get(documentId) ?? []) listener.reset()
  }
}
