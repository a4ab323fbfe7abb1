import { computed, type ComputedRef, shallowReactive, watch } from 'vue'
import type { FormDesign, FormEdit } from '../../../core/contract/forms.ts'
import { inverseEdits } from '../../../core/domain/forms/inverse-edits.ts'
import { useBackend } from '../../data/use-backend.ts'
import { type LiveQuery, useLiveQuery } from '../../data/use-live-query.ts'
import { useNotify } from '../../ui/use-notify.ts'

interface Step {
  readonly edits: readonly FormEdit[]
  readonly inverse: readonly FormEdit[]
}

export interface FormDesigning extends LiveQuery<FormDesign> {
  /**
   * Saves edits at once; a refusal is told.
   *
   * @param make called when the edits before are on the table; `undefined` for nothing to do
   * @returns whether something was saved
   */
  edit(this: void, make: (design: FormDesign) => readonly FormEdit[] | undefined): Promise<boolean>
  readonly canUndo: ComputedRef<boolean>
  readonly canRedo: ComputedRef<boolean>
  /** Takes the last edit of this visit back, and brings it again. */
  undo(this: void): Promise<boolean>
  redo(this: void): Promise<boolean>
}

/** How long an edit waits for the table to show the one before, which may have changed nothing. */
const settleMs = 400

/** The form on the designer's table, and its changes. */
export function useFormDesign(id: () => string): FormDesigning {
  const backend = useBackend()
  const notify = useNotify()
  const query = useLiveQuery('forms.design', () => ({ id: id() }), { keepPrevious: true })
  const done = shallowReactive<Step[]>([])
  const undone = shallowReactive<Step[]>([])
  watch(id, () => {
    done.splice(0)
    undone.splice(0)
  })

  /** Resolves when another state of the table came, or none comes. */
  function nextTable(): { readonly arrived: Promise<void>; stop(this: void): void } {
    const { promise, resolve } = Promise.withResolvers<void>()
    const stop = watch(query.data, () => resolve(), { flush: 'sync' })
    return { arrived: promise.finally(stop), stop: resolve }
  }

  async function write(edits: readonly FormEdit[]): Promise<void> {
    const table = nextTable()
    try {
      await backend.call('forms.edit', { id: id(), edits: [...edits] })
    } catch (error) {
      table.stop()
      throw error
    }
    setTimeout(table.stop, settleMs)
    await table.arrived
  }

  let queue: Promise<unknown> = Promise.resolve()
  /** One after the other: an edit is made for the table that the one before leaves. */
  function inTurn(work: () => Promise<boolean>): Promise<boolean> {
    const turn = queue.then(async () => {
      try {
        return await work()
      } catch (error) {
        notify.error(error)
        return false
      }
    })
    queue = turn
    return turn
  }

  const step = (
    from: Step[],
    to: Step[],
    editsOf: (step: Step) => readonly FormEdit[],
  ): Promise<boolean> =>
    inTurn(async () => {
      const last = from.pop()
      if (!last) return false
      await write(editsOf(last))
      to.push(last)
      return true
    })

  return {
    ...query,
    edit: (make) =>
      inTurn(async () => {
        const design = query.data.value
        const edits = design && make(design)
        if (!edits || edits.length === 0) return false
        await write(edits)
        done.push({ edits, inverse: inverseEdits(design, edits) })
        undone.splice(0)
        return true
      }),
    canUndo: computed(() => done.length > 0),
    canRedo: computed(() => undone.length > 0),
    undo: () => step(done, undone, ({ inverse }) => inverse),
    redo: () => step(undone, done, (last) => redoOf(last)),
  }
}

/** What was added is in the document still: it is brought back, not added again. */
function redoOf({ edits }: Step): FormEdit[] {
  return edits.map((edit): FormEdit => {
    const back = { kind: 'setRemoved', removed: false } as const
    if (edit.kind === 'addSection') return { ...back, part: 'section', id: edit.id }
    if (edit.kind === 'addField') return { ...back, part: 'field', id: edit.field.id }
    if (edit.kind === 'addOption') return { ...back, part: 'option', id: edit.id }
    return edit
  })
}
