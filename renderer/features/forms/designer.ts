import { type ComputedRef, inject, type InjectionKey, nextTick, ref, type Ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { FormField } from '../../../core/contract/form-definition.ts'
import type { FieldPatch, FormDesign, FormEdit } from '../../../core/contract/forms.ts'
import type { Locale, LocalisedText } from '../../../core/contract/scalars.ts'
import type { FieldType } from '../../../core/domain/forms/field-types.ts'
import { fieldsOf } from '../../../core/domain/forms/form-parts.ts'
import { inverseEdits } from '../../../core/domain/forms/inverse-edits.ts'
import { useLocalisedText } from '../../ui/use-localised-text.ts'
import { useNotify } from '../../ui/use-notify.ts'
import {
  addFieldEdits,
  changeTypeEdits,
  type Direction,
  duplicateFieldEdits,
  duplicateSectionEdits,
  moveFieldEdit,
  moveSectionEdit,
  type NewId,
  type Place,
  placeForNew,
  type Selection,
} from './design-edits.ts'
import type { FormDesigning } from './use-form-design.ts'

const newId: NewId = (kind) => `${kind}_${crypto.randomUUID()}`

/** A part that is being dragged: a new field of a type, or one that is there. */
export type Dragged =
  | { readonly kind: 'type'; readonly type: FieldType }
  | { readonly kind: 'field' | 'section'; readonly id: string }

export interface Designer {
  readonly design: ComputedRef<FormDesign>
  readonly mayChange: ComputedRef<boolean>
  readonly selection: Ref<Selection>
  readonly dragged: Ref<Dragged | undefined>
  /** What a screen reader is told. */
  readonly announcement: Readonly<Ref<string>>
  select(this: void, selection: Selection): void
  /** Selects the part that a problem is about. */
  selectPart(this: void, partId: string): void
  edit: FormDesigning['edit']
  patchField(this: void, id: string, patch: FieldPatch): Promise<boolean>
  addField(this: void, type: FieldType, place?: Place): Promise<void>
  addSection(this: void): Promise<void>
  duplicate(this: void, selection: Selection): Promise<void>
  remove(this: void, selection: Selection): Promise<void>
  move(this: void, selection: Selection, direction: Direction): Promise<void>
  moveTo(this: void, part: Dragged, place: Place): Promise<void>
  moveSectionAfter(this: void, id: string, after: string | null): Promise<void>
  changeType(this: void, id: string, type: FieldType): Promise<void>
}

export const designerKey: InjectionKey<Designer> = Symbol('form designer')

export function useDesigner(): Designer {
  const designer = inject(designerKey)
  if (!designer) throw new Error('no form is being designed')
  return designer
}

/** Id of the element that selects a section or a field on the canvas. */
export const partElementId = (id: string): string => `part-${id}`
/** Id of the element that selects a part, or the form as a whole. */
export const elementIdOf = (part: Selection): string =>
  part.kind === 'form' ? 'whole-form' : partElementId(part.id)
/** Id of the first control of the properties. */
export const firstPropertyId = 'first-property'

/** Gives an element the focus when what was changed is on screen; the text of a field is selected. */
export async function focusOn(elementId: string): Promise<void> {
  await nextTick()
  const element = document.getElementById(elementId)
  element?.focus()
  if (element instanceof HTMLInputElement) element.select()
}

/** The commands of the designer. */
export function createDesigner(
  design: ComputedRef<FormDesign>,
  mayChange: ComputedRef<boolean>,
  { edit }: Pick<FormDesigning, 'edit'>,
): Designer {
  const { t } = useI18n()
  const notify = useNotify()
  const localised = useLocalisedText()
  const selection = ref<Selection>({ kind: 'form' })
  const dragged = ref<Dragged>()
  const announcement = ref('')

  const inBoth = (key: string, named: Record<string, unknown> = {}): LocalisedText => ({
    fr: t(key, named, { locale: 'fr' satisfies Locale }),
    en: t(key, named, { locale: 'en' satisfies Locale }),
  })
  const typeWords = (type: FieldType): LocalisedText => inBoth(`forms.types.${type}`)
  const firstOptions = () =>
    [1, 2].map((number) => ({
      value: `option_${number}`,
      label: inBoth('forms.options.numbered', { number }),
    }))

  function fieldOf(id: string): FormField | undefined {
    return fieldsOf(design.value.draft).find((field) => field.id === id)
  }
  function nameOf(part: Selection): string {
    if (part.kind === 'form') return localised(design.value.draft.title)
    if (part.kind === 'field') return localised(fieldOf(part.id)?.label ?? {})
    const { sections } = design.value.draft
    const at = sections.findIndex(({ id }) => id === part.id)
    const title = sections[at]?.title
    return title ? localised(title) : t('forms.design.sectionNumber', { number: at + 1 })
  }

  /** What gets the selection when a part goes. */
  function partBefore(id: string): Selection {
    let before: Selection = { kind: 'form' }
    for (const section of design.value.draft.sections) {
      if (section.id === id) return before
      before = { kind: 'section', id: section.id }
      for (const field of section.fields) {
        if (field.id === id) return before
        before = { kind: 'field', id: field.id }
      }
    }
    return before
  }

  // What a colleague removed is not selected any more.
  watch(
    () => design.value.draft,
    (draft) => {
      const { value } = selection
      if (value.kind === 'form') return
      const known = value.kind === 'field' ? fieldsOf(draft) : draft.sections
      if (!known.some(({ id }) => id === value.id)) selection.value = { kind: 'form' }
    },
  )

  return {
    ...{ design, mayChange, selection, dragged, announcement, edit },
    select: (part) => (selection.value = part),

    selectPart(partId) {
      const { sections } = design.value.draft
      const field = fieldsOf(design.value.draft).find(
        ({ id, list }) => id === partId || list === partId,
      )
      if (field) selection.value = { kind: 'field', id: field.id }
      else if (sections.some(({ id }) => id === partId))
        selection.value = { kind: 'section', id: partId }
      else return
      void focusOn(partElementId(selection.value.id))
    },

    patchField: (id, patch) => edit(() => [{ kind: 'field', id, patch }]),

    async addField(type, place) {
      let added = ''
      const isDone = await edit(({ draft }) => {
        const request = {
          ...{ type, words: typeWords(type), options: firstOptions() },
          place: place ?? placeForNew(draft, selection.value),
        }
        const { edits, fieldId } = addFieldEdits(draft, request, newId)
        added = fieldId
        return edits
      })
      if (!isDone) return
      selection.value = { kind: 'field', id: added }
      announcement.value = t('forms.design.added', { part: t(`forms.types.${type}`) })
      await focusOn(firstPropertyId)
    },

    async addSection() {
      const id = newId('s')
      const isDone = await edit(({ draft }) => [
        {
          ...{ kind: 'addSection', id, after: draft.sections.at(-1)?.id ?? null },
          title: inBoth('forms.design.sectionNumber', { number: draft.sections.length + 1 }),
        },
      ])
      if (!isDone) return
      selection.value = { kind: 'section', id }
      announcement.value = t('forms.design.added', { part: nameOf(selection.value) })
      await focusOn(firstPropertyId)
    },

    async duplicate(part) {
      if (part.kind === 'form') return
      const name = nameOf(part)
      let copy: Selection = part
      const isDone = await edit(({ draft }) => {
        if (part.kind === 'section') {
          const made = duplicateSectionEdits(draft, part.id, newId)
          if (made) copy = { kind: 'section', id: made.id }
          return made?.edits
        }
        const made = duplicateFieldEdits(draft, part.id, newId)
        if (made) copy = { kind: 'field', id: made.ids[0]! }
        return made?.edits
      })
      if (!isDone) return
      selection.value = copy
      announcement.value = t('forms.design.duplicated', { part: name })
      await focusOn(partElementId(copy.id))
    },

    async remove(part) {
      if (part.kind === 'form') return
      const name = nameOf(part)
      const before = partBefore(part.id)
      const removal: FormEdit = {
        ...{ kind: 'setRemoved', part: part.kind, id: part.id, removed: true },
      }
      // Its own way back: others may have been made since, and be taken back first.
      const inverse = inverseEdits(design.value, [removal])
      if (!(await edit(() => [removal]))) return
      selection.value = before
      announcement.value = t('forms.design.removed', { part: name })
      notify.undo(t('forms.design.removed', { part: name }), async () => {
        await edit(() => inverse)
        selection.value = part
        await focusOn(partElementId(part.id))
      })
      await focusOn(elementIdOf(before))
    },

    async move(part, direction) {
      if (part.kind === 'form') return
      const focused = document.activeElement?.id ?? ''
      const isDone = await edit(({ draft }) => {
        const step = part.kind === 'field' ? moveFieldEdit : moveSectionEdit
        const moved = step(draft, part.id, direction)
        return moved && [moved]
      })
      if (!isDone) return
      announcement.value = placeText(part)
      // Moved in the page, an element loses the focus.
      await nextTick()
      const wanted = document.getElementById(focused)
      const isUsable = wanted && !(wanted as HTMLButtonElement).disabled
      await focusOn(isUsable ? focused : partElementId(part.id))
    },

    async moveTo(part, { sectionId, after }) {
      if (part.kind !== 'field' || part.id === after) return
      const isDone = await edit(() => [{ kind: 'moveField', id: part.id, sectionId, after }])
      if (!isDone) return
      selection.value = { kind: 'field', id: part.id }
      announcement.value = placeText(selection.value)
    },

    async moveSectionAfter(id, after) {
      if (id === after) return
      if (!(await edit(() => [{ kind: 'moveSection', id, after }]))) return
      announcement.value = placeText({ kind: 'section', id })
    },

    async changeType(id, type) {
      let changed = id
      let inverse: FormEdit[] = []
      const isDone = await edit((table) => {
        const change = changeTypeEdits(table.draft, id, type, firstOptions(), newId)
        if (!change) return undefined
        changed = change.fieldId
        inverse = inverseEdits(table, change.edits)
        return change.edits
      })
      if (!isDone) return
      selection.value = { kind: 'field', id: changed }
      await focusOn(firstPropertyId)
      const key = fieldOf(changed)?.key ?? ''
      notify.undo(
        t('forms.design.typeChanged', { type: t(`forms.types.${type}`), key }),
        async () => {
          await edit(() => inverse)
          selection.value = { kind: 'field', id }
        },
      )
    },
  }

  function placeText(part: Selection): string {
    const { draft } = design.value
    if (part.kind === 'form') return ''
    if (part.kind === 'section') {
      const place = draft.sections.findIndex(({ id }) => id === part.id) + 1
      return t('forms.design.moved', { part: nameOf(part), place, count: draft.sections.length })
    }
    const section = draft.sections.find(({ fields }) => fields.some(({ id }) => id === part.id))
    if (!section) return ''
    return t('forms.design.movedIn', {
      part: nameOf(part),
      place: section.fields.findIndex(({ id }) => id === part.id) + 1,
      count: section.fields.length,
      section: nameOf({ kind: 'section', id: section.id }),
    })
  }
}
