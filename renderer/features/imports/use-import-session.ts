import {
  computed,
  onScopeDispose,
  ref,
  shallowRef,
  type ComputedRef,
  type Ref,
  type ShallowRef,
} from 'vue'
import { AppError } from '../../../core/contract/app-error.ts'
import type { ImportKind, ImportResult, OpenedImport } from '../../../core/contract/imports.ts'
import { useBackend } from '../../data/use-backend.ts'
import { useUserPreference } from '../../data/use-preferences.ts'
import {
  type FieldKey,
  type FieldMapping,
  type ImportPreset,
  kindsOfImport,
} from './import-kinds.ts'
import { type MappingMemory, recallMapping, rememberMapping, withField } from './mapping-memory.ts'
import { useJob, type Job } from './use-job.ts'

export type Reading = Pick<OpenedImport, 'encoding' | 'separator' | 'hasHeader'>

export interface ImportSession {
  kind: ImportKind
  opened: ShallowRef<OpenedImport | undefined>
  /** Reading the file, or reading it again. */
  reading: Ref<boolean>
  failure: ShallowRef<AppError | undefined>
  preset: Ref<ImportPreset>
  mapping: ShallowRef<FieldMapping>
  /** The mapping is the one this person chose the last time. */
  isRecalled: Ref<boolean>
  /** The columns that are needed are there. */
  isComplete: ComputedRef<boolean>
  /** Otherwise the same file imported twice makes every customer twice. */
  isRepeatable: ComputedRef<boolean>
  defaultCountry: Ref<string>
  /** ISO 4217, of sales. */
  currency: Ref<string>
  dryRun: Job<'imports.dryRun'>
  run: Job<'imports.run'>
  open(fileName: string, content: Uint8Array): Promise<void>
  readAgain(choice: Partial<Reading>): Promise<void>
  choosePreset(preset: ImportPreset): void
  /** Proposes from the titles again, instead of what was remembered. */
  forgetRecalled(): void
  setField(column: number, field: FieldKey | null): void
  setDefaultCountry(country: string): void
  setCurrency(currency: string): void
  check(): Promise<void>
  start(): Promise<void>
  /** Leaves the file and begins again. */
  reset(): void
}

/** One file on its way into the workspace (GEN-02, AIS-01): read, mapped, checked, imported. */
export function useImportSession(kind: ImportKind): ImportSession {
  const of = kindsOfImport[kind]
  const backend = useBackend()
  const opened = shallowRef<OpenedImport>()
  const reading = ref(false)
  const failure = shallowRef<AppError>()
  const preset = ref<ImportPreset>('none')
  const mapping = shallowRef<FieldMapping>([])
  const isRecalled = ref(false)
  const memory = useUserPreference<MappingMemory>(`imports.${kind}.mappings`, [])
  const defaultCountry = useUserPreference('imports.customers.country', 'FR')
  const currency = useUserPreference('imports.sales.currency', 'EUR')
  const dryRun = useJob('imports.dryRun')
  const run = useJob('imports.run')

  /** A check says nothing any more about a file that is read or mapped otherwise. */
  function forgetResults(): void {
    dryRun.reset()
    run.reset()
    failure.value = undefined
  }

  function show(file: OpenedImport): void {
    forgetResults()
    opened.value = file
    preset.value = file.preset
    const recalled = file.hasHeader
      ? recallMapping(memory.value, file.columns, of.fields)
      : undefined
    mapping.value =
      recalled ?? file.mapping.map((field) => of.fields.find((key) => key === field) ?? null)
    isRecalled.value = recalled !== undefined
  }

  async function attempt(work: () => Promise<OpenedImport>): Promise<void> {
    reading.value = true
    failure.value = undefined
    try {
      show(await work())
    } catch (error) {
      failure.value = error as AppError
    } finally {
      reading.value = false
    }
  }

  function close(): void {
    if (!opened.value) return
    const { importId } = opened.value
    opened.value = undefined
    // The backend forgets opened files by itself when the window goes; this only frees memory sooner.
    void backend.call('imports.close', { importId }).catch(() => undefined)
  }

  function setMapping(next: FieldMapping): void {
    forgetResults()
    mapping.value = next
    isRecalled.value = false
  }

  const jobInput = (importId: string) => ({
    importId,
    mapping: [...mapping.value],
    defaultCountry: defaultCountry.value,
    currency: currency.value,
  })

  onScopeDispose(close)

  return {
    kind,
    opened,
    reading,
    failure,
    preset,
    mapping,
    isRecalled,
    isComplete: computed(() => of.isComplete(mapping.value)),
    isRepeatable: computed(() => of.isRepeatable(mapping.value)),
    defaultCountry,
    currency,
    dryRun,
    run,

    open: (fileName, content) =>
      attempt(async () => {
        const file = await backend.call(
          'imports.open',
          { kind, fileName, content },
          { timeoutMs: Infinity },
        )
        close()
        return file
      }),
    readAgain: (choice) =>
      attempt(() => {
        if (!opened.value) throw new AppError('E-IMP-GONE', 'no file is open')
        const { importId } = opened.value
        return backend.call('imports.reread', { importId, ...choice }, { timeoutMs: Infinity })
      }),
    choosePreset(name) {
      preset.value = name
      if (opened.value) setMapping(of.suggest(opened.value.columns, name))
    },
    forgetRecalled() {
      if (opened.value) setMapping(of.suggest(opened.value.columns, preset.value))
    },
    setField: (column, field) => setMapping(withField(mapping.value, column, field, of.repeated)),
    setDefaultCountry(country) {
      forgetResults()
      defaultCountry.value = country
    },
    setCurrency(code) {
      forgetResults()
      currency.value = code
    },
    async check() {
      if (!opened.value) return
      run.reset()
      await dryRun.start(jobInput(opened.value.importId))
    },
    async start() {
      if (!opened.value) return
      const { importId, hasHeader, columns } = opened.value
      if (hasHeader) memory.value = rememberMapping(memory.value, columns, mapping.value)
      await run.start(jobInput(importId))
    },
    reset() {
      forgetResults()
      close()
    },
  }
}

/** Whether `result` leaves anything for `imports.run` to write. */
export const hasWork = ({ created, updated, contacts }: ImportResult): boolean =>
  created + updated + contacts > 0
