import type { ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Organisation } from '../../../core/contract/workspace.ts'
import { useBackend } from '../../data/use-backend.ts'
import { useDirectory } from '../../data/use-directory.ts'
import { useImmediateSave } from './use-immediate-save.ts'

interface OrganisationSettings {
  readonly organisation: ComputedRef<Organisation | undefined>
  /** Saves one setting at once. */
  set<F extends keyof Organisation>(this: void, field: F, to: Organisation[F]): void
  /** Label, help and what was refused of a setting. */
  labelled(
    this: void,
    field: keyof Organisation,
  ): { label: string; help: string; problem: string | undefined }
}

/** The settings of the organisation, each saved when it is changed. */
export function useOrganisationSettings(): OrganisationSettings {
  const { t } = useI18n()
  const backend = useBackend()
  const { organisation } = useDirectory()
  const { problems, save } = useImmediateSave<keyof Organisation>()
  return {
    organisation,
    set(field, to) {
      if (!organisation.value) return
      const label = t(`settings.organisation.${field}.label`)
      void save(field, label, { from: organisation.value[field], to }, (value) =>
        backend.call('organisation.update', { [field]: value }),
      )
    },
    labelled: (field) => ({
      label: t(`settings.organisation.${field}.label`),
      help: t(`settings.organisation.${field}.help`),
      problem: problems.value[field],
    }),
  }
}
