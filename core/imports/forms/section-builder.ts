import type { FormField, FormSection } from '../../contract/form-definition.ts'
import { ruleProblem } from '../../domain/forms/rule.ts'
import { fieldNames } from './field-names.ts'
import { fitLabel, hasText, isTooLong, type Words } from './fit-text.ts'

/** A rule as `core/domain/forms/rule.ts` computes it. */
export type Rule = boolean | number | string | null | readonly Rule[] | { [operator: string]: Rule }

/** What of a group is otherwise in its section. */
export interface GroupLosses {
  /** It stands inside another group, and became a section beside it. */
  readonly isNested: boolean
  readonly isTitleShortened: boolean
  /** Its rule together with those around it is larger than rules may be; it has only theirs. */
  readonly isRuleDropped: boolean
}

/** Lays the groups of a form, which may stand inside each other, out as sections, which do not. */
export interface SectionBuilder {
  readonly sections: FormSection[]
  /** Names of the groups that have not ended. */
  readonly open: readonly string[]
  begin(name: string, title: Words, rule: Rule | undefined): GroupLosses
  /** `false` where no group has begun. */
  end(): boolean
  /** Puts a field behind the last one, into the group that has begun last and not ended. */
  add(field: FormField): void
}

interface Group {
  readonly name: string
  readonly title: Words
  /** Its own rule and those of the groups around it. */
  readonly rules: readonly Rule[]
  isTitled: boolean
}

export function sectionBuilder(): SectionBuilder {
  const sections: FormSection[] = []
  const groups: Group[] = []
  // Keys have no `-`, so that no field has the id of a section.
  const prefix = 'g-'
  const newName = fieldNames(longestId - prefix.length)
  const root: Group = { name: 'part', title: {}, rules: [], isTitled: false }
  let current: FormSection | undefined

  const sectionOf = (group: Group): FormSection => {
    const rule = joined(group.rules)
    const title = fitLabel(group.title)
    const isTitled = hasText(title) && !group.isTitled
    group.isTitled = true
    return {
      id: prefix + newName(group.name),
      ...(isTitled && { title }),
      ...(rule !== undefined && { visibleIf: rule as FormSection['visibleIf'] }),
      fields: [],
    }
  }

  return {
    sections,
    get open() {
      return groups.map(({ name }) => name)
    },
    begin(name, own, rule) {
      const around = groups.at(-1)
      const title = around ? titleInside(around, own) : own
      const outer = around?.rules ?? []
      const rules = rule === undefined ? outer : [...outer, rule]
      const isRuleDropped = ruleProblem(joined(rules) ?? true) !== undefined
      groups.push({ name, title, rules: isRuleDropped ? outer : rules, isTitled: false })
      current = undefined
      return {
        ...{ isNested: around !== undefined, isTitleShortened: isTooLong(title), isRuleDropped },
      }
    },
    end() {
      current = undefined
      return groups.pop() !== undefined
    },
    add(field) {
      if (!current) {
        current = sectionOf(groups.at(-1) ?? root)
        sections.push(current)
      }
      current.fields.push(field)
    },
  }
}

const longestId = 64

/** « Outer – Inner »; a group without a title takes that of the one around it, once. */
function titleInside(around: Group, own: Words): Words {
  if (!hasText(own)) {
    const title = around.isTitled ? {} : around.title
    around.isTitled = true
    return title
  }
  const [fr, en] = (['fr', 'en'] as const).map((language) =>
    [around.title[language], own[language]].filter(Boolean).join(' – '),
  )
  return { ...(fr && { fr }), ...(en && { en }) }
}

function joined(rules: readonly Rule[]): Rule | undefined {
  return rules.length > 1 ? { and: rules } : rules[0]
}
