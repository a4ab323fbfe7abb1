import { useToast } from '@nuxt/ui/composables'
import { useI18n } from 'vue-i18n'
import { AppError } from '../../core/contract/app-error.ts'
import { offerUndo, type UndoOffer } from './undo-offers.ts'
import { useErrorText } from './use-error-text.ts'

const undoMs = 10_000
const reminderMs = 60_000
const offerMs = 20_000

interface Notify {
  /** Says that something is done; goes away by itself. */
  done(text: string): void
  /** The same with a way back: button and Ctrl+Z for ten seconds (ACT-10). */
  undo(text: string, onUndo: () => void | Promise<void>): void
  /** Says what is due, with a way to it; stays for a while. */
  remind(text: string, description: string, open: { label: string; onOpen: () => void }): void
  /** Says that something is done, and what may follow; stays for a while. */
  offer(text: string, next: { label: string; onTake: () => void }): void
  /** Says what was refused and what to do; `field` names the control it belongs to. */
  error(error: unknown, options?: { field?: string }): void
}

export function useNotify(): Notify {
  const toast = useToast()
  const { t } = useI18n()
  const errorText = useErrorText()

  function error(failure: unknown, { field }: { field?: string } = {}): void {
    const known = failure instanceof AppError ? failure : new AppError('INTERNAL', String(failure))
    if (known.code === 'CANCELLED') return
    const { message, action } = errorText(known)
    toast.add({
      // The same refusal twice is one notice.
      id: `error-${known.code}-${field ?? ''}`,
      title: field ? t('app.fieldError', { field, message }) : message,
      description: action,
      color: 'error',
      icon: 'i-lucide-circle-alert',
      duration: 10_000,
    })
  }

  return {
    done: (text) => {
      toast.add({
        title: text,
        icon: 'i-lucide-check',
        color: 'success',
        orientation: 'horizontal',
        duration: 4000,
      })
    },
    remind(text, description, { label, onOpen }) {
      toast.add({
        ...{ title: text, description, icon: 'i-lucide-alarm-clock', color: 'info' },
        duration: reminderMs,
        actions: [{ label, color: 'neutral', variant: 'outline', onClick: onOpen }],
      })
    },
    offer(text, { label, onTake }) {
      toast.add({
        ...{ title: text, icon: 'i-lucide-check', color: 'success', orientation: 'horizontal' },
        duration: offerMs,
        actions: [{ label, color: 'neutral', variant: 'outline', onClick: onTake }],
      })
    },
    undo(text, onUndo) {
      const offer: UndoOffer = offerUndo(async () => {
        toast.remove(id)
        try {
          await onUndo()
        } catch (failure) {
          error(failure)
        }
      }, undoMs)
      const { id } = toast.add({
        title: text,
        icon: 'i-lucide-check',
        color: 'neutral',
        orientation: 'horizontal',
        duration: undoMs,
        actions: [
          {
            label: t('app.actions.undo'),
            color: 'neutral',
            variant: 'outline',
            onClick: () => offer.take(),
          },
        ],
        'onUpdate:open': (open: boolean) => {
          if (!open) offer.withdraw()
        },
      })
    },
    error,
  }
}
