import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Conversation } from '../../../core/contract/conversations.ts'
import { useLocalisedText } from '../../ui/use-localised-text.ts'

interface Proposal {
  readonly formId: string
  readonly title: string
  readonly note: string
  readonly isBest: boolean
}

/** From this share of its questions on, a form is proposed before the free report (AIR-07). */
const goodShare = 0.5

/** The forms that a free conversation can end in: those of the type, the best first, and its own. */
export function useFormProposals(
  conversation: () => Conversation | undefined,
): ComputedRef<readonly Proposal[]> {
  const { t } = useI18n()
  const localised = useLocalisedText()
  return computed(() => {
    const open = conversation()
    if (open?.mode !== 'dynamic' || open.proposals.length === 0) return []
    const titles = new Map(
      open.others.map(({ formId, definition }) => [formId, localised(definition.title)]),
    )
    const of = open.proposals.map(
      ({ formId, filled, asked }, index): Proposal & { share: number } => ({
        ...{ formId, title: titles.get(formId) ?? '', share: asked === 0 ? 0 : filled / asked },
        note: t('assistant.forms.filled', { filled, asked }),
        isBest: index === 0 && asked > 0 && filled / asked >= goodShare,
      }),
    )
    const free: Proposal = {
      ...{ formId: open.form.formId, title: localised(open.form.definition.title) },
      ...{ note: t('assistant.forms.free'), isBest: of[0]?.isBest !== true },
    }
    const good = of.filter(({ isBest }) => isBest)
    return [...good, free, ...of.filter(({ isBest }) => !isBest)]
  })
}
