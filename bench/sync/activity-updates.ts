import * as Y from 'yjs'

const description = 'Tour du stock avec le magasinier. Commande de 12 plaquettes de frein.'

/** Updates of one document, each with one more activity of about 300 bytes. */
export class ActivityUpdates {
  readonly doc = new Y.Doc()
  private last: Uint8Array = new Uint8Array()
  private count = 0

  /** @param clientId of Yjs; the same one and the same calls give the same updates */
  constructor(clientId: number) {
    this.doc.clientID = clientId
    this.doc.on('update', (update: Uint8Array) => (this.last = update))
  }

  next(records = 1): Uint8Array {
    this.doc.transact(() => {
      for (let record = 0; record < records; record++) {
        const id = `${this.doc.clientID}-${++this.count}`
        const map = new Y.Map<unknown>(
          Object.entries({
            ...{ typeId: 'type-visit', customerId: `customer-${this.doc.clientID}` },
            ...{ assigneeId: 'camille', tz: 'Europe/Paris', status: 'done', title: `Visite ${id}` },
            ...{ startAt: 1_795_000_000_000, endAt: 1_795_001_800_000 },
          }),
        )
        this.doc.getMap('activities').set(id, map)
        const text = new Y.Text(description)
        map.set('description', text)
      }
    })
    return this.last
  }
}
