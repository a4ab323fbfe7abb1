import { computed, onScopeDispose, shallowReactive, type ComputedRef } from 'vue'
import type { StagedFile } from '../../../core/contract/activities.ts'
import { AppError } from '../../../core/contract/app-error.ts'
import type { PickedFile } from '../../../core/host/host-contract.ts'
import { useBackend } from '../../data/use-backend.ts'
import { useDirectory } from '../../data/use-directory.ts'
import { useNotify } from '../../ui/use-notify.ts'
import { refusalOf } from './check-file.ts'

export interface Upload {
  readonly key: number
  readonly name: string
  readonly sizeBytes: number
  readonly state: 'waiting' | 'storing' | 'refused'
  /** Why it was refused. */
  readonly error: AppError | 'unreadable' | undefined
}

interface Uploads {
  /** What is on its way or was refused; a file that has arrived leaves the list. */
  readonly uploads: ComputedRef<readonly Upload[]>
  readonly isBusy: ComputedRef<boolean>
  /** How many of the files given since the last rest are done. */
  readonly progress: ComputedRef<{ done: number; total: number }>
  /** @param arrived links a stored file; an error of it is shown at the file */
  add(this: void, files: readonly PickedFile[], arrived: Arrived): void
  /** Takes a waiting or refused file off the list; one that is being stored is not linked then. */
  dismiss(this: void, key: number): void
  dismissRefused(this: void): void
}

type Arrived = (file: StagedFile) => Promise<void> | void

/** The limit until the organisation's is known. */
const usualMaxBytes = 25 * 1024 * 1024

interface Source {
  readonly file: PickedFile
  readonly arrived: Arrived
}

/** Puts files into the content store one after the other: only one is in memory at a time. */
export function useUploads(): Uploads {
  const backend = useBackend()
  const { organisation } = useDirectory()
  const notify = useNotify()
  const entries = shallowReactive(new Map<number, Upload>())
  const sources = new Map<number, Source>()
  const counts = shallowReactive({ done: 0, total: 0 })
  let lastKey = 0
  let isRunning = false
  let isGone = false

  const set = (key: number, change: Partial<Upload>): void => {
    const entry = entries.get(key)
    if (entry) entries.set(key, { ...entry, ...change })
  }

  function add(files: readonly PickedFile[], arrived: Arrived): void {
    const maxBytes = organisation.value?.attachmentMaxBytes ?? usualMaxBytes
    for (const file of files) {
      const key = (lastKey += 1)
      const error = refusalOf(file, maxBytes)
      const state = error ? 'refused' : 'waiting'
      entries.set(key, { key, name: file.name, sizeBytes: file.size, state, error })
      if (error) continue
      sources.set(key, { file, arrived })
      counts.total += 1
    }
    if (!isRunning) void run()
  }

  /** Goes on when the component goes: files that a person gave are not dropped half-way. */
  async function run(): Promise<void> {
    isRunning = true
    for (let next = nextWaiting(); next; next = nextWaiting()) {
      await store(...next)
      counts.done += 1
    }
    isRunning = false
    counts.done = 0
    counts.total = 0
  }
  const nextWaiting = (): [number, Source] | undefined => sources.entries().next().value

  async function store(key: number, { file, arrived }: Source): Promise<void> {
    sources.delete(key)
    set(key, { state: 'storing' })
    const content = await file.bytes().catch(() => undefined)
    if (!content) return set(key, { state: 'refused', error: 'unreadable' })
    try {
      const mime = file.mime.slice(0, 127)
      const staged = await backend.call(
        'attachments.stage',
        { name: file.name, mime, content },
        { timeoutMs: Infinity },
      )
      if (!entries.has(key)) return
      await arrived(staged)
      entries.delete(key)
    } catch (error) {
      set(key, { state: 'refused', error: error as AppError })
      if (isGone) notify.error(error, { field: file.name })
    }
  }

  function dismiss(key: number): void {
    if (sources.delete(key)) counts.total -= 1
    entries.delete(key)
  }

  onScopeDispose(() => (isGone = true))
  return {
    uploads: computed(() => [...entries.values()]),
    isBusy: computed(() => [...entries.values()].some(({ state }) => state !== 'refused')),
    progress: computed(() => ({ ...counts })),
    add,
    dismiss,
    dismissRefused: () => {
      for (const { key, state } of entries.values()) if (state === 'refused') entries.delete(key)
    },
  }
}
